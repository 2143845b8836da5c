-- Runs in motion. Documents that nobody queries are text: they come back byte for byte, NUL escapes included.

create sequence run_ids;
create sequence task_ids;
create sequence split_ids;
create sequence outbox_ids;

-- Code packages that runs were started from, so that a run needs the artifact store no more to be planned.
create table packages (
  project  text        not null,
  digest   text        not null,
  manifest text        not null,
  added_at timestamptz not null,
  primary key (project, digest)
);

create table runs (
  id              bigint      primary key default nextval('run_ids'),
  project         text        not null,
  owner           text        not null,
  flow            text        not null,
  package         text        not null,
  parameters      text        not null,
  tags            text        not null,
  max_workers     integer     not null check (max_workers > 0),
  state           text        not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  failure         text,
  idempotency_key text,
  request_hash    text,
  created_at      timestamptz not null,
  -- when an event last moved it
  moved_at        timestamptz not null,
  finished_at     timestamptz,
  foreign key (project, package) references packages (project, digest),
  check ((idempotency_key is null) = (request_hash is null)),
  check ((state = 'RUNNING') = (finished_at is null))
);

create unique index runs_by_idempotency_key on runs (owner, project, idempotency_key)
  where idempotency_key is not null;
create index runs_by_project on runs (project, id desc);
create index runs_by_flow on runs (flow, id desc);
create index runs_running on runs (id) where state = 'RUNNING';

create table splits (
  id         bigint      primary key default nextval('split_ids'),
  run_id     bigint      not null references runs (id),
  -- the task that fanned out names the split
  step       text        not null,
  path       text        not null,
  size       integer     not null check (size > 0),
  remaining  integer     not null check (remaining between 0 and size),
  -- the item list of a foreach
  items      text,
  created_at timestamptz not null,
  unique (run_id, step, path)
);

create table tasks (
  id             bigint      primary key default nextval('task_ids'),
  run_id         bigint      not null references runs (id),
  step           text        not null,
  path           text        not null,
  frames         text        not null,
  -- of a step that chose itself again
  round          integer     not null default 0 check (round >= 0),
  state          text        not null
                 check (state in ('READY', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  attempt        integer     not null default 0,
  losses         integer     not null default 0,
  failures       integer     not null default 0,
  -- the failure that the next attempt shall only record as caught
  fallback       text,
  -- a retry waits until then
  not_before     timestamptz,
  -- where its inputs come from: one task, or, for a join, the branches of a split; neither for the start
  previous_task  bigint,
  joined_split   bigint      references splits (id),
  -- the branch it ended, when it is the last of one
  arrived_split  bigint      references splits (id),
  arrived_branch integer,
  -- set while it has one of its run's places: from its announcement on
  announced_at   timestamptz,
  announce_due   timestamptz,
  worker         text,
  started_at     timestamptz,
  lease_until    timestamptz,
  outputs        text,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  check (previous_task is null or joined_split is null),
  check ((arrived_split is null) = (arrived_branch is null)),
  check (state <> 'RUNNING' or (worker is not null and lease_until is not null)),
  check ((state = 'SUCCEEDED') = (outputs is not null))
);

-- a key is planned once
create unique index tasks_by_key on tasks (run_id, step, path);
-- a branch arrives once; joins read their inputs in this order
create unique index tasks_by_arrival on tasks (arrived_split, arrived_branch)
  where arrived_split is not null;
-- what a free place goes to next
create index tasks_waiting on tasks (run_id, id) where state = 'READY' and announced_at is null;
-- the retries whose wait ends next
create index tasks_waiting_to_retry on tasks (not_before)
  where state = 'READY' and announced_at is null and not_before is not null;
-- the places taken
create index tasks_in_flight on tasks (run_id)
  where announced_at is not null and state in ('READY', 'RUNNING');
-- what the sweeper looks for
create index tasks_to_announce_again on tasks (announce_due)
  where state = 'READY' and announced_at is not null;
create index tasks_by_lease on tasks (lease_until) where state = 'RUNNING';

-- What metadata-svc has yet to be told.
create table outbox (
  id         bigint      primary key default nextval('outbox_ids'),
  run_id     bigint      not null references runs (id),
  -- an attempt that nobody else records; absent when it is the run itself that changed
  attempt    text,
  tries      integer     not null default 0,
  due_at     timestamptz not null,
  created_at timestamptz not null
);

create index outbox_by_due on outbox (due_at, id);
create index outbox_by_run on outbox (run_id, id);

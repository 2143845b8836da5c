-- Every flow, run, step and task belongs to a project and has an owner.
-- A run has a number (one sequence for all flows) and an id in text; so has a task.

create table flows (
  project    text        not null,
  flow_id    text        not null,
  owner      text        not null,
  created_at timestamptz not null,
  primary key (project, flow_id)
);

create table runs (
  run_number   bigint      generated always as identity primary key,
  run_id       text        not null unique,
  project      text        not null,
  flow_id      text        not null,
  owner        text        not null,
  code_package text        not null,
  -- json, not jsonb: it comes back as it was given, U+0000 and all.
  parameters   json        not null,
  tags         varchar[]   not null,
  system_tags  varchar[]   not null,
  state        text        not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  created_at   timestamptz not null,
  finished_at  timestamptz,
  -- the run that it resumed
  origin       text,
  foreign key (project, flow_id) references flows
);

create index runs_of_flow on runs (project, flow_id, run_number desc);
create index runs_of_owner on runs (owner, run_number desc);
create index runs_going on runs (run_number desc) where state = 'RUNNING';
create index runs_tagged on runs using gin (tags);
create index runs_system_tagged on runs using gin (system_tags);

create table steps (
  step_number bigint      generated always as identity primary key,
  run_number  bigint      not null references runs,
  step_name   text        not null,
  project     text        not null,
  owner       text        not null,
  created_at  timestamptz not null,
  unique (run_number, step_name)
);

create table tasks (
  task_number bigint      generated always as identity primary key,
  task_id     text        not null,
  run_number  bigint      not null references runs,
  step_number bigint      not null references steps,
  project     text        not null,
  owner       text        not null,
  frames      json        not null,
  frame_path  text        not null,
  round       integer     not null default 0 check (round >= 0),
  state       text        not null
    check (state in ('READY', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  created_at  timestamptz not null,
  finished_at timestamptz,
  unique (run_number, task_id),
  -- An instance of a step is one task, whatever is delivered how often.
  unique (step_number, frame_path)
) with (fillfactor = 85);

create index tasks_of_step on tasks (step_number, task_number);

create table attempts (
  attempt_number bigint      generated always as identity primary key,
  task_number    bigint      not null references tasks,
  attempt        integer     not null check (attempt >= 0),
  state          text        not null check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'LOST')),
  worker         text        not null,
  pid            bigint,
  started_at     timestamptz not null,
  finished_at    timestamptz,
  outputs        text,
  -- what it said comes next, once it succeeded
  transition     json,
  failure        json,
  -- the task that a resumed run took over instead of running it again
  origin_run     text,
  origin_task    text,
  unique (task_number, attempt),
  check ((origin_run is null) = (origin_task is null))
) with (fillfactor = 85);

-- A task succeeds once.
create unique index attempts_success on attempts (task_number) where state = 'SUCCEEDED';

create table artifacts (
  attempt_number bigint not null references attempts,
  name           text   not null,
  encoding       text   not null,
  type           text   not null,
  digest         text   not null,
  inline_value   text,
  primary key (attempt_number, name)
);

-- How many log chunks a run has had. A chunk's transaction holds this row until it ends, so that
-- positions become visible in their order and a reader never passes one that commits late.
create table log_heads (
  run_number bigint primary key references runs,
  position   bigint not null
) with (fillfactor = 50);

-- A chunk may arrive before the attempt it belongs to.
create table log_chunks (
  run_number bigint  not null references runs,
  position   bigint  not null,
  step_name  text    not null,
  task_id    text    not null,
  attempt    integer not null,
  sequence   integer not null,
  lines      text    not null,
  primary key (run_number, position),
  unique (run_number, task_id, attempt, sequence)
);

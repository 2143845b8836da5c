-- Whose lines of a log were replaced, by whom and when; the lines themselves are gone.
create table log_scrubs (
  scrub_number bigint      generated always as identity primary key,
  run_number   bigint      not null references runs,
  step_name    text        not null,
  task_id      text        not null,
  attempt      integer     not null,
  streams      varchar[]   not null,
  lines        bigint      not null,
  scrubbed_by  text        not null,
  scrubbed_at  timestamptz not null
);

create index log_scrubs_of_attempt on log_scrubs (run_number, task_id, attempt);

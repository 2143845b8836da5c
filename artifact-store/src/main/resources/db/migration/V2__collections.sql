-- The last garbage collection of a space, or the one that goes on: at most one at a time.
create table collection (
  space     bigint      primary key references space,
  id        uuid        not null,
  state     text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  preview   boolean     not null,
  began_at  timestamptz not null,
  -- Whoever runs it says so again and again; one that is silent for long has died.
  alive_at  timestamptz not null,
  ended_at  timestamptz,
  failure   text,
  report    text
);

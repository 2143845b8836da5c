CREATE TABLE runs (
  id          TEXT NOT NULL PRIMARY KEY,
  project     TEXT NOT NULL,
  owner       TEXT NOT NULL,
  flow        TEXT NOT NULL,
  package     TEXT NOT NULL,
  parameters  TEXT NOT NULL, -- JSON
  tags        TEXT NOT NULL, -- JSON
  system_tags TEXT NOT NULL, -- JSON
  state       TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  finished_at TEXT,
  runner_pid   INTEGER NOT NULL, -- the process that runs it; while that lives, the run may be RUNNING
  runner_start TEXT    NOT NULL,
  origin       TEXT -- the run that it resumed
) WITHOUT ROWID;

CREATE TABLE steps (
  run        TEXT NOT NULL REFERENCES runs (id),
  step       TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (run, step)
) WITHOUT ROWID;

CREATE TABLE tasks (
  run        TEXT    NOT NULL,
  task       TEXT    NOT NULL,
  number     INTEGER NOT NULL, -- the order of making
  step       TEXT    NOT NULL,
  frames     TEXT    NOT NULL, -- JSON
  round      INTEGER NOT NULL, -- of a step that chose itself again
  created_at TEXT    NOT NULL,
  PRIMARY KEY (run, task),
  FOREIGN KEY (run, step) REFERENCES steps (run, step)
) WITHOUT ROWID;

CREATE INDEX tasks_by_step ON tasks (run, step, number);

CREATE TABLE attempts (
  run         TEXT    NOT NULL,
  task        TEXT    NOT NULL,
  attempt     INTEGER NOT NULL,
  state       TEXT    NOT NULL,
  worker      TEXT    NOT NULL,
  pid         INTEGER,
  started_at  TEXT    NOT NULL,
  finished_at TEXT,
  outputs     TEXT,
  transition  TEXT, -- JSON: what it said comes next
  failure     TEXT, -- JSON
  origin      TEXT, -- JSON: the task that a resumed run took over
  PRIMARY KEY (run, task, attempt),
  FOREIGN KEY (run, task) REFERENCES tasks (run, task)
) WITHOUT ROWID;

CREATE TABLE artifacts (
  run     TEXT    NOT NULL,
  task    TEXT    NOT NULL,
  attempt INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  ref     TEXT    NOT NULL, -- JSON
  PRIMARY KEY (run, task, attempt, name),
  FOREIGN KEY (run, task, attempt) REFERENCES attempts (run, task, attempt)
) WITHOUT ROWID;

CREATE TABLE logs (
  run      TEXT    NOT NULL,
  task     TEXT    NOT NULL,
  attempt  INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  step     TEXT    NOT NULL,
  lines    TEXT    NOT NULL, -- JSON
  PRIMARY KEY (run, task, attempt, sequence),
  FOREIGN KEY (run, task, attempt) REFERENCES attempts (run, task, attempt)
) WITHOUT ROWID;

INSERT INTO runs VALUES (
  '1763680906936000', 'default', 'ada', 'OldFlow',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855:0',
  '{}', '["kept"]', '[]', 'SUCCEEDED',
  '2026-11-20T23:21:46.936Z', '2026-11-20T23:21:48.936Z', 1, '2026-11-20T20:00:00Z', NULL);

PRAGMA user_version = 2;

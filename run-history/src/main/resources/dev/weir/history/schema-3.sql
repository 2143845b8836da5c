-- Lines of logs that were replaced, by whom and when; the lines themselves are gone.
CREATE TABLE log_scrubs (
  run         TEXT    NOT NULL REFERENCES runs (id),
  task        TEXT    NOT NULL,
  attempt     INTEGER NOT NULL,
  step        TEXT    NOT NULL,
  streams     TEXT    NOT NULL, -- JSON
  lines       INTEGER NOT NULL,
  scrubbed_by TEXT    NOT NULL,
  scrubbed_at TEXT    NOT NULL
);

CREATE INDEX log_scrubs_of_run ON log_scrubs (run);

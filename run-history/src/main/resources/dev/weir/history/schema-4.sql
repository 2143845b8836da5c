-- What was before one task of very many is found by its frames. Some records of version 2 have it.
CREATE INDEX IF NOT EXISTS tasks_by_key ON tasks (run, step, frames);

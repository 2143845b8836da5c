-- Where a run's code came from, as git knew it: JSON.
ALTER TABLE runs ADD COLUMN provenance TEXT;

-- When the artifacts of a run were given up, and by which rule: JSON.
ALTER TABLE runs ADD COLUMN collected TEXT;

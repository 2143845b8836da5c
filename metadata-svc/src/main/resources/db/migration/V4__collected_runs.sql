-- When the artifacts of a run were given up, and by which rule.
alter table runs add column collected text;

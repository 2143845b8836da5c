-- The tag by which a run finds other runs, where that is not its owner's; empty for all runs.
alter table runs add column namespace text;

-- Where a run's code came from, as git knew it.
alter table runs add column provenance json;

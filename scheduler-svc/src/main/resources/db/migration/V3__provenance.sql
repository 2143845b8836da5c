-- Where a run's code came from, as git knew it: JSON, to be told to metadata-svc.
alter table runs add column provenance text;

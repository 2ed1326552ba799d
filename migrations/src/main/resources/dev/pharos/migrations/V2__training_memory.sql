-- What training a job takes, so that it goes where it fits; null for jobs that were accepted before.
alter table jobs add column memory_bytes bigint check (memory_bytes >= 0);

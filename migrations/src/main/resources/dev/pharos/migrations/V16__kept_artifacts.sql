-- Which checkpoints of a run are kept, and which artifacts nothing needs any more. Written by
-- experiment-registry.

alter table run_checkpoints
  add column metrics jsonb, -- {"validation/top1-error": 0.1}; null where the worker did not say
  add column best    text;  -- digest of the checkpoint that it needs besides itself

-- What this database is called, so that nobody takes away what another installation keeps in the
-- same folder of artifacts, and when a registry looked there last for what nothing needs.
create table installation (
  one          boolean primary key default true check (one),
  id           uuid not null default gen_random_uuid(),
  collected_at timestamptz not null default '-infinity'
);
insert into installation default values;

-- Artifacts that a row named and names no more; another row still may. Every row that goes notes
-- its own, however it goes.
create table released_artifacts (
  digest      text primary key,
  released_at timestamptz not null
);

create function release_artifact() returns trigger language plpgsql as $$
begin
  insert into released_artifacts values (old.digest, clock_timestamp())
    on conflict (digest) do update set released_at = excluded.released_at;
  return null;
end
$$;

create function release_results() returns trigger language plpgsql as $$
begin
  insert into released_artifacts
    select distinct result #>> '{artifact,digest}', clock_timestamp()
    from jsonb_array_elements(old.results) as result
    on conflict (digest) do update set released_at = excluded.released_at;
  return null;
end
$$;

create trigger release_deleted after delete on run_artifacts
  for each row execute function release_artifact();
create trigger release_replaced after update of digest on run_artifacts
  for each row when (old.digest <> new.digest) execute function release_artifact();
create trigger release_deleted after delete on run_checkpoints
  for each row execute function release_artifact();
create trigger release_replaced after update of digest on run_checkpoints
  for each row when (old.digest <> new.digest) execute function release_artifact();
create trigger release_deleted after delete on model_versions
  for each row execute function release_artifact();
create trigger release_deleted after delete on inspections
  for each row execute function release_results();

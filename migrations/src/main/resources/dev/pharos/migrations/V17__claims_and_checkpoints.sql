-- Who works on an import, written by dataset-service; which data set files nothing needs any more,
-- and the epochs of checkpoints, written by experiment-registry.

-- Names one beginning of the import. Whoever has it renews updated_at; another may take over when
-- that has not moved for imports.lease. Null while nobody works on it.
alter table dataset_imports add column claim uuid;

-- A version that goes notes its files.
create function release_version() returns trigger language plpgsql as $$
begin
  insert into released_artifacts
    select digest, clock_timestamp()
    from (
      select old.packed_digest as digest
      union
      select part ->> 'digest' from jsonb_array_elements(old.parts) as part
    ) as gone
    order by digest
    on conflict (digest) do update set released_at = excluded.released_at;
  return null;
end
$$;

create trigger release_deleted after delete on dataset_versions
  for each row execute function release_version();

-- Epochs done; null where nobody said.
alter table run_checkpoints add column epoch int;

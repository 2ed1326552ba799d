-- ---------------------------------------------------------------- written by experiment-registry

-- Every checkpoint that a run left, for looking at how its features came to be.
create table run_checkpoints (
  run_id     uuid not null references runs on delete cascade,
  step       bigint not null,
  attempt    int not null,
  digest     text not null,
  size       bigint not null,
  created_at timestamptz not null default now(),
  primary key (run_id, step)
);
insert into run_checkpoints (run_id, step, attempt, digest, size, created_at)
  select run_id, step, attempt, digest, size, created_at from run_artifacts where name = 'checkpoint';

-- Looks into trained networks. The same look is taken once: the key is a digest of all it is
-- computed from.
create table inspections (
  id              uuid primary key,
  run_id          uuid not null references runs on delete cascade,
  cache_key       text not null,
  spec            jsonb not null,
  dataset         text not null,
  dataset_version int not null,
  task            jsonb not null,
  state           text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  reason          text,
  worker          text,
  results         jsonb not null default '[]', -- [{"name": "occlusion.png", "mediaType": "image/png", "artifact": {...}}]
  submitted_by    text not null,
  created_at      timestamptz not null default now(),
  assigned_at     timestamptz not null default now(),
  started_at      timestamptz,
  ended_at        timestamptz
);
create unique index inspections_once on inspections (cache_key) where state <> 'FAILED';
create index inspections_by_run on inspections (run_id, created_at desc);

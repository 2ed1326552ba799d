-- Importing: what the files alone do not say, and how long it will still take.
alter table dataset_imports
  add column options      jsonb not null default '{}', -- {"mode": "add", "coarseLabels": true, "padTo": 32}
  add column seconds_left bigint;

-- {"sizes": [...], "duplicates": {...}, "nearDuplicates": {...}}; empty for versions made before
alter table dataset_versions add column report jsonb not null default '{}';

-- A number is never given twice, also when the version that had it is gone.
alter table datasets add column last_version int not null default 0;
update datasets set last_version =
  coalesce((select max(version) from dataset_versions where dataset = name), 0);

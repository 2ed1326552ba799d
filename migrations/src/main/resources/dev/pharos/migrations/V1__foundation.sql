-- The schema of Pharos. One database; each table has one service that writes it, named in its
-- heading. Times are UTC instants. `team` is the place of teams and roles to come.

-- ---------------------------------------------------------------- messaging, written by any service

-- Messages that wait to be published; written in the transaction of what they tell of.
create table outbox (
  id          uuid primary key,
  sequence    bigint generated always as identity unique,
  service     text not null,
  topic       text not null,
  record_key  text not null,
  type        text not null,
  payload     jsonb not null,
  headers     jsonb not null default '{}',
  created_at  timestamptz not null default now()
);
create index outbox_by_service on outbox (service, sequence);

-- Where each consumer group goes on: committed with the effects of what was consumed.
create table consumer_offsets (
  consumer_group text not null,
  topic          text not null,
  partition      int not null,
  next_offset    bigint not null check (next_offset >= 0),
  primary key (consumer_group, topic, partition)
);

-- ---------------------------------------------------------------- data sets, written by dataset-service

create table datasets (
  name       text primary key check (name <> ''),
  team       text not null default 'default',
  created_at timestamptz not null default now()
);

-- Immutable; the same content is the same version.
create table dataset_versions (
  dataset        text not null references datasets on delete cascade,
  version        int not null check (version >= 1),
  content_id     text not null,
  packed_digest  text not null,
  packed_size    bigint not null,
  height         int not null,
  width          int not null,
  channels       int not null check (channels in (1, 3)),
  classes        jsonb not null, -- ["cat", "dog"], in label order
  counts         jsonb not null, -- [{"class": "cat", "training": 80, "validation": 10, "test": 10}]
  training       int not null,
  validation     int not null,
  test           int not null,
  statistics     jsonb not null, -- {"mean": [r, g, b], "deviation": [r, g, b]}, of the training split, 0 to 1
  bad_files      jsonb not null default '[]', -- [{"file": "...", "reason": "..."}]
  source         text not null,
  created_at     timestamptz not null default now(),
  primary key (dataset, version),
  unique (dataset, content_id)
);

create table dataset_imports (
  id            uuid primary key,
  command       text unique, -- id of the command; sent twice, it makes one import
  dataset       text not null,
  source        text not null,
  uploaded_file text, -- digest of an upload in the service's upload store; removed when the import has ended
  split_seed    bigint not null default 1,
  max_bad_share double precision not null default 0.05,
  phase         text not null check (phase in
    ('WAITING', 'UNPACKING', 'SCANNING', 'DECODING', 'PACKING', 'READY', 'FAILED', 'CANCELLED')),
  done          bigint not null default 0,
  total         bigint not null default 0,
  bad           bigint not null default 0,
  bad_files     jsonb not null default '[]',
  reason        text,
  version       int,
  starts        int not null default 0, -- an import that keeps killing its service is given up
  cancel_requested_at timestamptz, -- seen by whichever process is working on it
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  ended_at      timestamptz
);
create index dataset_imports_by_time on dataset_imports (created_at desc, id desc);
create index dataset_imports_not_ended on dataset_imports (created_at) where ended_at is null;

-- ---------------------------------------------------------------- experiments and runs, written by experiment-registry

create table experiments (
  id         bigint generated always as identity primary key,
  team       text not null default 'default',
  name       text not null check (name <> ''),
  created_at timestamptz not null default now(),
  unique (team, name)
);

create table runs (
  id              uuid primary key,
  team            text not null default 'default',
  experiment_id   bigint not null references experiments,
  name            text not null,
  state           text not null check (state in
    ('QUEUED', 'ASSIGNED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  reason          text,
  network         text not null,
  dataset         text not null,
  dataset_version int not null,
  attempt         int not null default 0, -- the newest; it fences
  progress        jsonb,
  created_at      timestamptz not null default now(),
  started_at      timestamptz,
  ended_at        timestamptz,
  foreign key (dataset, dataset_version) references dataset_versions
);
create index runs_by_time on runs (created_at desc, id desc);
create index runs_by_experiment on runs (experiment_id, created_at desc);
create index runs_not_ended on runs (state) where state in ('QUEUED', 'ASSIGNED', 'RUNNING', 'PAUSED');

-- What was asked for; one job makes one run.
create table jobs (
  run_id           uuid primary key references runs on delete cascade,
  command          text not null unique, -- id of the command; sent twice, it makes one run
  spec             jsonb not null,
  priority         int not null check (priority between 1 and 99),
  max_attempts     int not null check (max_attempts >= 1),
  register         text,
  submitted_by     text not null default 'anonymous',
  not_before       timestamptz not null default now(), -- back-off after a lost attempt
  stop_requested   text check (stop_requested in ('CANCEL', 'RELEASE')),
  stop_reason      text,
  stop_requested_at timestamptz -- a stop that takes too long is forced
);

create table attempts (
  run_id      uuid not null references runs on delete cascade,
  number      int not null check (number >= 1),
  worker      text not null,
  state       text not null check (state in
    ('ASSIGNED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED', 'LOST')),
  device      text,
  reason      text,
  from_step   bigint not null default 0,
  steps       bigint, -- of the whole training, once the worker knows
  offers      int not null default 1, -- how often the worker was told
  offered_at  timestamptz not null default now(),
  assigned_at timestamptz not null default now(),
  started_at  timestamptz,
  ended_at    timestamptz,
  primary key (run_id, number)
);
create index attempts_active on attempts (worker) where state in ('ASSIGNED', 'RUNNING');

create table params (
  run_id uuid not null references runs on delete cascade,
  key    text not null,
  value  text not null,
  primary key (run_id, key)
);

create table tags (
  run_id uuid not null references runs on delete cascade,
  key    text not null,
  value  text not null,
  primary key (run_id, key)
);

-- A point reported twice, or again by a resumed attempt, is one row.
create table metrics (
  run_id  uuid not null references runs on delete cascade,
  name    text not null,
  step    bigint not null,
  epoch   int not null,
  value   double precision not null,
  attempt int not null,
  at      timestamptz not null,
  primary key (run_id, name, step)
);

-- The newest point of each metric, so that tables of runs need not read their history.
create table latest_metrics (
  run_id uuid not null references runs on delete cascade,
  name   text not null,
  step   bigint not null,
  epoch  int not null,
  value  double precision not null,
  primary key (run_id, name)
);

create table log_lines (
  run_id   uuid not null references runs on delete cascade,
  attempt  int not null,
  sequence bigint not null,
  at       timestamptz not null,
  level    text not null,
  message  text not null,
  primary key (run_id, attempt, sequence)
);

create table run_artifacts (
  run_id     uuid not null references runs on delete cascade,
  name       text not null, -- checkpoint, model
  attempt    int not null,
  step       bigint not null,
  digest     text not null,
  size       bigint not null,
  created_at timestamptz not null default now(),
  primary key (run_id, name)
);

create table evaluations (
  run_id    uuid primary key references runs on delete cascade,
  classes   jsonb not null,
  confusion jsonb not null -- test images by true class (row) and predicted class (column)
);

-- ---------------------------------------------------------------- models, written by experiment-registry

create table registered_models (
  name       text primary key check (name <> ''),
  team       text not null default 'default',
  revision   bigint not null default 0,
  created_at timestamptz not null default now()
);

create table model_versions (
  model      text not null references registered_models on delete cascade,
  version    int not null check (version >= 1),
  run_id     uuid not null references runs,
  digest     text not null,
  size       bigint not null,
  created_at timestamptz not null default now(),
  primary key (model, version),
  unique (model, run_id)
);

create table model_aliases (
  model      text not null,
  alias      text not null,
  version    int not null,
  updated_at timestamptz not null default now(),
  primary key (model, alias),
  foreign key (model, version) references model_versions on delete cascade
);

-- ---------------------------------------------------------------- workers, written by experiment-registry

create table workers (
  id           text primary key, -- new at each start of a worker's process
  name         text not null,
  state        text not null check (state in ('READY', 'DRAINING', 'GONE', 'LOST')),
  device       jsonb not null,
  slots        int not null,
  labels       jsonb not null default '{}',
  active       jsonb not null default '[]',
  started_at   timestamptz not null,
  last_seen_at timestamptz not null
);

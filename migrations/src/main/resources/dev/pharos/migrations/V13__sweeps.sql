-- Sweeps, their trials, and what trials are compared by; written by experiment-registry.

create table sweeps (
  id           uuid primary key,
  command      text not null unique, -- id of the command; sent twice, it makes one sweep
  team         text not null,
  name         text not null,
  asked        jsonb not null, -- as it came
  spec         jsonb not null, -- with what was not said and follows from the job
  state        text not null check (state in
    ('RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  reason       text, -- why it ended so, or what its trials wait for
  rung_times   bigint[] not null default '{}', -- epochs or steps after which trials are compared
  submitted_by text not null default 'anonymous',
  best_trial   int, -- once it has ended
  model        text, -- that the best trial became a version of
  version      int,
  created_at   timestamptz not null default now(),
  ended_at     timestamptz
);
create index sweeps_by_time on sweeps (created_at desc, id desc);
create index sweeps_not_ended on sweeps (id) where ended_at is null;

-- Drawn when the sweep was accepted, so that nothing later changes what it consists of.
create table sweep_trials (
  sweep_id uuid not null references sweeps on delete cascade,
  number   int not null check (number >= 1),
  "values" jsonb not null, -- {"training.learningRate": 0.01}
  state    text not null default 'WAITING' check (state in
    ('WAITING', 'ACTIVE', 'HELD', 'SUCCEEDED', 'STOPPED', 'FAILED', 'CANCELLED')),
  run_id   uuid unique references runs on delete set null,
  reason   text,
  ended_at timestamptz,
  primary key (sweep_id, number)
);

-- What a trial was worth at a rung; NaN is worst.
create table sweep_rungs (
  sweep_id uuid not null,
  trial    int not null,
  rung     int not null check (rung >= 0),
  value    double precision not null,
  promoted boolean not null default false, -- it was let go on
  at       timestamptz not null default now(),
  primary key (sweep_id, trial, rung),
  foreign key (sweep_id, trial) references sweep_trials on delete cascade
);

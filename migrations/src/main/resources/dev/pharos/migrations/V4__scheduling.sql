-- Teams, what jobs ask of workers and wait for, where they stand in line, and who schedules.

-- Shares and limits of teams; written by experiment-registry.
create table teams (
  name        text primary key check (name <> ''),
  share       double precision not null default 1 check (share > 0),
  max_devices int check (max_devices >= 0), -- slots that its runs hold at once; null: no limit
  max_queued  int check (max_queued >= 0),  -- runs that wait at once; null: no limit
  created_at  timestamptz not null default now()
);
insert into teams (name) values ('default');

alter table jobs
  add column device      text not null default 'auto' check (device in ('auto', 'cpu', 'cuda')),
  add column devices     int not null default 1 check (devices >= 1),
  add column labels      jsonb not null default '{}',
  add column preemptible boolean not null default true,
  add column start_after timestamptz,
  add column otherwise   text not null default 'SKIP' check (otherwise in ('SKIP', 'FAIL', 'START')),
  -- Where it stands in its line, the smallest first: when it came, unless it was moved.
  add column place       numeric not null default extract(epoch from clock_timestamp()),
  -- Since when its age counts: when it came, or was resumed.
  add column queued_at   timestamptz not null default now(),
  drop constraint jobs_stop_requested_check,
  add constraint jobs_stop_requested_check
    check (stop_requested in ('CANCEL', 'RELEASE', 'PAUSE', 'PREEMPT'));

update jobs j set device = coalesce(j.spec ->> 'device', 'auto'),
  place = extract(epoch from r.created_at), queued_at = r.created_at
from runs r where r.id = j.run_id;

-- What runs wait for.
create table job_dependencies (
  run_id     uuid not null references runs on delete cascade,
  depends_on uuid not null references runs on delete cascade,
  primary key (run_id, depends_on),
  check (run_id <> depends_on)
);
create index job_dependencies_by_target on job_dependencies (depends_on);

-- The registry that schedules; another takes over when it has not renewed this for a while.
create table scheduler_leader (
  one        boolean primary key default true check (one),
  holder     text not null,
  since      timestamptz not null,
  renewed_at timestamptz not null
);

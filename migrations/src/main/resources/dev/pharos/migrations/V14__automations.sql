-- Rules that act on events, the events that they saw, and what they did. Written by
-- experiment-registry.

create table automations (
  name          text primary key check (name <> ''),
  rule          jsonb not null,
  event_type    text not null,          -- of the rule's trigger
  enabled       boolean not null,
  since         bigint not null,        -- it looks at events of larger sequences
  created_by    text not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  last_error    text,                   -- of its condition
  last_error_at timestamptz
);
create index automations_by_event on automations (event_type) where enabled;

-- What came by, kept for a while: rules act on it once, and are tried out on it.
create table automation_events (
  sequence    bigint generated always as identity primary key,
  source      text not null,
  id          text not null,
  type        text not null,
  time        timestamptz not null,
  correlation text,
  data        jsonb not null,
  received_at timestamptz not null default now(),
  handled     boolean not null,
  unique (source, id)
);
create index automation_events_waiting on automation_events (sequence) where not handled;
create index automation_events_by_type on automation_events (type, sequence);
create index automation_events_by_age on automation_events (received_at);

create table automation_firings (
  id           uuid primary key,
  automation   text not null references automations on delete cascade,
  event_source text not null,
  event_id     text not null,
  event_type   text not null,
  event_time   timestamptz not null,
  chain        text[] not null,         -- the rules that led to it, itself the last
  state        text not null check (state in
    ('DONE', 'WAITING', 'REFUSED', 'FAILED', 'LOOPED', 'LIMITED')),
  detail       text not null,
  run_id       uuid references runs on delete set null, -- what it submitted
  call         jsonb,                   -- what a webhook is told: {"url": "...", "body": {...}}
  attempts     int not null default 0,  -- calls of the webhook
  due          timestamptz,             -- when it is called next
  fired_at     timestamptz not null default clock_timestamp(),
  ended_at     timestamptz,
  -- An event makes a rule act once, however often it comes.
  unique (automation, event_source, event_id)
);
create index automation_firings_by_time on automation_firings (automation, fired_at desc, id desc);
create index automation_firings_due on automation_firings (due) where state = 'WAITING';

-- Which dead letters were sent back to their topic; written by experiment-registry. The time the
-- letter was written belongs to its name: offsets begin again where a topic is made anew.
create table dead_letter_replays (
  topic       text not null,
  partition   int not null,
  "offset"    bigint not null,
  written_at  timestamptz not null,
  replayed_at timestamptz not null default now(),
  primary key (topic, partition, "offset", written_at)
);

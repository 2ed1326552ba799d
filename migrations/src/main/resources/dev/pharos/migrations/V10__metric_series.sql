-- Metric points at rate: each metric of a run is a series with a short key, and every stretch of
-- its points has a line of its own that tells the lowest, the highest and the last of them, so
-- that a history of millions of points is drawn from some thousand lines.
-- All written by experiment-registry.

alter table metrics rename to metrics_before;

create table metric_series (
  id     bigint generated always as identity primary key,
  run_id uuid not null references runs on delete cascade,
  name   text not null,
  unique (run_id, name)
);

-- A point reported twice, or again by a resumed attempt, is one row. No foreign key: it would be
-- checked for each of very many rows; the trigger below does what a cascade would.
create table metric_points (
  series  bigint not null,
  step    bigint not null,
  value   double precision not null,
  at      timestamptz not null,
  epoch   int not null,
  attempt int not null,
  primary key (series, step)
);

-- Points of a series that follow each other, as many as the level says; every point is in one
-- stretch of each level, and only the last stretch of a level grows.
create table metric_stretches (
  series     bigint not null,
  level      int not null,
  from_step  bigint not null,
  to_step    bigint not null, -- of the last point
  points     int not null check (points >= 1),
  low        double precision not null,
  low_step   bigint not null,
  low_epoch  int not null,
  low_at     timestamptz not null,
  high       double precision not null, -- NaN is higher than any number
  high_step  bigint not null,
  high_epoch int not null,
  high_at    timestamptz not null,
  last       double precision not null,
  last_epoch int not null,
  last_at    timestamptz not null,
  primary key (series, level, from_step)
);

create function forget_metric_points() returns trigger language plpgsql as $$
begin
  delete from metric_points where series = old.id;
  delete from metric_stretches where series = old.id;
  return old;
end
$$;
create trigger forget_metric_points after delete on metric_series
  for each row execute function forget_metric_points();

insert into metric_series (run_id, name) select distinct run_id, name from metrics_before;
insert into metric_points (series, step, value, at, epoch, attempt)
  select s.id, m.step, m.value, m.at, m.epoch, m.attempt
  from metrics_before m join metric_series s using (run_id, name);
insert into metric_stretches
select series, level, min(step), max(step), count(*),
  (array_agg(value order by value, step))[1], (array_agg(step order by value, step))[1],
  (array_agg(epoch order by value, step))[1], (array_agg(at order by value, step))[1],
  (array_agg(value order by value desc, step))[1], (array_agg(step order by value desc, step))[1],
  (array_agg(epoch order by value desc, step))[1], (array_agg(at order by value desc, step))[1],
  (array_agg(value order by step desc))[1], (array_agg(epoch order by step desc))[1],
  (array_agg(at order by step desc))[1]
from (select *, row_number() over (partition by series order by step) - 1 as n from metric_points) p,
  (values (0, 32), (1, 256)) as l (level, size)
group by series, level, n / size;
drop table metrics_before;

-- The points with their names, for people and reports.
create view metrics as
  select s.run_id, s.name, p.step, p.epoch, p.value, p.attempt, p.at
  from metric_series s join metric_points p on p.series = s.id;

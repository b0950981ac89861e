/** What a metric is to reach, for the whole organisation or a unit and all below it, and who answers for it. Rows are only ever appended. */
export const name = "0015-metric-targets";

export const up = `
create table metric_targets (
  tenant_id smallint not null,
  id uuid not null,
  -- nps, csat, ces, ratio, ratio:service, p:service
  metric text not null,
  -- null: the whole organisation
  unit_id integer,
  -- in the unit of the metric; null: from this day on nothing is aimed at here, and what holds above counts
  value double precision,
  owner_id text,
  -- the first day it holds, whole days since 1970-01-01; until another one begins
  from_day integer not null,
  set_by text,
  set_at timestamptz not null,
  primary key (tenant_id, id)
);
create index metric_targets_in_force on metric_targets (tenant_id, metric, from_day desc)`;

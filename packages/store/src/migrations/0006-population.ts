export const name = "0006-population";

export const up = `
-- how many people there are, stratum by stratum; a correction is a new version, what was used before stays readable
create table population_margins (
  tenant_id smallint not null,
  id uuid not null,
  dimension text not null check (dimension in ('segment','unit','touchpoint','channel','locale')),
  version integer not null check (version > 0),
  source text not null,
  -- the day the numbers are of
  as_of date not null,
  -- [{"level": "3", "people": 1200}], the level as the answers carry it
  levels jsonb not null,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, dimension, version)
);

-- what voices.weight of a survey rests on; the newest applied version of a day is in force, undoing one brings back the one before
create table weight_versions (
  tenant_id smallint not null,
  id uuid not null,
  survey_id integer not null,
  number integer not null check (number > 0),
  state text not null check (state in ('applied','undone')),
  -- local days, both included
  first_day integer not null,
  last_day integer not null check (last_day >= first_day),
  method text not null check (method in ('post_stratification','raking')),
  -- the targets as they stood: dimension, version and source of each margin, and the caps
  targets jsonb not null,
  -- levels of each cell, its answers and its weight
  cells jsonb not null,
  effect jsonb not null,
  answers integer not null,
  applied_by text,
  applied_at timestamptz not null,
  undone_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, survey_id, number)
);

-- what else happened: drawn on every trend
create table timeline_notes (
  tenant_id smallint not null,
  id uuid not null,
  day integer not null,
  -- null: the whole organisation
  unit_id integer,
  kind text not null check (kind in ('campaign','price','outage','process','product','staff','other')),
  text jsonb not null,
  created_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- a removed note can be taken back
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create index timeline_notes_day on timeline_notes (tenant_id, day) where removed_at is null;
`;

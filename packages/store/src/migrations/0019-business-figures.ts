/** What the business counts for each unit and month, brought in with its source. Values are only ever appended; undoing an entry takes them out of force. */
export const name = "0019-business-figures";

export const up = `
create table business_figures (
  tenant_id smallint not null,
  id uuid not null,
  name jsonb not null,
  -- as it is written behind a number: %, ¥, 单, orders
  unit text not null,
  direction text not null check (direction in ('higher','lower')),
  -- how the months of a quarter make one number
  rollup text not null check (rollup in ('sum','mean')),
  -- where it comes from: a system, a report
  source text not null,
  owner_id text,
  created_by text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- a retired figure can be taken back
  retired_at timestamptz,
  primary key (tenant_id, id)
);

-- one import, or one correction by hand: taken as a whole and undone as a whole
create table business_entries (
  tenant_id smallint not null,
  id uuid not null,
  figure_id uuid not null,
  kind text not null check (kind in ('file','pasted','edited')),
  source text not null,
  file_name text,
  rows integer not null,
  made_by text,
  made_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
create index business_entries_of_figure on business_entries (tenant_id, figure_id, made_at desc);

create table business_values (
  tenant_id smallint not null,
  figure_id uuid not null,
  unit_id integer not null,
  -- year * 12 + month - 1
  month integer not null,
  -- of the unit and month, from 1; the highest whose entry is not undone is in force
  version integer not null check (version > 0),
  -- null: taken away
  value double precision,
  entry_id uuid not null,
  primary key (tenant_id, figure_id, unit_id, month, version)
);
create index business_values_of_entry on business_values (tenant_id, entry_id)`;

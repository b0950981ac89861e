/**
 * Signals of expectations: time on pages told by the sites themselves, rules by which pages stand for attributes, what is known about a
 * benchmark, reference bands of the organisation's own, and findings that rest on them.
 */
export const name = "0011-expectation-signals";

export const up = `
-- a website that tells how long its pages are looked at; the key stands in its pages and is no secret
create table beacon_sites (
  tenant_id smallint not null,
  id integer not null,
  name text not null,
  key text not null unique,
  -- pages of these origins are heard, no others
  origins text[] not null,
  paused boolean not null default false,
  last_heard_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- which pages stand for which attribute: a path, or its beginning followed by *
create table page_rules (
  tenant_id smallint not null,
  pattern text not null,
  attribute_code text not null,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, pattern)
);

alter table expectation_sources drop constraint expectation_sources_mapped_by_check;
alter table expectation_sources add constraint expectation_sources_mapped_by_check check (mapped_by in ('dictionary','rule','hand'));
-- the website a sum of page time came from; each of its pages has one row a day
alter table expectation_sources add column site_id integer;
-- of a benchmark: how many were asked, the ends of its interval, whether they know both, whether the competitor newly offers it
alter table expectation_sources add column base integer check (base > 0);
alter table expectation_sources add column low double precision;
alter table expectation_sources add column high double precision;
alter table expectation_sources add column knows_both boolean not null default false;
alter table expectation_sources add column newly_offered boolean not null default false;
alter table expectation_sources add constraint expectation_sources_interval check ((low is null) = (high is null) and (low is null or low <= high));
create index expectation_sources_site on expectation_sources (tenant_id, site_id, to_day) where site_id is not null;

-- what the organisation itself calls good, with where that comes from; none is there until somebody enters one
create table reference_bands (
  tenant_id smallint not null,
  id uuid not null,
  name text not null,
  metric text not null,
  low double precision not null,
  high double precision not null,
  source text not null check (source <> ''),
  as_of date not null,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check (low <= high)
);
create index reference_bands_metric on reference_bands (tenant_id, metric);

alter table findings drop constraint findings_kind_check;
alter table findings add constraint findings_kind_check check (kind in ('driver','gap','kano','shift','retest','voice'));
-- a competitor that newly offers an attribute is one reason to ask again, however often it is imported
create unique index findings_retest on findings (tenant_id, attribute, (question ->> 'competitor')) where kind = 'retest';
create unique index findings_shift on findings (tenant_id, (question ->> 'series'), (question ->> 'on')) where kind = 'shift' and state = 'proposed';
`;

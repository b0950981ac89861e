/** What customers bought, the files it came in, how loyalty is scored, and the tiers it led to. */
export const name = "0020-purchases";

export const up = `
-- a purchase or the return of one; a return under the number of an order takes its amount off that order
create table purchases (
  tenant_id smallint not null,
  id uuid not null,
  -- no:<order number>, or made of the row where there is none: the same order comes once, however often it is sent
  order_key text not null,
  kind text not null check (kind in ('purchase','return')),
  customer_id uuid not null,
  unit_id integer,
  -- whole days since 1970-01-01 where it was bought
  local_day integer not null,
  -- never negative; null where only the visit is known
  amount double precision check (amount >= 0),
  file_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, order_key, kind)
);
create index purchases_customer on purchases (tenant_id, customer_id, local_day);
create index purchases_file on purchases (tenant_id, file_id) where file_id is not null;

create table purchase_files (
  tenant_id smallint not null,
  id uuid not null,
  file_name text not null,
  -- how the file is written, its columns with samples, and what was recognised in them
  format jsonb not null,
  mapping jsonb not null,
  state text not null check (state in ('uploaded','taken','undone')),
  rows_read integer not null default 0,
  rows_accepted integer not null default 0,
  rows_known integer not null default 0,
  rows_returns integer not null default 0,
  rows_rejected integer not null default 0,
  -- the first refused rows with the reason
  rejects jsonb not null default '[]',
  -- customers nobody had heard of, made by this file; they go with it
  added uuid[] not null default '{}',
  created_by text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);

-- cut-points, weights, sources and thresholds; each change is a version
create table loyalty_models (
  tenant_id smallint not null,
  version integer not null check (version > 0),
  definition jsonb not null,
  changed_by text,
  changed_at timestamptz not null,
  primary key (tenant_id, version)
);

create table tier_evaluations (
  tenant_id smallint not null,
  number integer not null check (number > 0),
  -- purchases and answers up to this day
  as_of integer not null,
  model_version integer not null,
  made_by text,
  made_at timestamptz not null,
  primary key (tenant_id, number)
);

-- where each customer stood after an evaluation
create table member_tiers (
  tenant_id smallint not null,
  evaluation integer not null,
  customer_id uuid not null,
  tier text not null check (tier in ('regular','silver','gold')),
  below_since text check (below_since in ('regular','silver')),
  change text not null check (change in ('up','down','kept')),
  reason text not null,
  index double precision,
  primary key (tenant_id, evaluation, customer_id)
);
create index member_tiers_customer on member_tiers (tenant_id, customer_id);
`;

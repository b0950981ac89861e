/**
 * Every source becomes a voice and every item has an end: the handling of feedback (D§4.11), inbound sources and their deliveries, records
 * of contact, and sources of expectation beside the asked ones.
 */
export const name = "0007-feedback";

export const up = `
-- one item per voice that wants handling; the log is the truth, these columns are copies for lists
create table feedback_items (
  tenant_id smallint not null,
  voice_id uuid not null,
  unit_id integer,
  source text not null,
  state text not null,
  owner_id text,
  due_at timestamptz,
  identified boolean not null,
  asked_for_answer boolean not null,
  contact jsonb,
  platform text,
  product text,
  author text,
  source_url text,
  rating real,
  rating_min smallint,
  rating_max smallint,
  opened_at timestamptz not null,
  replied_at timestamptz,
  decided_at timestamptz,
  informed_at timestamptz,
  -- nothing is owed any more (D§4.11)
  ended_at timestamptz,
  reason text,
  case_id uuid,
  revision integer not null default 1,
  primary key (tenant_id, voice_id)
);
create index feedback_items_open on feedback_items (tenant_id, opened_at) where ended_at is null;
create index feedback_items_unit on feedback_items (tenant_id, unit_id, opened_at);
create index feedback_items_case on feedback_items (tenant_id, case_id) where case_id is not null;

create table feedback_events (
  tenant_id smallint not null,
  id uuid not null,
  voice_id uuid not null,
  seq integer not null,
  type text not null,
  actor_kind text not null check (actor_kind in ('user','customer','system')),
  actor_id text,
  payload jsonb not null default '{}',
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, voice_id, seq)
);

-- a door for another system: what it sends becomes voices by the mapping
create table inbound_sources (
  tenant_id smallint not null,
  id integer not null,
  name text not null,
  kind text not null,
  token_hash bytea not null unique,
  -- last characters of the token, to recognise it by
  token_end text not null,
  -- sealed; set when deliveries must be signed
  signing_secret text,
  paused boolean not null default false,
  mapping jsonb not null,
  unit_id integer,
  touchpoint_id smallint,
  survey_id integer,
  -- sealed, and forgotten after a week: only there to set up the mapping with
  last_payload text,
  last_payload_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- outcomes of deliveries; never what was in them
create table inbound_deliveries (
  tenant_id smallint not null,
  id uuid not null,
  source_id integer not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('stored','unchanged','partly','refused')),
  stored smallint not null default 0,
  unchanged smallint not null default 0,
  refused smallint not null default 0,
  code text,
  faults jsonb not null default '[]',
  bytes integer not null,
  primary key (tenant_id, id)
);
create index inbound_deliveries_source on inbound_deliveries (tenant_id, source_id, id desc);

create table contact_records (
  tenant_id smallint not null,
  id uuid not null,
  client_key text not null,
  unit_id integer,
  customer_id uuid,
  contact jsonb,
  channel text not null,
  direction text not null check (direction in ('in','out')),
  purpose text not null,
  content text not null,
  promise text,
  promise_due date,
  promise_done_at timestamptz,
  consent text not null check (consent in ('none','spoken','written','recorded')),
  employee_id integer,
  voice_id uuid,
  occurred_at timestamptz not null,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, client_key)
);
create index contact_records_when on contact_records (tenant_id, occurred_at desc, id desc);
create index contact_records_promise on contact_records (tenant_id, promise_due) where promise_due is not null and promise_done_at is null;

-- what hints at expectations where nobody asked; shown as indirect, never inside a ratio
create table expectation_sources (
  tenant_id smallint not null,
  id uuid not null,
  client_key text not null,
  kind text not null,
  label text not null,
  attribute_code text,
  mapped_by text check (mapped_by in ('dictionary','hand')),
  segment_id smallint,
  region text,
  from_day date not null,
  to_day date not null,
  value double precision not null,
  unit text not null,
  source text not null check (source <> ''),
  licence text,
  method text,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, client_key),
  -- a benchmark without its method is not kept
  check (kind <> 'competitor' or coalesce(method, '') <> '')
);
create index expectation_sources_kind on expectation_sources (tenant_id, kind, to_day desc);
`;

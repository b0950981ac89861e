/**
 * The house: organisations, people, surveys, voices, cases, and what follows them.
 * Stays within PostgreSQL 15. Every table leads with tenant_id; every id is made by the application.
 * Small whole-number ids (units, surveys, touchpoints, segments …) are per organisation: they are the dense dimension codes the
 * columnar projection groups by.
 */
export const name = "0001-foundation";

export const up = `
create table tenants (
  id smallint primary key,
  code text not null unique,
  name jsonb not null,
  is_demo boolean not null default false,
  is_set_up boolean not null default false,
  time_zone text not null default 'Asia/Shanghai',
  default_locale text not null default 'zh-CN',
  k_threshold smallint not null default 5 check (k_threshold >= 3),
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table counters (
  tenant_id smallint not null,
  kind text not null,
  last integer not null,
  primary key (tenant_id, kind)
);

create table org_units (
  tenant_id smallint not null references tenants,
  id integer not null,
  parent_id integer,
  type text not null check (type in ('group','company','region','store','team')),
  code text not null,
  name jsonb not null,
  time_zone text not null,
  calendar_id integer,
  path text not null,
  closed_on date,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references org_units (tenant_id, id)
);
create index org_units_path on org_units (tenant_id, path text_pattern_ops);

create table org_unit_moves (
  tenant_id smallint not null,
  unit_id integer not null,
  moved_on date not null,
  from_parent_id integer,
  to_parent_id integer,
  moved_by uuid,
  reason text,
  primary key (tenant_id, unit_id, moved_on)
);

create table calendars (
  tenant_id smallint not null,
  id integer not null,
  version integer not null,
  name text not null,
  rules jsonb not null,
  effective_from timestamptz not null,
  primary key (tenant_id, id, version)
);

create table employees (
  tenant_id smallint not null,
  id integer not null,
  code text not null,
  name text not null,
  unit_id integer not null,
  position text,
  hired_on date,
  left_on date,
  user_id text,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table segments (
  tenant_id smallint not null,
  id smallint not null,
  code text not null,
  name jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table customers (
  tenant_id smallint not null,
  id uuid not null,
  external_id text,
  name text,
  phone text,
  email text,
  segment_id smallint,
  tier text,
  locale text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index customers_external on customers (tenant_id, external_id) where external_id is not null;
create index customers_phone on customers (tenant_id, phone) where phone is not null;

create table touchpoints (
  tenant_id smallint not null,
  id smallint not null,
  code text not null,
  name jsonb not null,
  stage text not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table attributes (
  tenant_id smallint not null,
  id smallint not null,
  code text not null,
  parent_code text,
  level smallint not null default 1,
  name jsonb not null,
  weight real,
  source text,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table surveys (
  tenant_id smallint not null,
  id integer not null,
  key text not null,
  kind text not null default 'survey' check (kind in ('survey','import','verification')),
  title jsonb not null,
  state text not null default 'draft' check (state in ('draft','published','closed','archived')),
  anonymity text not null check (anonymity in ('identified','confidential','anonymous')),
  draft jsonb not null,
  draft_revision integer not null default 1,
  draft_saved_at timestamptz not null,
  draft_saved_by text,
  current_version integer,
  created_at timestamptz not null,
  created_by text,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table survey_versions (
  tenant_id smallint not null,
  survey_id integer not null,
  number integer not null,
  definition jsonb not null,
  series jsonb not null,
  overrides jsonb not null default '[]',
  published_at timestamptz not null,
  published_by text,
  primary key (tenant_id, survey_id, number)
);

create table survey_links (
  tenant_id smallint not null,
  id uuid not null,
  slug text not null unique,
  survey_id integer not null,
  label text not null,
  channel text not null,
  unit_id integer,
  touchpoint_id smallint,
  employee_id integer,
  allow jsonb not null default '[]',
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table invitations (
  tenant_id smallint not null,
  id uuid not null,
  survey_id integer not null,
  link_id uuid,
  customer_id uuid,
  case_id uuid,
  token_hash bytea not null unique,
  -- goes into the key of an anonymous answer and is erased soon after it, so that token and answer cannot be matched
  salt bytea,
  state text not null,
  reason text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table drafts (
  tenant_id smallint not null,
  token_hash bytea not null,
  survey_id integer not null,
  version integer not null,
  link_id uuid,
  invitation_id uuid,
  page smallint not null default 0,
  locale text not null,
  answers jsonb not null default '{}',
  started_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (tenant_id, token_hash)
);

-- one record for every voice; append-only, corrections are rows of voice_marks
create table voices (
  tenant_id smallint not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  client_key text not null,
  source text not null,
  channel text not null,
  survey_id integer,
  version integer,
  link_id uuid,
  unit_id integer,
  touchpoint_id smallint,
  employee_id integer,
  customer_id uuid,
  segment_id smallint,
  locale text not null,
  anonymity text not null,
  -- null in anonymous surveys, which keep the day only
  occurred_at timestamptz,
  -- whole days since 1970-01-01 in the unit's time zone, and ISO weeks since the one that holds 1970-01-01
  local_day integer not null,
  iso_week integer not null,
  -- year * 12 + month - 1
  local_month integer not null,
  completeness text not null check (completeness in ('complete','partial')),
  quality text not null default 'valid' check (quality in ('valid','flagged','excluded')),
  flags jsonb not null default '[]',
  weight real not null default 1,
  duration_s integer,
  -- canonical metrics, on their declared scales
  nps smallint check (nps between 0 and 10),
  csat smallint check (csat between 1 and 5),
  ces smallint check (ces between 1 and 7),
  -- the survey's numeric answers by ordinal (survey_versions.series); null = not answered, not applicable or not asked
  nums smallint[] not null default '{}',
  scores jsonb not null default '{}',
  answers jsonb not null default '{}',
  comment text,
  -- rating of the source itself (review stars, complaint severity …) and its address
  detail jsonb,
  import_id uuid,
  case_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, client_key)
);
create index voices_follow on voices (xid, id);
-- answers of anonymous surveys in their order, for the follower that releases them in steps
create index voices_anonymous on voices (xid, id) where anonymity = 'anonymous';
create index voices_day on voices (tenant_id, local_day desc, id desc);
create index voices_unit_day on voices (tenant_id, unit_id, local_day desc);
create index voices_customer on voices (tenant_id, customer_id) where customer_id is not null;
create index voices_link on voices (tenant_id, link_id) where link_id is not null;
create index voices_import on voices (tenant_id, import_id) where import_id is not null;

create table voice_marks (
  tenant_id smallint not null,
  id uuid not null,
  voice_id uuid not null,
  kind text not null check (kind in ('excluded','reinstated','erased')),
  reason text not null,
  by_user text,
  at timestamptz not null,
  primary key (tenant_id, id)
);

-- answers of anonymous surveys enter the figures in steps of k per survey and unit (D§10). A step is a stored fact: once its answers
-- have been counted together they are never told apart again, whatever k becomes later.
create table voice_steps (
  tenant_id smallint not null,
  voice_id uuid not null,
  survey_id integer,
  unit_id integer,
  -- the day the step was complete, under which all its answers are counted; null while they wait
  released_day integer,
  -- "nps", "csat", "ces" or an ordinal answered by fewer than k of the step: those answers are never counted
  withheld jsonb not null default '[]',
  primary key (tenant_id, voice_id)
);
create index voice_steps_waiting on voice_steps (tenant_id, survey_id, unit_id) where released_day is null;

-- call-back wishes of anonymous surveys live here, with no reference to the answer
create table callbacks (
  tenant_id smallint not null,
  id uuid not null,
  survey_id integer not null,
  unit_id integer,
  contact jsonb not null,
  asked_on date not null,
  case_id uuid,
  primary key (tenant_id, id)
);

create table cases (
  tenant_id smallint not null,
  id uuid not null,
  reference text not null,
  secret_hash bytea not null,
  state text not null,
  escalation smallint not null default 0,
  severity text not null check (severity in ('safety','high','normal','low')),
  channel text not null,
  title text not null,
  description text not null,
  requested_remedy text,
  cause_code text,
  caused_by text,
  answer jsonb,
  unit_id integer not null,
  touchpoint_id smallint,
  attribute_code text,
  customer_id uuid,
  contact jsonb,
  locale text not null,
  owner_id text not null,
  solver_id text,
  verifier_id text,
  -- what opened it; unique, so that a rule, a form or an import opens it once
  trigger_key text not null,
  voice_id uuid,
  first_score jsonb,
  calendar_id integer,
  calendar_version integer,
  opened_at timestamptz not null,
  acknowledge_due timestamptz not null,
  answer_due timestamptz not null,
  resolve_due timestamptz not null,
  verify_due timestamptz,
  -- the earliest running clock, and when the clocks want to be looked at again (warning or breach)
  next_due timestamptz,
  next_check timestamptz,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  implemented_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('satisfied','not_satisfied','unaccepted','unverified','withdrawn','merged')),
  verification_voice_id uuid,
  restricted boolean not null default false,
  merged_into uuid,
  reopened_count smallint not null default 0,
  revision integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, reference),
  unique (tenant_id, trigger_key)
);
create index cases_open on cases (tenant_id, unit_id, resolve_due) where closed_at is null;
create index cases_check on cases (next_check) where next_check is not null;
create index cases_opened on cases (tenant_id, opened_at);
create index cases_customer on cases (tenant_id, customer_id) where customer_id is not null;

create table case_events (
  tenant_id smallint not null,
  id uuid not null,
  case_id uuid not null,
  seq integer not null,
  type text not null,
  actor_kind text not null check (actor_kind in ('user','customer','system')),
  actor_id text,
  payload jsonb not null default '{}',
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, seq)
);

create table rules (
  tenant_id smallint not null,
  id integer not null,
  code text not null,
  kind text not null,
  enabled boolean not null default true,
  definition jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

-- messages to customers and staff: written with their cause, sent later; without SMTP settings they wait here, in sight
create table messages (
  tenant_id smallint not null,
  id uuid not null,
  channel text not null check (channel in ('email','sms','phone','in_app')),
  recipient text not null,
  template text not null,
  locale text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('waiting','sending','sent','failed','cancelled')),
  error text,
  attempts smallint not null default 0,
  -- while waiting: not before; while sending: whoever sends has until then
  next_at timestamptz,
  case_id uuid,
  dedupe_key text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key)
);
create index messages_waiting on messages (state, created_at) where state in ('waiting','sending');

-- facts that others follow
create table events (
  tenant_id smallint not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  subject_id text not null,
  payload jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index events_follow on events (xid, id);

create table followers (
  name text primary key,
  source text not null check (source in ('voices','events')),
  xid xid8 not null default '0'::xid8,
  last_id uuid not null default '00000000-0000-0000-0000-000000000000',
  updated_at timestamptz
);

create table imports (
  tenant_id smallint not null,
  id uuid not null,
  file_name text not null,
  file_hash bytea not null,
  format jsonb not null,
  mapping jsonb not null,
  state text not null check (state in ('uploaded','running','done','failed','undoing','undone')),
  survey_id integer,
  rows_read integer not null default 0,
  rows_accepted integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_rejected integer not null default 0,
  bytes_total bigint,
  bytes_read bigint not null default 0,
  error text,
  created_by text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);

create table api_keys (
  tenant_id smallint not null,
  id uuid not null,
  prefix text not null unique,
  secret_hash bytea not null,
  name text not null,
  permissions jsonb not null,
  unit_id integer,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_on date,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- which person holds which role where; user_id is the sign-in library's user
create table memberships (
  tenant_id smallint not null,
  user_id text not null,
  roles jsonb not null,
  unit_ids jsonb not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (tenant_id, user_id)
);

-- the sign-in library's own tables: users and sessions of the whole installation, not of one organisation
create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  locale text not null default 'zh-CN',
  -- the organisation looked at last
  last_tenant_id smallint,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth_sessions (
  id text primary key,
  token text not null unique,
  user_id text not null references auth_users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_sessions_user on auth_sessions (user_id);

create table auth_accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_accounts_user on auth_accounts (user_id);

create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- wrong passwords in a row, by keyed hash of the e-mail address; outlives a restart
create table sign_in_guards (
  mark text primary key,
  failures smallint not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

create table one_time_links (
  token_hash bytea primary key,
  purpose text not null,
  payload jsonb not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- append-only; each entry carries the hash of the one before it, so that tampering shows
create table audit_log (
  tenant_id smallint not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  action text not null,
  object text not null,
  detail jsonb not null,
  reason text,
  origin text,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  if current_setting('manyi.removing_tenant', true) = old.tenant_id::text then return old; end if;
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_guard before update or delete on audit_log for each row execute function audit_log_is_append_only();

-- every released set of an anonymous survey, for the differencing guard (D§10)
create table released_sets (
  tenant_id smallint not null,
  id uuid not null,
  survey_id integer not null,
  filter_hash text not null,
  filter jsonb not null,
  n integer not null,
  released_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, survey_id, filter_hash, n)
);
create index released_sets_n on released_sets (tenant_id, n);
`;

/**
 * Voices taken down by staff (frontline notes, interviews, checks), and the review of doubtful answers.
 * Each finished piece of fieldwork is one voice; these tables keep what the voice itself has no room for.
 */
export const name = "0008-fieldwork";

export const up = `
-- a mark says what the quality was before it, so that one press of undo puts a whole batch back exactly
alter table voice_marks drop constraint voice_marks_kind_check;
alter table voice_marks add constraint voice_marks_kind_check check (kind in ('excluded','reinstated','kept','undone','erased'));
alter table voice_marks add column batch_id uuid;
alter table voice_marks add column quality_before text;
create index voice_marks_at on voice_marks (tenant_id, at desc, id desc);
create index voice_marks_voice on voice_marks (tenant_id, voice_id);

-- keyed marks of device and contact, by which a second answer is recognised; answers of anonymous surveys have none
create index voices_marks on voices using gin ((detail -> 'marks')) where detail ? 'marks';
create index voices_flagged on voices (tenant_id, local_day desc) where quality = 'flagged';

create table notes (
  tenant_id smallint not null,
  voice_id uuid not null,
  user_id text not null,
  unit_id integer not null,
  mood text not null check (mood in ('praise','complaint','wish','question')),
  -- the customer was asked, not only overheard
  asked boolean not null,
  local_day integer not null,
  iso_week integer not null,
  primary key (tenant_id, voice_id)
);
create index notes_week on notes (tenant_id, iso_week, user_id);

create table checklists (
  tenant_id smallint not null,
  id integer not null,
  title jsonb not null,
  draft jsonb not null,
  draft_revision integer not null default 1,
  current_version integer,
  retired_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

-- what was published stays as it was: runs point here
create table checklist_versions (
  tenant_id smallint not null,
  checklist_id integer not null,
  number integer not null,
  title jsonb not null,
  definition jsonb not null,
  published_by text,
  published_at timestamptz not null,
  primary key (tenant_id, checklist_id, number)
);

create table check_runs (
  tenant_id smallint not null,
  id uuid not null,
  client_key text not null,
  checklist_id integer not null,
  version integer not null,
  kind text not null check (kind in ('audit','mystery','spot')),
  unit_id integer not null,
  auditor_id text not null,
  results jsonb not null,
  remark text,
  -- null when no item applied
  score double precision,
  uncapped double precision,
  items_n smallint not null,
  failed_critical boolean not null,
  voice_id uuid not null,
  done_at timestamptz not null,
  local_day integer not null,
  local_month integer not null,
  appeal_state text not null default 'none' check (appeal_state in ('none','open','upheld','rejected')),
  appeal jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, client_key)
);
create index check_runs_unit on check_runs (tenant_id, unit_id, local_day desc);
create index check_runs_list on check_runs (tenant_id, checklist_id, local_day desc);

create table interview_guides (
  tenant_id smallint not null,
  id integer not null,
  title jsonb not null,
  purpose jsonb not null,
  questions jsonb not null,
  revision integer not null default 1,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table interviews (
  tenant_id smallint not null,
  id uuid not null,
  guide_id integer not null,
  -- the questions as they stood when the interview was planned
  questions jsonb not null,
  unit_id integer not null,
  customer_id uuid,
  who text not null,
  purpose text not null,
  planned_at timestamptz not null,
  interviewer_id text not null,
  locale text not null,
  state text not null default 'planned' check (state in ('planned','finished','cancelled')),
  consent text check (consent in ('given','refused')),
  consent_at timestamptz,
  recording text,
  notes jsonb not null default '{}',
  quotes jsonb not null default '[]',
  minutes integer,
  cost double precision,
  finished_at timestamptz,
  voice_id uuid,
  revision integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  -- a recording needs the consent of who was recorded
  constraint interviews_recording check (recording is null or consent = 'given')
);
create index interviews_guide on interviews (tenant_id, guide_id, planned_at desc);

create table interview_codes (
  tenant_id smallint not null,
  interview_id uuid not null,
  quote_id text not null,
  coder_id text not null,
  code text not null,
  at timestamptz not null,
  primary key (tenant_id, interview_id, quote_id, coder_id)
);
`;

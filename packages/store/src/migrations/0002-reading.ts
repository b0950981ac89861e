/**
 * Every comment read: the organisation's tree of topics, what the machine read, what people corrected, and the words to search in.
 * A reading is a copy of what the text says and may be made anew at any time; labels of people are facts and are only ever appended.
 */
export const name = "0002-reading";

export const up = `
-- the tree of topics as it is now; retired topics keep their id, so that old counts keep their meaning
create table topics (
  tenant_id smallint not null,
  -- 1, 2, 3 …; 0 is never a topic: in voice_topics it stands for the comment as a whole
  id smallint not null check (id > 0),
  code text not null,
  parent_code text,
  name jsonb not null,
  -- the attribute of the surveys that this topic speaks of
  attribute_code text,
  -- terms, except, opinions: lists of words per language, as the text engine takes them
  words jsonb not null,
  position smallint not null,
  retired_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

-- every state of the tree, whole; the highest number is in force
create table taxonomy_versions (
  tenant_id smallint not null,
  version integer not null,
  topics jsonb not null,
  changed_by text,
  changed_at timestamptz not null,
  note text,
  primary key (tenant_id, version)
);

-- an organisation's own sentiment models; the one in use has used_from and no used_until, without one the shipped model reads
create table reading_models (
  tenant_id smallint not null,
  language text not null check (language in ('zh','en')),
  version text not null,
  file jsonb not null,
  figures jsonb not null default '{}',
  made_by text,
  made_at timestamptz not null,
  used_from timestamptz,
  used_until timestamptz,
  primary key (tenant_id, language, version)
);
create unique index reading_models_in_use on reading_models (tenant_id, language) where used_from is not null and used_until is null;

-- what the machine read in a comment; offsets count UTF-16 units of voices.comment
create table voice_readings (
  tenant_id smallint not null,
  voice_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  -- 1 when first written; rises with every new reading and every label
  revision integer not null default 1,
  -- the voice's own day, so that lists are in order without looking at the voices
  local_day integer not null,
  taxonomy_version integer not null,
  model_version text not null,
  -- zh, en, other; null when there is nothing to read
  language text,
  -- null: uncertain
  sentiment smallint check (sentiment in (-1, 0, 1)),
  confidence real not null,
  -- [{"kind": "safety", "spans": [[0, 2]]}]
  signals jsonb not null default '[]',
  -- the kinds of signals that count: those above with the corrections of people applied
  raised text[] not null default '{}',
  -- [{"type": "PHONE", "start": 5, "end": 16}]
  pii jsonb not null default '[]',
  -- [{"topic": 3, "sentiment": -1, "spans": [[0, 2]]}]
  topics jsonb not null default '[]',
  -- lowest byte of each of the 64 numbers of the MinHash signature, and its first two bands; comments that share a band may be alike
  fingerprint bytea,
  alike integer[] not null default '{}',
  search tsvector not null,
  read_at timestamptz not null,
  primary key (tenant_id, voice_id)
);
create index voice_readings_follow on voice_readings (xid, voice_id);
create index voice_readings_day on voice_readings (tenant_id, local_day desc, voice_id desc);
create index voice_readings_search on voice_readings using gin (search);
create index voice_readings_raised on voice_readings using gin (raised) where raised <> '{}';
create index voice_readings_alike_1 on voice_readings (tenant_id, (alike[1])) where fingerprint is not null;
create index voice_readings_alike_2 on voice_readings (tenant_id, (alike[2])) where fingerprint is not null;

-- what counts: the machine's topics and sides with the corrections of people applied. Topic 0 is the comment as a whole.
create table voice_topics (
  tenant_id smallint not null,
  voice_id uuid not null,
  topic_id smallint not null,
  -- null: uncertain
  sentiment smallint check (sentiment in (-1, 0, 1)),
  source text not null default 'machine' check (source in ('machine','person')),
  local_day integer not null,
  primary key (tenant_id, voice_id, topic_id)
);
create index voice_topics_day on voice_topics (tenant_id, topic_id, local_day desc, voice_id desc);

-- corrections of people, appended and never changed; of one kind the newest that is not taken back counts
create table voice_labels (
  tenant_id smallint not null,
  id uuid not null,
  voice_id uuid not null,
  kind text not null check (kind in ('sentiment','topic_on','topic_off','signal_on','signal_off','not_personal','undo')),
  topic_id smallint,
  -- the side, of a sentiment or of the topic; null: uncertain
  value smallint check (value in (-1, 0, 1)),
  -- the signal, or the span that is not personal
  detail jsonb not null default '{}',
  -- the label an 'undo' takes back
  undoes uuid,
  by_user text not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index voice_labels_voice on voice_labels (tenant_id, voice_id);

-- voices ask for their case
create index cases_voice on cases (tenant_id, voice_id) where voice_id is not null;

-- reading everything again after the tree or the model changed; goes on where it was
create table reading_runs (
  tenant_id smallint not null,
  id uuid not null,
  reason text not null check (reason in ('taxonomy','model','asked')),
  state text not null check (state in ('running','done')),
  total integer not null,
  done integer not null default 0,
  last_id uuid not null default '00000000-0000-0000-0000-000000000000',
  asked_by text,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
`;

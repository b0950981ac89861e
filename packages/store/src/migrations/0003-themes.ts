/**
 * What is made of the readings: how well they agree with people, models trained at home, texts about themes, and calls to a language
 * model outside, which are counted and never kept.
 */
export const name = "0003-themes";

export const up = `
-- comments drawn by chance for people to label; agreement is computed from these alone, because people correct what is wrong elsewhere
create table label_samples (
  tenant_id smallint not null,
  voice_id uuid not null,
  drawn_by text not null,
  drawn_at timestamptz not null,
  -- when somebody said what it means; null while it waits
  labelled_at timestamptz,
  -- what the machine had said when it was labelled: a later model is judged on later labels too
  machine smallint check (machine in (-1, 0, 1)),
  person smallint check (person in (-1, 0, 1)),
  machine_topics smallint[] not null default '{}',
  person_topics smallint[] not null default '{}',
  primary key (tenant_id, voice_id)
);

create table text_trainings (
  tenant_id smallint not null,
  id uuid not null,
  language text not null check (language in ('zh','en')),
  state text not null check (state in ('waiting','running','accepted','refused','failed')),
  -- 'TOO_FEW', 'ONE_SIDED', 'NOT_BETTER'; null unless refused
  reason text,
  comments integer not null default 0,
  figures jsonb,
  -- the model it made
  version text,
  asked_by text,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);

-- texts about a theme that a language model wrote and people may change
create table theme_texts (
  tenant_id smallint not null,
  id uuid not null,
  topic_id smallint not null,
  locale text not null,
  period_from date not null,
  period_to date not null,
  quotes integer not null,
  body text not null,
  model text not null,
  made_by text not null,
  made_at timestamptz not null,
  -- who changed it last; null while it stands as the model wrote it
  edited_by text,
  edited_at timestamptz,
  -- whole organisation, or the units its maker could see: others do not read it
  units integer[],
  primary key (tenant_id, id)
);
create index theme_texts_topic on theme_texts (tenant_id, topic_id, made_at desc);

-- every call that left the house: how much and to what end, never the text
create table ai_calls (
  tenant_id smallint not null,
  id uuid not null,
  purpose text not null check (purpose in ('summary','name','test')),
  model text not null,
  outcome text not null,
  tokens_in integer not null default 0,
  tokens_out integer not null default 0,
  cost numeric(12,6) not null default 0,
  ms integer not null default 0,
  made_by text,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);
create index ai_calls_time on ai_calls (tenant_id, made_at desc, id desc);
`;

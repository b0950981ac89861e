/**
 * What conversations, interviews, checks and links are about (touchpoint, product), themes of interviews tied to topics, suggestions with
 * votes and an outcome, copies of a post folded into one item, and alerts when posts turn bad.
 */
export const name = "0010-fieldwork-links";

export const up = `
alter table contact_records add column touchpoint_id smallint;
alter table contact_records add column product text;
alter table interviews add column touchpoint_id smallint;
alter table interviews add column product text;
alter table check_runs add column product text;
alter table survey_links add column product text;

-- an author who leaves an address is found in the register by it
create index customers_email on customers (tenant_id, lower(email)) where email is not null;

-- names of themes that coders share; with a topic, what is coded so counts as a mention of it
create table interview_themes (
  tenant_id smallint not null,
  code text not null,
  topic_id smallint,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, code)
);
create index interview_codes_code on interview_codes (tenant_id, code);
-- labels that stand for the coding of an interview, so that they go with it and no other label does
create table interview_labels (
  tenant_id smallint not null,
  interview_id uuid not null,
  topic_id smallint not null,
  label_id uuid not null,
  primary key (tenant_id, interview_id, topic_id)
);

-- what became of a suggestion; the words customers said stay in voices, the headline is ours
create table suggestions (
  tenant_id smallint not null,
  voice_id uuid not null,
  headline text,
  state text not null default 'heard' check (state in ('heard','planned','done','declined')),
  outcome text check (outcome in ('rule','service','product')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  revision integer not null default 1,
  primary key (tenant_id, voice_id),
  constraint suggestions_reason check (state <> 'declined' or coalesce(reason, '') <> '')
);
-- one per customer
create table suggestion_votes (
  tenant_id smallint not null,
  voice_id uuid not null,
  -- c:<customer>
  voter text not null,
  customer_id uuid,
  locale text not null,
  told_at timestamptz,
  at timestamptz not null,
  primary key (tenant_id, voice_id, voter)
);

-- the same words under another number or author: one item, and how often it was posted
alter table feedback_items add column copy_of uuid;
create index feedback_items_copies on feedback_items (tenant_id, copy_of) where copy_of is not null;
-- when an item was looked at for copies, once, before the rules give it to somebody; what was there before is left alone
alter table feedback_items add column copies_looked_at timestamptz;
update feedback_items set copies_looked_at = opened_at;
create index feedback_items_unlooked on feedback_items (opened_at, voice_id)
  where copies_looked_at is null and state = 'new' and source in ('review', 'social');

-- words an organisation wants to hear of at once
create table watch_words (
  tenant_id smallint not null,
  word text not null,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, word)
);
-- days with more bad posts, or more posts with a watched word, than usual; each is told once
create table post_alerts (
  tenant_id smallint not null,
  -- empty: bad posts of every kind
  word text not null,
  day integer not null,
  n integer not null,
  usual double precision not null,
  upper double precision not null,
  at timestamptz not null,
  primary key (tenant_id, word, day)
);
`;

/**
 * Pretests: a questionnaire tried on a few people before it is published. Their answers live in a table of their own that no figure,
 * export or follower reads, so that they can mix with nothing.
 */
export const name = "0012-pretest";

export const up = `
create table pretests (
  tenant_id smallint not null,
  id uuid not null,
  slug text not null unique,
  survey_id integer not null,
  -- the draft as it stood when the pretest began
  definition jsonb not null,
  draft_revision integer not null,
  created_by text,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create index pretests_survey on pretests (tenant_id, survey_id, created_at desc);

create table pretest_answers (
  tenant_id smallint not null,
  id uuid not null,
  pretest_id uuid not null,
  -- hash of the visit, so that a second press of the button changes nothing
  visit_key text not null,
  locale text not null,
  answers jsonb not null default '{}',
  -- seconds spent and what was remarked, by question
  seconds jsonb not null default '{}',
  remarks jsonb not null default '{}',
  -- when the screen that is open now was shown
  shown_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, visit_key)
);
create index pretest_answers_pretest on pretest_answers (tenant_id, pretest_id);

-- answers about one employee, for patterns of scores that were helped along
create index voices_employee on voices (tenant_id, employee_id, local_day) where employee_id is not null;

-- how the version was tried before publishing: people who did, and why fewer were enough; null for versions from before
alter table survey_versions add column pretest jsonb;
`;

/** Was what we changed worth it: what a comparison was agreed on, before anybody saw the outcome. An agreement is never changed, only followed by another. */
export const name = "0017-effect-plans";

export const up = `
create table effect_plans (
  tenant_id smallint not null,
  id uuid not null,
  -- the finding it answers, if any
  finding_id uuid,
  created_by text,
  created_at timestamptz not null,
  stopped_by text,
  stopped_at timestamptz,
  stop_reason text,
  primary key (tenant_id, id)
);
create index effect_plans_newest on effect_plans (tenant_id, created_at desc, id desc);

create table effect_versions (
  tenant_id smallint not null,
  plan_id uuid not null,
  -- 1 is what was agreed on first; every later one was changed after that
  number integer not null check (number > 0),
  name jsonb not null,
  -- what was changed
  what jsonb not null,
  -- the one measure that judges: nps, csat, ces, ratio, ratio:service, p:service
  metric text not null,
  survey_id integer,
  -- [{"unitId": 11, "startDay": 20500}], days since 1970-01-01
  treated jsonb not null,
  comparison integer[] not null,
  -- every unit named: who may not see them all may not see the comparison
  scope_units integer[] not null,
  before_days smallint not null check (before_days > 0),
  after_days smallint not null check (after_days > 0),
  -- smaller effects are not worth it; null: none named
  planned double precision,
  -- smallest effect that the answers of that day could show; null: none
  detectable double precision,
  -- why it was changed; empty for the first
  reason text not null default '',
  fixed_by text,
  fixed_at timestamptz not null,
  primary key (tenant_id, plan_id, number)
);
create function effect_version_is_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'what a comparison was agreed on is frozen';
end $$;
create trigger effect_versions_guard before update on effect_versions for each row execute function effect_version_is_frozen();
`;

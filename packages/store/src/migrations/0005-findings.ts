export const name = "0005-findings";

export const up = `
-- a finding worth acting on, with its evidence as it stood: statement, method, base, interval of every figure
create table findings (
  tenant_id smallint not null,
  id uuid not null,
  kind text not null check (kind in ('driver','gap','kano')),
  attribute text not null,
  title text not null,
  -- the unit looked at; null: everything its author could see
  unit_id integer,
  -- units the evidence rests on: who may see only some of them may not see it; null: the whole organisation
  scope_units integer[],
  -- what was asked, with its days spelled out, so that it can be asked again
  question jsonb not null,
  evidence jsonb not null,
  note text not null default '',
  owner_id text,
  due_on date,
  state text not null default 'proposed' check (state in ('proposed','withdrawn')),
  created_by text,
  created_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdraw_reason text,
  primary key (tenant_id, id)
);
create index findings_newest on findings (tenant_id, created_at desc, id desc);
create function finding_evidence_is_frozen() returns trigger language plpgsql as $$
begin
  if new.evidence is distinct from old.evidence or new.question is distinct from old.question or new.created_at <> old.created_at then
    raise exception 'the evidence of a finding is frozen';
  end if;
  return new;
end $$;
create trigger findings_guard before update on findings for each row execute function finding_evidence_is_frozen();

-- expectation tier of an attribute set by hand; the newest counts, none: what the answers say
create table attribute_tiers (
  tenant_id smallint not null,
  id uuid not null,
  attribute text not null,
  tier text check (tier in ('basic','expected','delight')),
  reason text not null,
  set_by text,
  set_at timestamptz not null,
  primary key (tenant_id, id)
);
create index attribute_tiers_newest on attribute_tiers (tenant_id, attribute, set_at desc);

-- which questions stand for which latent variable of an index model; every change is a new version
create table index_models (
  tenant_id smallint not null,
  version integer not null check (version > 0),
  survey_id integer not null,
  kind text not null check (kind in ('CCSI','ECSI','ACSI')),
  -- {"Quality": ["p:taste", "p:staff"], …}
  items jsonb not null,
  -- weights of the index tree by metric code, and the three items; null: none
  tree jsonb,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, version)
);
`;

/**
 * Quotas: targets by cell, how far each is, and who was turned away by which. One row a survey is what the count is locked by; a survey
 * without one never comes near any of it.
 */
export const name = "0021-quotas";

export const up = `
create table quota_plans (
  tenant_id smallint not null,
  survey_id integer not null,
  revision integer not null default 1,
  -- whether answers pass the count; the ingest asks for this row only
  is_active boolean not null,
  -- days since 1970-01-01; answers of earlier days do not count; null: all count
  counts_from integer,
  changed_at timestamptz not null,
  primary key (tenant_id, survey_id)
);
create table quotas (
  tenant_id smallint not null,
  id integer not null,
  survey_id integer not null,
  position smallint not null,
  mode text not null check (mode in ('hard','soft')),
  -- [{"kind":"answer","question":"age"},{"kind":"unit"}]; none: the total
  dimensions jsonb not null,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create index quotas_survey on quotas (tenant_id, survey_id);
create table quota_cells (
  tenant_id smallint not null,
  id integer not null,
  quota_id integer not null,
  survey_id integer not null,
  -- one for each dimension: ["30-44","12"]
  levels jsonb not null,
  target integer not null check (target >= 0),
  -- null: to be counted anew by whoever holds the plan next
  reached integer,
  is_closed boolean not null default false,
  removed_at timestamptz,
  primary key (tenant_id, id)
);
create index quota_cells_survey on quota_cells (tenant_id, survey_id);
-- whoever met a full cell: counted nowhere else, and nothing of the answer is kept but what decided it
create table screen_outs (
  tenant_id smallint not null,
  id uuid not null,
  -- the key of the answer that was refused, or of the visit that was turned away
  client_key text not null,
  survey_id integer not null,
  version integer,
  quota_id integer not null,
  cell_id integer not null,
  reason text not null check (reason in ('quota_full','quota_closed')),
  -- before the first question, on the way, or when it was sent
  stage text not null check (stage in ('door','page','sent')),
  link_id uuid,
  channel text not null,
  unit_id integer,
  touchpoint_id smallint,
  segment_id smallint,
  locale text not null,
  anonymity text not null,
  answers jsonb not null default '{}',
  local_day integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, client_key)
);
-- the history of a survey's quotas is read from the log
create index audit_log_quotas on audit_log (tenant_id, object, seq) where action = 'quotas.save';
create index screen_outs_survey on screen_outs (tenant_id, survey_id, cell_id);
`;

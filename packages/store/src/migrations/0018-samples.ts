/**
 * Samples: the frame as it stood on its day with everybody who was left out and why, how it was drawn, the random start, each person's
 * chance; and invitations that know which sample they belong to.
 */
export const name = "0018-samples";

export const up = `
create table samples (
  tenant_id smallint not null,
  id uuid not null,
  title text not null,
  source text not null check (source in ('customers','file')),
  file_name text,
  -- what was asked of the source: unit, segment, contact, days without an invitation
  filters jsonb not null,
  -- the day the list tells of
  framed_on date not null,
  source_n integer not null,
  frame_n integer not null,
  -- [{"reason":"no_contact","n":12}]: with frame_n they add up to source_n
  exclusions jsonb not null,
  -- units whose people may be in it; null: the whole organisation
  scope_units integer[],
  design jsonb,
  seed text,
  start double precision,
  drawn_n integer,
  -- how often it was drawn, so that nobody draws until the sample pleases
  draws integer not null default 0,
  drawn_by text,
  drawn_at timestamptz,
  survey_id integer,
  link_id uuid,
  created_by text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint samples_sum check (frame_n >= 0 and frame_n <= source_n)
);
create index samples_newest on samples (tenant_id, created_at desc);

-- the frame in its order; names and contacts only of people who came by a file
create table sample_people (
  tenant_id smallint not null,
  sample_id uuid not null,
  position integer not null,
  customer_id uuid,
  external_id text,
  name text,
  phone text,
  email text,
  unit_id integer,
  segment_id smallint,
  stratum text,
  -- the chance to be drawn; null: not drawn
  probability double precision,
  invitation_id uuid,
  primary key (tenant_id, sample_id, position),
  foreign key (tenant_id, sample_id) references samples (tenant_id, id) on delete cascade
);

alter table invitations add column sample_id uuid;
create index invitations_sample on invitations (tenant_id, sample_id) where sample_id is not null;
create index invitations_customer on invitations (tenant_id, customer_id) where customer_id is not null;
`;

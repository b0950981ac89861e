/** Saved views: the address of a page under a name, with whom it is shared, and who looked at it last. */
export const name = "0004-saved-views";

export const up = `
create table saved_views (
  tenant_id smallint not null references tenants,
  id uuid not null,
  -- null: came with the organisation, as in the demo
  owner_id text,
  name jsonb not null,
  page text not null,
  -- parameters of the address; never answers, and never anything a reader's own scope would not allow
  search jsonb not null,
  visible_to text not null check (visible_to in ('me','role','everyone')),
  role text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  check ((visible_to = 'role') = (role is not null))
);

create table saved_view_uses (
  tenant_id smallint not null,
  view_id uuid not null,
  user_id text not null,
  used_at timestamptz not null,
  primary key (tenant_id, view_id, user_id),
  foreign key (tenant_id, view_id) references saved_views (tenant_id, id)
)`;

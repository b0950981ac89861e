/** What the weights of attributes were and are: every change of the tree is a version. The first is made with the first change. */
export const name = "0022-index-history";

export const up = `
create table attribute_weights (
  tenant_id smallint not null,
  version integer not null check (version > 0),
  -- [{"code": "taste", "parent": "product", "weight": 0.5}, …]
  tree jsonb not null,
  changed_by text,
  -- null: what was in force before the first change that was kept
  changed_at timestamptz,
  primary key (tenant_id, version)
);
`;

/** Who takes what arrives: when the routing rules looked at an item. And what staff remark on one voice. */
export const name = "0009-feedback-routing";

export const up = `
-- when the rules looked at it; each item is looked at once, whatever came of it
alter table feedback_items add column routed_at timestamptz;
create index feedback_items_unrouted on feedback_items (tenant_id, opened_at) where routed_at is null and owner_id is null and ended_at is null;

-- remarks of staff beside a voice, only ever appended; the voice itself stays as it was given
create table voice_notes (
  tenant_id smallint not null,
  id uuid not null,
  voice_id uuid not null,
  text text not null check (text <> ''),
  by_user text,
  at timestamptz not null,
  primary key (tenant_id, id)
);
create index voice_notes_voice on voice_notes (tenant_id, voice_id, at);
`;

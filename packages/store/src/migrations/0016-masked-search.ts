/**
 * Comments are found by the words that are shown, behind their masks. Those with personal data in them were found by what was written until
 * now: they are found by nothing until the server has indexed them again, which it does first after the start.
 */
export const name = "0016-masked-search";

export const up = `
-- null: not indexed yet
alter table voice_readings alter column search drop not null;
update voice_readings set search = null where pii <> '[]';
create index voice_readings_unindexed on voice_readings (tenant_id, voice_id) where search is null;
`;

/**
 * Ways to the few voices that pages about texts and quality look for among many: each index holds those few only. Their conditions ask for
 * a key of the detail, because how many have it is known to the planner; how many of an expression are null is not.
 */
export const name = "0014-text-indexes";

export const up = `
create index voices_product on voices (tenant_id, (nullif(trim(detail ->> 'product'), '')), local_day)
  where detail ? 'product';
create index voices_rating on voices (tenant_id, local_day) where detail ? 'rating';
create index voices_flags on voices (tenant_id, local_day desc, id desc) where flags <> '[]'::jsonb;
create index voices_excluded on voices (tenant_id, local_day desc, id desc) where quality = 'excluded';
-- comments that may have copies, with the two bands by which copies are found
create index voice_readings_bands on voice_readings (tenant_id, local_day) include (voice_id, alike) where fingerprint is not null;
`;

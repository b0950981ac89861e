/** Ways to what known customers said, without opening the voices themselves, and to the voices of one survey among many. */
export const name = "0023-voice-indexes";

export const up = `
create index voices_customer_day on voices (tenant_id, customer_id, local_day, id)
  include (csat, nps, anonymity, quality, source, unit_id) where customer_id is not null;
drop index voices_customer;
create index voices_survey_day on voices (tenant_id, survey_id, local_day desc, id desc) where survey_id is not null;
`;

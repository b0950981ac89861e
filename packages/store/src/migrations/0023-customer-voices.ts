/** What known customers said, customer by customer and day by day, without opening the voices themselves. */
export const name = "0023-customer-voices";

export const up = `
create index voices_customer_day on voices (tenant_id, customer_id, local_day, id)
  include (csat, nps, anonymity, quality, source, unit_id) where customer_id is not null;
drop index voices_customer;
`;

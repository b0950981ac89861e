/** Weights of attributes are shares of 1, checked to a billionth: more digits than a real holds. */
export const name = "0013-attributes";

export const up = `
alter table attributes alter column weight type double precision using weight::text::double precision;
`;

export const name = "0002-reading";

export const up = "select 1";

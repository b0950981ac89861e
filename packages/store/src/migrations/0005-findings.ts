export const name = "0005-findings";

export const up = "select 1";

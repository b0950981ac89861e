export const name = "0006-population";

export const up = "select 1";

export const name = "0007-feedback";

export const up = "select 1";

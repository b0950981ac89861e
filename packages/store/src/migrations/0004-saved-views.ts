export const name = "0004-saved-views";

export const up = "select 1";

export const name = "0008-fieldwork";

export const up = "select 1";

export const name = "0003-themes";

export const up = "select 1";

export const name = "0017-effect-plans";

export const up = "";

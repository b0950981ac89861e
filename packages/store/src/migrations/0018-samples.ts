export const name = "0018-samples";

export const up = "";

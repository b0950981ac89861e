export const name = "0020-purchases";

export const up = "";

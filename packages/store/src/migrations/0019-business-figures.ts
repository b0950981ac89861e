export const name = "0019-business-figures";

export const up = "";

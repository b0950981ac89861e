/** */
export const name = "0014-attributes";

export const up = ``;

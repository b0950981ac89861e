/** */
export const name = "0012-pretest";

export const up = ``;

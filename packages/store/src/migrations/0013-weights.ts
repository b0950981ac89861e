/** */
export const name = "0013-weights";

export const up = ``;

/** */
export const name = "0009-feedback-routing";

export const up = ``;

/** */
export const name = "0010-fieldwork-links";

export const up = ``;

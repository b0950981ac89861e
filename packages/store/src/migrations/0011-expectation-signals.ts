/** */
export const name = "0011-expectation-signals";

export const up = ``;

/** Quotas of fieldwork. */
export const name = "0021-quotas";

export const up = "";

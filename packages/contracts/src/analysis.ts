/** The analyst's desk: one file per kind of analysis, one table of routes. */
export const analysis = {} as const;

import { driverAnalysis } from "./analysis-drivers.js";

/** The analyst's desk: one file per kind of analysis, one table of routes. */
export const analysis = { ...driverAnalysis } as const;

import { crosstabAnalysis } from "./analysis-crosstab.js";
import { driverAnalysis } from "./analysis-drivers.js";
import { kanoAnalysis } from "./analysis-kano.js";
import { modelAnalysis } from "./analysis-model.js";
import { priceAnalysis } from "./analysis-price.js";

/** The analyst's desk: one file per kind of analysis, one table of routes. */
export const analysis = { ...crosstabAnalysis, ...driverAnalysis, ...kanoAnalysis, ...modelAnalysis, ...priceAnalysis } as const;

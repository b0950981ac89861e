export { type CohenKappa, canAutomate, cohenKappa, type KappaWeights } from "./cohen.js";
export { kendallW } from "./concordance.js";
export { categoryCounts, type FleissKappa, fleissKappa } from "./fleiss.js";
export { type Intraclass, intraclass } from "./intraclass.js";
export { krippendorffAlpha, type MeasurementLevel } from "./krippendorff.js";

import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { asymmetry } from "./asymmetry.js";
import { driverOutcomes, driverSegments } from "./compare-drivers.js";
import { drivers } from "./drivers.js";
import { preferenceMap } from "./preference-map.js";
import { ratioWhatIf, simulate } from "./simulate.js";
import { threshold } from "./threshold.js";

export const routes: readonly Handler[] = [
  handle(api.analysis.drivers, (ctx, { query }) => drivers(ctx, query)),
  handle(api.analysis.driverOutcomes, (ctx, { query }) => driverOutcomes(ctx, query)),
  handle(api.analysis.driverSegments, (ctx, { query }) => driverSegments(ctx, query)),
  handle(api.analysis.asymmetry, (ctx, { query }) => asymmetry(ctx, query)),
  handle(api.analysis.simulate, (ctx, { query }) => simulate(ctx, query)),
  handle(api.analysis.ratioWhatIf, (ctx, { query }) => ratioWhatIf(ctx, query)),
  handle(api.analysis.preferenceMap, (ctx, { query }) => preferenceMap(ctx, query)),
  handle(api.analysis.threshold, (ctx, { query }) => threshold(ctx, query)),
];

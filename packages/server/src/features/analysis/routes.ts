import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { asymmetry } from "./asymmetry.js";
import { bestWorst } from "./best-worst.js";
import { driverOutcomes, driverSegments } from "./compare-drivers.js";
import { complaintReasons } from "./complaint-reasons.js";
import { crosstab } from "./crosstab.js";
import { readChoices } from "./crosstab-axes.js";
import { drivers } from "./drivers.js";
import { kano, kanoSegments } from "./kano.js";
import { kanoDrift } from "./kano-drift.js";
import { model } from "./model.js";
import { modelHistory } from "./model-history.js";
import { modelSettings, saveModel } from "./model-settings.js";
import { preferenceMap } from "./preference-map.js";
import { price } from "./price.js";
import { ratioWhatIf, simulate } from "./simulate.js";
import { threshold } from "./threshold.js";
import { setTier } from "./tiers.js";

export const routes: readonly Handler[] = [
  handle(api.analysis.axes, async (ctx) => ({ items: await readChoices(ctx) })),
  handle(api.analysis.crosstab, (ctx, { query }) => crosstab(ctx, query)),
  handle(api.analysis.complaintReasons, (ctx, { query }) => complaintReasons(ctx, query)),
  handle(api.analysis.drivers, (ctx, { query }) => drivers(ctx, query)),
  handle(api.analysis.driverOutcomes, (ctx, { query }) => driverOutcomes(ctx, query)),
  handle(api.analysis.driverSegments, (ctx, { query }) => driverSegments(ctx, query)),
  handle(api.analysis.asymmetry, (ctx, { query }) => asymmetry(ctx, query)),
  handle(api.analysis.simulate, (ctx, { query }) => simulate(ctx, query)),
  handle(api.analysis.ratioWhatIf, (ctx, { query }) => ratioWhatIf(ctx, query)),
  handle(api.analysis.preferenceMap, (ctx, { query }) => preferenceMap(ctx, query)),
  handle(api.analysis.threshold, (ctx, { query }) => threshold(ctx, query)),
  handle(api.analysis.kano, (ctx, { query }) => kano(ctx, query)),
  handle(api.analysis.kanoSegments, (ctx, { query }) => kanoSegments(ctx, query)),
  handle(api.analysis.kanoDrift, (ctx, { query }) => kanoDrift(ctx, query)),
  handle(api.analysis.price, (ctx, { query }) => price(ctx, query)),
  handle(api.analysis.bestWorst, (ctx, { query }) => bestWorst(ctx, query)),
  handle(api.analysis.setTier, (ctx, { body }) => setTier(ctx, body)),
  handle(api.analysis.modelSettings, (ctx, { query }) => modelSettings(ctx, query)),
  handle(api.analysis.saveModel, (ctx, { body }) => saveModel(ctx, body)),
  handle(api.analysis.model, (ctx, { query }) => model(ctx, query)),
  handle(api.analysis.modelHistory, (ctx, { query }) => modelHistory(ctx, query)),
];

import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { applyWeights, undoWeights } from "./apply-weights.js";
import { allocation, marginOfError, sampleSize } from "./calculator.js";
import { listMargins, saveMargin } from "./margins.js";
import { modes } from "./modes.js";
import { planWeights } from "./plan-weights.js";
import { rates } from "./rates.js";
import { readMarginTable } from "./read-margin.js";
import { sample } from "./sample.js";
import { listWeights } from "./weight-versions.js";

export const routes: readonly Handler[] = [
  handle(api.population.margins, (ctx) => listMargins(ctx)),
  handle(api.population.saveMargin, (ctx, { body }) => saveMargin(ctx, body)),
  handle(api.population.readMargin, (ctx, { body }) => readMarginTable(ctx, body), { audit: false }),
  handle(api.population.sample, (ctx, { query }) => sample(ctx, query)),
  handle(api.population.rates, (ctx, { query }) => rates(ctx, query)),
  handle(api.population.modes, (ctx, { query }) => modes(ctx, query)),
  handle(api.population.weights, (ctx, { query }) => listWeights(ctx, query.survey)),
  handle(api.population.planWeights, async (ctx, { body }) => (await planWeights(ctx, body)).plan, { audit: false }),
  handle(api.population.applyWeights, (ctx, { body }) => applyWeights(ctx, body)),
  handle(api.population.undoWeights, (ctx, { params }) => undoWeights(ctx, params.id)),
  handle(api.population.sampleSize, async (_, { query }) => sampleSize(query)),
  handle(api.population.marginOfError, async (_, { query }) => marginOfError(query)),
  handle(api.population.allocate, async (_, { body }) => allocation(body), { audit: false }),
];

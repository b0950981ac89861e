import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { breakdown } from "./breakdown.js";
import { changes } from "./changes.js";
import { drivers } from "./drivers.js";
import { expectation } from "./expectation.js";
import { loop } from "./loop.js";
import { overview } from "./overview.js";
import { trend } from "./trend.js";

export const routes: readonly Handler[] = [
  handle(api.figures.overview, (ctx, { query }) => overview(ctx, query)),
  handle(api.figures.trend, (ctx, { query }) => trend(ctx, query)),
  handle(api.figures.breakdown, (ctx, { query }) => breakdown(ctx, query)),
  handle(api.figures.expectation, (ctx, { query }) => expectation(ctx, query)),
  handle(api.figures.drivers, (ctx, { query }) => drivers(ctx, query)),
  handle(api.figures.changes, (ctx, { query }) => changes(ctx, query)),
  handle(api.figures.loop, (ctx, { query }) => loop(ctx, query)),
];

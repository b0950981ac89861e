import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { listMetrics, readHistory } from "./list-metrics.js";
import { setTarget } from "./set-target.js";

export const routes: readonly Handler[] = [
  handle(api.metrics.list, (ctx, { query }) => listMetrics(ctx, query.unit ?? null)),
  handle(api.metrics.history, (ctx, { query }) => readHistory(ctx, query.metric)),
  handle(api.metrics.setTarget, (ctx, { body }) => setTarget(ctx, body)),
];

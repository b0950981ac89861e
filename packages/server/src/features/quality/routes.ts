import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { cleaningFile, cleaningLog } from "./cleaning-log.js";
import { markAnswers, undoBatch } from "./mark-answers.js";
import { readQuality } from "./read-quality.js";

export const routes: readonly Handler[] = [
  handle(api.quality.overview, (ctx, { query }) => readQuality(ctx, query)),
  handle(api.quality.mark, (ctx, { body }) => markAnswers(ctx, body)),
  handle(api.quality.undo, (ctx, { body }) => undoBatch(ctx, body.batch)),
  handle(api.quality.log, (ctx, { query }) => cleaningLog(ctx, query)),
  handle(api.quality.logFile, (ctx, { query }) => cleaningFile(ctx, query), { audit: true }),
];

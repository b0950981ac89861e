import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { appealRun, decideAppeal } from "./appeal.js";
import { createList, listOfLists, publishList, readList, saveList } from "./lists.js";
import { recordRun } from "./record-run.js";
import { listRuns, readRun } from "./runs.js";
import { readTrend } from "./trend.js";

export const routes: readonly Handler[] = [
  handle(api.checks.lists, async (ctx) => ({ items: await listOfLists(ctx) })),
  handle(api.checks.createList, (ctx, { body }) => createList(ctx, body.title)),
  handle(api.checks.list, (ctx, { params }) => readList(ctx, params.id)),
  handle(api.checks.saveList, (ctx, { params, body }) => saveList(ctx, params.id, body)),
  handle(api.checks.publishList, (ctx, { params, body }) => publishList(ctx, params.id, body.revision)),
  handle(api.checks.runs, (ctx, { query }) => listRuns(ctx, query)),
  handle(api.checks.run, (ctx, { body }) => recordRun(ctx, body)),
  handle(api.checks.read, (ctx, { params }) => readRun(ctx, params.id)),
  handle(api.checks.appeal, (ctx, { params, body }) => appealRun(ctx, params.id, body.reason)),
  handle(api.checks.decide, (ctx, { params, body }) => decideAppeal(ctx, params.id, body)),
  handle(api.checks.trend, (ctx, { query }) => readTrend(ctx, query)),
];

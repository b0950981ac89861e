import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { chart } from "./chart.js";
import { addNote, changeNote, listNotes, removeNote, restoreNote } from "./notes.js";
import { unitTrends } from "./unit-trends.js";

export const routes: readonly Handler[] = [
  handle(api.trends.chart, (ctx, { query }) => chart(ctx, query)),
  handle(api.trends.units, (ctx, { query }) => unitTrends(ctx, query)),
  handle(api.trends.notes, (ctx, { query }) => listNotes(ctx, query)),
  handle(api.trends.addNote, (ctx, { body }) => addNote(ctx, body)),
  handle(api.trends.changeNote, (ctx, { params, body }) => changeNote(ctx, params.id, body)),
  handle(api.trends.removeNote, (ctx, { params }) => removeNote(ctx, params.id)),
  handle(api.trends.restoreNote, (ctx, { params }) => restoreNote(ctx, params.id)),
];

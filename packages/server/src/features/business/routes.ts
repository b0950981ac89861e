import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { beside } from "./beside.js";
import { addFigure, changeFigure, listFigures, restoreFigure, retireFigure } from "./definitions.js";
import { listEntries, redoEntry, undoEntry } from "./entries.js";
import { link } from "./link.js";
import { readFile, readText } from "./read-values.js";
import { takeValues } from "./take-values.js";
import { readVersions, readYear } from "./values.js";

export const routes: readonly Handler[] = [
  handle(api.business.list, (ctx, { query }) => listFigures(ctx, query.retired === "true")),
  handle(api.business.add, (ctx, { body }) => addFigure(ctx, body)),
  handle(api.business.change, (ctx, { params, body }) => changeFigure(ctx, params.id, body)),
  handle(api.business.retire, (ctx, { params }) => retireFigure(ctx, params.id)),
  handle(api.business.restore, (ctx, { params }) => restoreFigure(ctx, params.id)),
  handle(api.business.values, (ctx, { params, query }) => readYear(ctx, params.id, query.year)),
  handle(api.business.versions, (ctx, { params, query }) => readVersions(ctx, params.id, query)),
  handle(api.business.readText, (ctx, { params, body }) => readText(ctx, params.id, body), { audit: false }),
  handle(api.business.readFile, (ctx, { params, query, request }) => readFile(ctx, params.id, query.column, request), { audit: false }),
  handle(api.business.take, (ctx, { params, body }) => takeValues(ctx, params.id, body)),
  handle(api.business.entries, (ctx, { params }) => listEntries(ctx, params.id)),
  handle(api.business.undo, (ctx, { params }) => undoEntry(ctx, params.id)),
  handle(api.business.redo, (ctx, { params }) => redoEntry(ctx, params.id)),
  handle(api.business.link, (ctx, { params, query }) => link(ctx, params.id, query)),
  handle(api.business.beside, (ctx, { params, query }) => beside(ctx, params.id, query)),
];

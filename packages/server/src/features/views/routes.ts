import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { changeView, removeView, restoreView } from "./change-view.js";
import { compareViews } from "./compare-views.js";
import { listViews } from "./list-views.js";
import { openView } from "./open-view.js";
import { saveView } from "./save-view.js";

export const routes: readonly Handler[] = [
  handle(api.views.list, (ctx, { query }) => listViews(ctx, query.page ?? null)),
  handle(api.views.save, (ctx, { body }) => saveView(ctx, body)),
  handle(api.views.change, (ctx, { params, body }) => changeView(ctx, params.id, body)),
  handle(api.views.remove, (ctx, { params }) => removeView(ctx, params.id)),
  handle(api.views.restore, (ctx, { params }) => restoreView(ctx, params.id)),
  handle(api.views.open, (ctx, { params }) => openView(ctx, params.id)),
  handle(api.views.compare, (ctx, { body }) => compareViews(ctx, body)),
];

import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { codeQuotes } from "./code-quotes.js";
import { finishInterview } from "./finish.js";
import { createGuide, listGuides, saveGuide } from "./guides.js";
import { planInterview } from "./plan.js";
import { listInterviews, readInterview, unmaskInterview } from "./read.js";
import { readReport } from "./report.js";
import { cancelInterview, saveInterview } from "./save.js";
import { changeTheme, listThemes } from "./themes.js";

export const routes: readonly Handler[] = [
  handle(api.interviews.guides, async (ctx) => ({ items: await listGuides(ctx) })),
  handle(api.interviews.createGuide, (ctx, { body }) => createGuide(ctx, body)),
  handle(api.interviews.saveGuide, (ctx, { params, body }) => saveGuide(ctx, params.id, body)),
  handle(api.interviews.list, (ctx, { query }) => listInterviews(ctx, query)),
  handle(api.interviews.plan, (ctx, { body }) => planInterview(ctx, body)),
  handle(api.interviews.report, (ctx, { query }) => readReport(ctx, query)),
  handle(api.interviews.read, (ctx, { params }) => readInterview(ctx, params.id), { audit: true }),
  handle(api.interviews.unmask, (ctx, { params }) => unmaskInterview(ctx, params.id)),
  handle(api.interviews.save, (ctx, { params, body }) => saveInterview(ctx, params.id, body)),
  handle(api.interviews.finish, (ctx, { params, body }) => finishInterview(ctx, params.id, body.words)),
  handle(api.interviews.cancel, (ctx, { params }) => cancelInterview(ctx, params.id)),
  handle(api.interviews.code, (ctx, { params, body }) => codeQuotes(ctx, params.id, body)),
  handle(api.interviews.themes, async (ctx) => ({ items: await listThemes(ctx) })),
  handle(api.interviews.changeTheme, (ctx, { body }) => changeTheme(ctx, body)),
];

import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { callModel } from "./ask-model.js";
import { listCalls } from "./calls.js";
import { TEST_PROMPT } from "./prompt.js";
import { configureAi, readAi, readAiSettings } from "./settings.js";
import { editText, listTexts, previewSummary, proposeName, removeText, summarise } from "./texts.js";

export const routes = [
  handle(api.ai.state, async (ctx) => {
    const { isOn, model } = await readAi(ctx.db, ctx.vault, ctx.tenantId);
    return { isOn, model: isOn ? model : "" };
  }),
  handle(api.ai.settings, (ctx) => readAiSettings(ctx)),
  handle(api.ai.configure, (ctx, { body }) => configureAi(ctx, body)),
  handle(api.ai.test, async (ctx) => {
    const { outcome, ms } = await callModel(ctx, "test", TEST_PROMPT);
    return { outcome, ms };
  }),
  handle(api.ai.calls, (ctx, { query }) => listCalls(ctx, query)),
  handle(api.ai.preview, (ctx, { query, body }) => previewSummary(ctx, query, body.topic), { audit: false }),
  handle(api.ai.summarise, (ctx, { query, body }) => summarise(ctx, query, body.topic)),
  handle(api.ai.name, (ctx, { body }) => proposeName(ctx, body.terms)),
  handle(api.ai.texts, (ctx, { query }) => listTexts(ctx, query.topic)),
  handle(api.ai.edit, (ctx, { params, body }) => editText(ctx, params.id, body.body)),
  handle(api.ai.remove, (ctx, { params }) => removeText(ctx, params.id)),
];

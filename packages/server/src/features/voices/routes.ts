import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { listVoices } from "./list-voices.js";
import { markVoice } from "./mark-voice.js";
import { openCaseFrom } from "./open-case.js";
import { readVoice } from "./read-voice.js";

export const routes: readonly Handler[] = [
  handle(api.voices.list, (ctx, { query }) => listVoices(ctx, query)),
  handle(api.voices.get, (ctx, { params }) => readVoice(ctx, params.id), { audit: true }),
  handle(api.voices.mark, (ctx, { params, body }) => markVoice(ctx, params.id, body)),
  handle(api.voices.openCase, (ctx, { params }) => openCaseFrom(ctx, params.id)),
];

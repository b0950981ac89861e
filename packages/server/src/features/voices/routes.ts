import { api, type VoiceLabel } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Handler, handle } from "../../platform/handler.js";
import { type Label, labelVoice, takeLabelBack } from "../reading/index.js";
import { exportVoices } from "./export-voices.js";
import { listVoices } from "./list-voices.js";
import { markVoice } from "./mark-voice.js";
import { openCaseFrom } from "./open-case.js";
import { presentOne, readVoice } from "./read-voice.js";
import { maskOf, unmaskVoice } from "./unmask.js";
import { addVoiceNote } from "./voice-notes.js";

const SIDES = { good: 1, mixed: 0, bad: -1, uncertain: null } as const;

/** @throws {AppError} NOT_ALLOWED for a mask lifted by somebody who may not see behind it; INVALID_STATE for one that is not there */
async function asLabel(ctx: Context, id: string, label: VoiceLabel): Promise<Label> {
  if (label.kind === "not_personal") {
    if (!ctx.permissions.has("voices:identify")) throw new AppError("NOT_ALLOWED");
    const { start, end } = await maskOf(ctx, id, label.mask);
    return { kind: "not_personal", start, end };
  }
  if (!("sentiment" in label)) return label;
  const { sentiment, ...rest } = label;
  return { ...rest, side: SIDES[sentiment] };
}

export const routes: readonly Handler[] = [
  handle(api.voices.list, (ctx, { query }) => listVoices(ctx, query)),
  handle(api.voices.export, (ctx, { query }) => exportVoices(ctx, query), { audit: true }),
  handle(api.voices.label, async (ctx, { params, body }) => {
    const labelId = await labelVoice(ctx, params.id, await asLabel(ctx, params.id, body));
    return { labelId, voice: await presentOne(ctx, params.id) };
  }),
  handle(api.voices.unlabel, async (ctx, { params }) => {
    await takeLabelBack(ctx, params.id, params.labelId);
    return presentOne(ctx, params.id);
  }),
  handle(api.voices.unmask, (ctx, { params }) => unmaskVoice(ctx, params.id)),
  handle(api.voices.get, (ctx, { params }) => readVoice(ctx, params.id), { audit: true }),
  handle(api.voices.mark, (ctx, { params, body }) => markVoice(ctx, params.id, body)),
  handle(api.voices.note, (ctx, { params, body }) => addVoiceNote(ctx, params.id, body.text)),
  handle(api.voices.openCase, (ctx, { params }) => openCaseFrom(ctx, params.id)),
];

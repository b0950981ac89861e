import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskedWords } from "../reading/index.js";
import { lockInterview } from "./read.js";

type Body = z.output<typeof api.interviews.save.body>;

/**
 * Consent, notes, quotes, minutes and cost of an interview that is not finished. Without consent there is no recording, and a consent
 * taken back takes the recording with it.
 *
 * @throws {AppError} NOT_FOUND, also out of scope; CONFLICT; INVALID_STATE when it is finished; NO_CONSENT; INVALID_INPUT for notes and
 *   quotes of questions that were not asked
 */
export function saveInterview(ctx: Context, id: string, body: Body): Promise<{ revision: number }> {
  return ctx.tx(async (tx) => {
    const row = await lockInterview(tx, ctx, id);
    if (row.state !== "planned") throw new AppError("INVALID_STATE");
    if (row.revision !== body.revision) throw new AppError("CONFLICT");
    if (body.recording !== null && body.recording !== "" && body.consent !== "given") throw new AppError("NO_CONSENT");
    const asked = new Set(row.questions.map(({ key }) => key));
    const ofOthers = [...Object.keys(body.notes), ...body.quotes.map(({ question }) => question)].find((key) => !asked.has(key));
    const isTwice = new Set(body.quotes.map((quote) => quote.id)).size < body.quotes.length;
    if (ofOthers !== undefined || isTwice) {
      throw new AppError("INVALID_INPUT", [
        {
          path: "body.notes",
          "zh-CN": "笔记和引语要对应提纲里的问题，不能重复",
          en: "Notes and quotes belong to questions of the guide, each once",
        },
      ]);
    }
    const notes = Object.fromEntries(Object.entries(body.notes).map(([name, text]) => [name, kept(text, row.notes[name])]));
    const quotes = body.quotes.map((quote) => ({
      ...quote,
      text: kept(quote.text, row.quotes.find(({ id: own }) => own === quote.id)?.text),
    }));
    await tx
      .updateTable("interviews")
      .set({
        consent: body.consent,
        consent_at: body.consent === row.consent ? row.consent_at : ctx.now(),
        recording: body.recording === "" ? null : body.recording,
        notes: JSON.stringify(notes),
        quotes: JSON.stringify(quotes),
        minutes: body.minutes,
        cost: body.cost,
        revision: row.revision + 1,
      })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    return { revision: row.revision + 1 };
  });
}

/**
 * A text sent back as it was shown behind masks stays as it was written.
 *
 * @throws {AppError} INVALID_INPUT for one changed behind its masks: what they stand for would be lost
 */
function kept(text: string, written: string | undefined): string {
  if (written === undefined) return text;
  const masked = maskedWords(written);
  if (masked === written || !text.includes("***") || written.includes("***")) return text;
  if (text === masked) return written;
  throw new AppError("INVALID_INPUT", [
    {
      path: "body.notes",
      "zh-CN": "请先显示原文再修改，否则被遮住的内容会丢失",
      en: "Show the original before changing it: what is masked would be lost",
    },
  ]);
}

/** @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE unless it is planned */
export function cancelInterview(ctx: Context, id: string): Promise<Record<string, never>> {
  return ctx.tx(async (tx) => {
    const row = await lockInterview(tx, ctx, id);
    if (row.state !== "planned") throw new AppError("INVALID_STATE");
    await tx.updateTable("interviews").set({ state: "cancelled" }).where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
    return {};
  });
}

import type { api, Filters } from "@manyi/contracts";
import { periodText } from "@manyi/core/metrics";
import { maskPii } from "@manyi/core/text";
import type { Tables } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask } from "../figures/index.js";
import { readTopics, topicsBelow } from "../reading/index.js";
import { quotesOf } from "../themes/index.js";
import { askModel } from "./ask-model.js";
import { namePrompt, type Prompt, summaryPrompt } from "./prompt.js";
import { readAi } from "./settings.js";

type Text = z.input<typeof api.ai.summarise.reply>;
type Row = Selectable<Tables["theme_texts"]> & { readonly maker: string | null };

const QUOTES = 20;

async function promptOf(ctx: Context, filters: Filters, topicId: number): Promise<{ asked: Asked; prompt: Prompt; quotes: number }> {
  const asked = await ask(ctx, filters);
  const topics = await readTopics(ctx.db, ctx.tenantId);
  const topic = topics.find(({ id, retired_at }) => id === topicId && retired_at === null);
  if (topic === undefined) throw new AppError("NOT_FOUND");
  const quotes = await quotesOf(asked, topicsBelow(topics, topicId), QUOTES);
  return {
    asked,
    prompt: summaryPrompt(
      ctx.locale,
      topic.name[ctx.locale],
      quotes.map(({ text }) => text),
    ),
    quotes: quotes.length,
  };
}

/** Exactly what would be sent, for whoever is about to send it. */
export async function previewSummary(ctx: Context, filters: Filters, topicId: number): Promise<z.input<typeof api.ai.preview.reply>> {
  const { isOn, url, model } = await readAi(ctx.db, ctx.vault, ctx.tenantId);
  if (!isOn) throw new AppError("AI_OFF");
  const { prompt, quotes } = await promptOf(ctx, filters, topicId);
  return { sent: prompt, quotes, url: new URL(url).origin, model };
}

/**
 * Has the quotes of one theme summed up and keeps the text, marked as a model's. Nothing but a text comes of it.
 *
 * @throws {AppError} NOT_FOUND without such a topic or any quote; AI_OFF, AI_CAP, AI_FAILED
 */
export async function summarise(ctx: Context, filters: Filters, topicId: number): Promise<Text> {
  if (!(await readAi(ctx.db, ctx.vault, ctx.tenantId)).isOn) throw new AppError("AI_OFF");
  const { asked, prompt, quotes } = await promptOf(ctx, filters, topicId);
  if (quotes === 0) throw new AppError("NOT_FOUND");
  const { text, model } = await askModel(ctx, "summary", prompt);
  const { from, to } = periodText(asked.period);
  const id = ctx.ids.uuid();
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("theme_texts")
      .values({
        tenant_id: ctx.tenantId,
        id,
        topic_id: topicId,
        locale: ctx.locale,
        period_from: from,
        period_to: to,
        quotes,
        body: maskPii(text),
        model,
        made_by: ctx.actor.id ?? "",
        made_at: ctx.now(),
        edited_by: null,
        units: asked.where.units === null || asked.where.units === undefined ? null : [...asked.where.units],
      })
      .execute();
    await ctx.audit(tx, { action: "ai.summarise", object: id, detail: { topic: topicId, quotes } });
  });
  return presentText(await readText(ctx, id));
}

/** A name for words that belong together: a proposal, nothing is stored. */
export async function proposeName(ctx: Context, terms: readonly string[]): Promise<{ name: string; model: string }> {
  const { text, model } = await askModel(ctx, "name", namePrompt(ctx.locale, terms));
  const [first = ""] = text.split("\n");
  return {
    name: maskPii(first)
      .replace(/^["'“「『]|["'”」』。.]$/g, "")
      .slice(0, 40),
    model,
  };
}

/** Texts within scope: made for the whole organisation, or for units the reader may all see. */
function textsOf(ctx: Context) {
  const units = ctx.scope.units;
  return sql`
    select t.*, t.period_from::text as period_from, t.period_to::text as period_to, coalesce(u.name, '') as maker
    from theme_texts t left join auth_users u on u.id = t.made_by
    where t.tenant_id = ${ctx.tenantId} and (${units === null} or t.units <@ ${[...(units ?? [])]}::int[])`;
}

async function readText(ctx: Context, id: string): Promise<Row> {
  const found = await sql<Row>`${textsOf(ctx)} and t.id = ${id}`.execute(ctx.db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

export async function listTexts(ctx: Context, topicId: number): Promise<{ items: Text[] }> {
  const found = await sql<Row>`${textsOf(ctx)} and t.topic_id = ${topicId} order by t.made_at desc, t.id desc limit 20`.execute(ctx.db);
  return { items: found.rows.map(presentText) };
}

/** @throws {AppError} NOT_FOUND when there is none within scope */
export async function editText(ctx: Context, id: string, body: string): Promise<Text> {
  await readText(ctx, id);
  await ctx.tx(async (tx) => {
    await tx
      .updateTable("theme_texts")
      .set({ body, edited_by: ctx.actor.id ?? "", edited_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    await ctx.audit(tx, { action: "ai.edit", object: id, detail: {} });
  });
  return presentText(await readText(ctx, id));
}

/** @throws {AppError} NOT_FOUND when there is none within scope */
export async function removeText(ctx: Context, id: string): Promise<{ id: string }> {
  await readText(ctx, id);
  await ctx.tx(async (tx) => {
    await tx.deleteFrom("theme_texts").where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
    await ctx.audit(tx, { action: "ai.remove", object: id, detail: {} });
  });
  return { id };
}

function presentText(row: Row): Text {
  return {
    id: row.id,
    topic: row.topic_id,
    period: { from: row.period_from, to: row.period_to },
    quotes: row.quotes,
    body: row.body,
    model: row.model,
    madeBy: row.maker ?? "",
    madeAt: row.made_at.toISOString(),
    isEdited: row.edited_at !== null,
    editedAt: row.edited_at === null ? null : row.edited_at.toISOString(),
  };
}

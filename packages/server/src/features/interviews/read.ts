import type { api, Interview } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Tables, Tx } from "@manyi/store";
import { type RawBuilder, type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { maskName } from "../../platform/mask.js";
import { requireInScope, scopeWhere } from "../../platform/scope.js";
import { maskedWords } from "../reading/index.js";

type Query = z.output<typeof api.interviews.list.query>;
type Row = Selectable<Tables["interviews"]> & {
  readonly title: LocalText;
  readonly unit_name: LocalText;
  readonly touchpoint_name: LocalText | null;
  readonly interviewer: string | null;
};

const INTERVIEW = (where: RawBuilder<unknown>) => sql<Row>`
  select i.*, g.title, u.name as unit_name, t.name as touchpoint_name, p.name as interviewer
  from interviews i
  join interview_guides g on g.tenant_id = i.tenant_id and g.id = i.guide_id
  join org_units u on u.tenant_id = i.tenant_id and u.id = i.unit_id
  left join touchpoints t on t.tenant_id = i.tenant_id and t.id = i.touchpoint_id
  left join auth_users p on p.id = i.interviewer_id
  where ${where}`;

/** Interviews within scope, latest plan first. */
export async function listInterviews(ctx: Context, { cursor, limit, guide }: Query): Promise<z.input<typeof api.interviews.list.reply>> {
  const after = decodeCursor<[string, string]>(cursor, ["numeric", "uuid"]);
  const below = after === null ? sql`true` : sql`(extract(epoch from i.planned_at), i.id) < (${after[0]}::numeric, ${after[1]}::uuid)`;
  const found = await sql<Row>`${INTERVIEW(sql`${scopeWhere(ctx, { tenant: "i.tenant_id", unit: "i.unit_id" })}
    and (${guide ?? null}::int is null or i.guide_id = ${guide ?? null}::int) and ${below}`)}
    order by i.planned_at desc, i.id desc limit ${limit + 1}`.execute(ctx.db);
  const rows = found.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => presentInterview(row)),
    next: found.rows.length > limit && last !== undefined ? encodeCursor([String(last.planned_at.getTime() / 1000), last.id]) : null,
  };
}

/** Who asked knows whom, and writes down what was said; who may identify customers may see it too. */
function mayUnmask(ctx: Context, row: Row): boolean {
  return ctx.permissions.has("voices:identify") || (ctx.actor.id !== null && ctx.actor.id === row.interviewer_id);
}

/**
 * One interview with notes and quotes.
 *
 * @param isMasked `false` only where the reading of the original is logged
 * @throws {AppError} NOT_FOUND, also out of scope; INVALID_STATE for an original that is not this reader's
 */
export async function readInterview(ctx: Context, id: string, isMasked = true): Promise<z.input<typeof api.interviews.read.reply>> {
  const found = await INTERVIEW(sql`i.tenant_id = ${ctx.tenantId} and i.id = ${id}::uuid`).execute(ctx.db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, row.unit_id);
  if (!isMasked && !mayUnmask(ctx, row)) throw new AppError("INVALID_STATE");
  const [mine, known, themes] = await Promise.all([
    ctx.db
      .selectFrom("interview_codes")
      .select(["quote_id", "code"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("interview_id", "=", id)
      .where("coder_id", "=", ctx.actor.id ?? "")
      .execute(),
    ctx.db
      .selectFrom("interview_codes")
      .select("code")
      .distinct()
      .where("tenant_id", "=", ctx.tenantId)
      .orderBy("code")
      .limit(200)
      .execute(),
    ctx.db.selectFrom("interview_themes").select(["code", "topic_id"]).where("tenant_id", "=", ctx.tenantId).orderBy("code").execute(),
  ]);
  const said = (text: string) => (isMasked ? maskedWords(text) : text);
  const texts = [...Object.values(row.notes), ...row.quotes.map(({ text }) => text)];
  return {
    ...presentInterview(row, isMasked),
    isMasked: isMasked && texts.some((text) => maskedWords(text) !== text),
    mayUnmask: mayUnmask(ctx, row),
    questions: row.questions.map(({ key, text, probes }) => ({ key, text, probes: [...probes] })),
    notes: Object.fromEntries(Object.entries(row.notes).map(([key, text]) => [key, said(text)])),
    quotes: row.quotes.map((quote) => ({ ...quote, text: said(quote.text) })),
    recording: row.recording,
    revision: row.revision,
    myCodes: Object.fromEntries(mine.map(({ quote_id, code }) => [quote_id, code])),
    codes: known.map(({ code }) => code),
    themes: themes.map(({ code, topic_id }) => ({ code, topic: topic_id })),
  };
}

/** An interview as it was written. Who read it stays on record. */
export async function unmaskInterview(ctx: Context, id: string): Promise<z.input<typeof api.interviews.read.reply>> {
  const interview = await readInterview(ctx, id, false);
  await ctx.tx((tx) => ctx.audit(tx, { action: "interviews.unmask", object: `interview ${id}` }));
  return interview;
}

function presentInterview(row: Row, isMasked = true): Interview {
  return {
    id: row.id,
    guide: { id: row.guide_id, title: row.title },
    unit: { id: row.unit_id, name: row.unit_name },
    who: isMasked ? maskName(row.who) : row.who,
    purpose: row.purpose,
    touchpoint: row.touchpoint_name,
    product: row.product,
    plannedAt: row.planned_at.toISOString(),
    interviewer: row.interviewer ?? "",
    locale: row.locale === "en" ? "en" : "zh-CN",
    state: row.state,
    consent: row.consent,
    minutes: row.minutes,
    cost: row.cost,
    quotesN: row.quotes.length,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** An interview locked until the end of the transaction. @throws {AppError} NOT_FOUND, also out of scope */
export async function lockInterview(tx: Tx, ctx: Context, id: string): Promise<Selectable<Tables["interviews"]>> {
  const row = await tx
    .selectFrom("interviews")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  requireInScope(ctx, row.unit_id);
  return row;
}

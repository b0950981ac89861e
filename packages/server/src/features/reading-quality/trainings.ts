import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { leastComments, type ModelFile, packModel, type RatedComment, shippedModel } from "@manyi/core/text";
import type { Db, Tx } from "@manyi/store";
import { sql } from "kysely";
import { apart } from "../../platform/apart.js";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Services, systemContext } from "../../platform/services.js";
import { askForRun } from "../reading/index.js";
import { type TrainingOrder, type TrainingResult, train } from "./train.js";

type Language = "zh" | "en";

/** Rated comments that one training reads at most, the newest first. */
const MOST = 20_000;

/**
 * Asks for a training in the background.
 *
 * @throws {AppError} INVALID_STATE while one is under way, or with too few rated comments
 */
export async function askForTraining(ctx: Context, language: Language): Promise<{ id: string }> {
  const comments = await countRated(ctx.db, ctx.tenantId, language);
  if (comments < leastComments) throw new AppError("INVALID_STATE");
  return ctx.tx(async (tx) => {
    await tx.selectFrom("tenants").select("id").where("id", "=", ctx.tenantId).forUpdate().execute();
    const running = await tx
      .selectFrom("text_trainings")
      .select("id")
      .where("tenant_id", "=", ctx.tenantId)
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirst();
    if (running !== undefined) throw new AppError("INVALID_STATE");
    const id = ctx.ids.uuid();
    await tx
      .insertInto("text_trainings")
      .values({ tenant_id: ctx.tenantId, id, language, state: "waiting", comments, asked_by: ctx.actor.id, asked_at: ctx.now() })
      .execute();
    await ctx.audit(tx, { action: "readingQuality.train", object: id, detail: { language, comments } });
    return { id };
  });
}

/**
 * Comments with a side that people gave: a label, else the customer's own score. A label "neutral" or "cannot tell" takes the comment out,
 * whatever the score says. Anonymous ones are left out.
 */
const rated = (tenantId: number, language: Language) => sql`
  select v.id, v.comment as text, coalesce(v.survey_id::text, v.channel) as source,
    case when label.id is not null then case label.value when 1 then true when -1 then false end
      else coalesce(
        case when v.nps >= 9 then true when v.nps <= 6 then false end,
        case when v.csat >= 4 then true when v.csat <= 2 then false end) end as is_good
  from voices v join voice_readings r on r.tenant_id = v.tenant_id and r.voice_id = v.id
  left join lateral (select l.id, l.value from voice_labels l where l.tenant_id = v.tenant_id and l.voice_id = v.id and l.kind = 'sentiment'
    and not exists (select 1 from voice_labels u where u.tenant_id = l.tenant_id and u.undoes = l.id) order by l.at desc, l.id desc limit 1) label on true
  where v.tenant_id = ${tenantId} and r.language = ${language} and v.anonymity <> 'anonymous' and v.quality <> 'excluded'`;

export async function countRated(db: Db, tenantId: number, language: Language): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from (${rated(tenantId, language)}) as one where is_good is not null`.execute(db);
  return found.rows[0]!.n;
}

async function readRated(db: Db, tenantId: number, language: Language): Promise<RatedComment[]> {
  const found = await sql<{ text: string; source: string; is_good: boolean }>`
    select text, source, is_good from (${rated(tenantId, language)}) as one where is_good is not null order by id desc limit ${MOST}`.execute(
    db,
  );
  return found.rows.map(({ text, source, is_good }) => ({ text, source, isGood: is_good }));
}

/** The model in use: the organisation's own, else the one shipped. */
async function currentModel(db: Db, tenantId: number, language: Language): Promise<ModelFile> {
  const own = await db
    .selectFrom("reading_models")
    .select("file")
    .where("tenant_id", "=", tenantId)
    .where("language", "=", language)
    .where("used_from", "is not", null)
    .where("used_until", "is", null)
    .executeTakeFirst();
  return own === undefined ? packModel(shippedModel(language)) : (own.file as unknown as ModelFile);
}

/**
 * Does one training that waits.
 *
 * @returns whether there was one
 */
export async function takeTraining(services: Services): Promise<boolean> {
  const { store } = services;
  const row = await sql<{ tenant_id: number; id: string; language: Language }>`
    update text_trainings set state = 'running' where (tenant_id, id) in
      (select tenant_id, id from text_trainings where state = 'waiting' order by asked_at limit 1 for update skip locked)
    returning tenant_id, id, language`.execute(store.db);
  const asked = row.rows[0];
  if (asked === undefined) return false;
  const ctx = await systemContext(services, asked.tenant_id, "training");
  try {
    const comments = await readRated(store.db, asked.tenant_id, asked.language);
    const day = isoDateOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
    const version = `own-${asked.language}-${day}-${asked.id.slice(-4)}`;
    const result = await trainApart({
      comments,
      current: await currentModel(store.db, asked.tenant_id, asked.language),
      language: asked.language,
      version,
    });
    await ctx.tx((tx) => finish(tx, ctx, asked, version, comments.length, result));
  } catch (error) {
    services.log.error({ err: error }, "training");
    await store.db
      .updateTable("text_trainings")
      .set({ state: "failed", finished_at: services.now() })
      .where("tenant_id", "=", asked.tenant_id)
      .where("id", "=", asked.id)
      .execute();
  }
  return true;
}

async function finish(
  tx: Tx,
  ctx: Context,
  { id, language }: { readonly id: string; readonly language: Language },
  version: string,
  comments: number,
  result: TrainingResult,
): Promise<void> {
  await tx
    .updateTable("text_trainings")
    .set({
      state: result.accepted ? "accepted" : "refused",
      reason: result.accepted ? null : result.reason,
      comments,
      figures: result.figures === null ? null : JSON.stringify(result.figures),
      version: result.accepted ? version : null,
      finished_at: ctx.now(),
    })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .execute();
  if (!result.accepted) return;
  const asked = await tx
    .selectFrom("text_trainings")
    .select("asked_by")
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  await tx
    .insertInto("reading_models")
    .values({
      tenant_id: ctx.tenantId,
      language,
      version,
      file: JSON.stringify(result.file),
      figures: JSON.stringify(result.figures),
      made_by: asked?.asked_by ?? null,
      made_at: ctx.now(),
    })
    .execute();
  await putInUse(tx, ctx, language, version);
}

/** Reads with another model from now on, and everything again. `shipped` takes an own model out of use. */
async function putInUse(tx: Tx, ctx: Context, language: Language, version: string): Promise<void> {
  await tx
    .updateTable("reading_models")
    .set({ used_until: ctx.now() })
    .where("tenant_id", "=", ctx.tenantId)
    .where("language", "=", language)
    .where("used_from", "is not", null)
    .where("used_until", "is", null)
    .execute();
  await tx
    .updateTable("reading_models")
    .set({ used_from: ctx.now(), used_until: null })
    .where("tenant_id", "=", ctx.tenantId)
    .where("language", "=", language)
    .where("version", "=", version)
    .execute();
  await askForRun(tx, { tenantId: ctx.tenantId, id: ctx.ids.uuid(), reason: "model", by: ctx.actor.id, at: ctx.now() });
}

/** @throws {AppError} NOT_FOUND when the organisation has no such model */
export async function chooseModel(ctx: Context, language: Language, version: string): Promise<{ version: string }> {
  await ctx.tx(async (tx) => {
    const known = await tx
      .selectFrom("reading_models")
      .select("version")
      .where("tenant_id", "=", ctx.tenantId)
      .where("language", "=", language)
      .where("version", "=", version)
      .executeTakeFirst();
    if (version !== "shipped" && known === undefined) throw new AppError("NOT_FOUND");
    await putInUse(tx, ctx, language, version);
    await ctx.audit(tx, { action: "readingQuality.useModel", object: version, detail: { language } });
  });
  return { version };
}

function trainApart(order: TrainingOrder): Promise<TrainingResult> {
  return apart(new URL("./train-worker.js", import.meta.url), order, train);
}

import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { maskPii } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { labelVoice, readTopics } from "../reading/index.js";

type Waiting = z.input<typeof api.readingQuality.waiting.reply>;
type Side = -1 | 0 | 1;

/** Comments drawn that wait for a label, within the reader's scope. */
export async function readWaiting(ctx: Context): Promise<Waiting> {
  const units = ctx.scope.units;
  const [found, topics] = await Promise.all([
    sql<{ id: string; text: string; day: number }>`
      select v.id, v.comment as text, v.local_day as day from label_samples s
      join voices v on v.tenant_id = s.tenant_id and v.id = s.voice_id
      where s.tenant_id = ${ctx.tenantId} and s.labelled_at is null and v.comment <> ''
        and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
      order by s.drawn_at, right(v.id::text, 10) limit 100`.execute(ctx.db),
    readTopics(ctx.db, ctx.tenantId),
  ]);
  const live = topics.filter(({ retired_at }) => retired_at === null);
  const isParent = (code: string) => live.some(({ parent_code }) => parent_code === code);
  return {
    items: found.rows.map(({ id, text, day }) => ({ voiceId: id, text: maskPii(text), on: isoDateOf(day) })),
    topics: live
      .filter(({ code }) => !isParent(code))
      .map(({ id, name, parent_code }) => ({ id, name, parent: live.find(({ code }) => code === parent_code)?.name ?? null })),
  };
}

/**
 * Draws comments by chance among all that were read and never drawn; none of anonymous surveys, and none shorter than four signs, which
 * nobody can judge.
 *
 * @throws {AppError} INVALID_STATE when none is left
 */
export async function drawSample(ctx: Context, count: number): Promise<{ drawn: number }> {
  const units = ctx.scope.units;
  const drawn = await ctx.tx(async (tx) => {
    const found = await sql<{ voice_id: string }>`
      insert into label_samples (tenant_id, voice_id, drawn_by, drawn_at)
      select r.tenant_id, r.voice_id, ${ctx.actor.id ?? ""}, ${ctx.now()}::timestamptz from voice_readings r
      join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
      where r.tenant_id = ${ctx.tenantId} and r.language in ('zh', 'en') and v.anonymity <> 'anonymous' and v.quality <> 'excluded'
        and length(v.comment) >= 4 and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
        and not exists (select 1 from label_samples s where s.tenant_id = r.tenant_id and s.voice_id = r.voice_id)
      order by md5(r.voice_id::text || ${ctx.ids.token()}) limit ${count}
      on conflict do nothing returning voice_id`.execute(tx);
    await ctx.audit(tx, { action: "readingQuality.draw", object: "", detail: { drawn: found.rows.length } });
    return found.rows.length;
  });
  if (drawn === 0) throw new AppError("INVALID_STATE");
  return { drawn };
}

/**
 * Keeps what a person says about a drawn comment: a label that wins from now on, beside what the machine had said.
 *
 * @throws {AppError} NOT_FOUND when it was not drawn or lies outside scope; INVALID_STATE when it is labelled already
 */
export async function labelSample(
  ctx: Context,
  voiceId: string,
  { sentiment, topics }: { readonly sentiment: Side; readonly topics: readonly number[] },
): Promise<{ labelled: number; waiting: number }> {
  const live = new Set((await readTopics(ctx.db, ctx.tenantId)).flatMap(({ id, retired_at }) => (retired_at === null ? [id] : [])));
  const units = ctx.scope.units;
  const machine = await ctx.tx(async (tx) => {
    const found = await sql<{ labelled_at: Date | null; sentiment: Side | null; topics: { topic: number }[] }>`
      select s.labelled_at, r.sentiment, r.topics from label_samples s
      join voice_readings r on r.tenant_id = s.tenant_id and r.voice_id = s.voice_id
      join voices v on v.tenant_id = s.tenant_id and v.id = s.voice_id
      where s.tenant_id = ${ctx.tenantId} and s.voice_id = ${voiceId}
        and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[])) for update of s`.execute(tx);
    const drawn = found.rows[0];
    if (drawn === undefined) throw new AppError("NOT_FOUND");
    if (drawn.labelled_at !== null) throw new AppError("INVALID_STATE");
    if (topics.some((id) => !live.has(id)))
      throw new AppError("INVALID_INPUT", [{ path: "body.topics", "zh-CN": "没有这个话题", en: "There is no such topic" }]);
    const said = drawn.topics.map(({ topic }) => topic);
    await tx
      .updateTable("label_samples")
      .set({ labelled_at: ctx.now(), machine: drawn.sentiment, person: sentiment, machine_topics: said, person_topics: [...topics] })
      .where("tenant_id", "=", ctx.tenantId)
      .where("voice_id", "=", voiceId)
      .execute();
    await ctx.audit(tx, { action: "readingQuality.label", object: `voice ${voiceId}`, detail: {} });
    return said;
  });
  await labelVoice(ctx, voiceId, { kind: "sentiment", side: sentiment });
  for (const topic of topics) if (!machine.includes(topic)) await labelVoice(ctx, voiceId, { kind: "topic_on", topic, side: sentiment });
  for (const topic of machine) if (!topics.includes(topic) && live.has(topic)) await labelVoice(ctx, voiceId, { kind: "topic_off", topic });
  const { labelled, waiting } = await sampleCounts(ctx);
  return { labelled, waiting };
}

export async function sampleCounts(ctx: Context): Promise<{ drawn: number; labelled: number; waiting: number }> {
  const found = await sql<{ drawn: number; labelled: number }>`
    select count(*)::int as drawn, count(labelled_at)::int as labelled from label_samples where tenant_id = ${ctx.tenantId}`.execute(
    ctx.db,
  );
  const { drawn, labelled } = found.rows[0]!;
  return { drawn, labelled, waiting: drawn - labelled };
}

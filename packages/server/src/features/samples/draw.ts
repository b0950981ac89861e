import { createHash } from "node:crypto";
import type { api, SampleDetail } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readGrouper } from "./groups.js";
import { readSample } from "./present.js";
import { findSample, lockSample, readFrame, type SampleRow } from "./queries.js";
import { drawPeople, previewDesign } from "./select.js";

type Drawing = z.output<typeof api.samples.draw.body>;
type Db = Context["db"];

/** What a design would draw; draws nobody. @throws {AppError} NOT_FOUND; INVALID_INPUT in words */
export async function preview(ctx: Context, id: string, design: Drawing["design"]): Promise<z.input<typeof api.samples.preview.reply>> {
  await findSample(ctx, ctx.db, id);
  const [frame, groupOf] = await Promise.all([readFrame(ctx.db, ctx.tenantId, id), readGrouper(ctx)]);
  const { groups, ...rest } = previewDesign(frame, design, groupOf);
  return { ...rest, groups: [...groups] };
}

/**
 * Draws people from the frame, in place of those drawn before.
 *
 * @throws {AppError} NOT_FOUND; INVALID_INPUT when the design does not fit the frame; INVALID_STATE once somebody was invited
 */
export async function draw(ctx: Context, id: string, { design, seed: given }: Drawing): Promise<SampleDetail> {
  const seed = given ?? newSeed(ctx.ids.token());
  const groupOf = await readGrouper(ctx);
  await ctx.tx(async (tx) => {
    const { draws } = await requireUnused(ctx, tx, id);
    const { selected, start } = drawPeople(await readFrame(tx, ctx.tenantId, id), design, seed, groupOf);
    await clear(ctx, tx, id);
    await sql`
      update sample_people p set probability = d.probability
      from unnest(${selected.map(({ unit }) => unit.position)}::int[], ${selected.map(({ probability }) => probability)}::float8[])
        as d (position, probability)
      where p.tenant_id = ${ctx.tenantId} and p.sample_id = ${id}::uuid and p.position = d.position`.execute(tx);
    await tx
      .updateTable("samples")
      .set({
        design: JSON.stringify(design),
        seed,
        start,
        drawn_n: selected.length,
        draws: draws + 1,
        drawn_by: ctx.actor.id,
        drawn_at: ctx.now(),
      })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    await ctx.audit(tx, {
      action: "samples.draw",
      object: `sample ${id}`,
      detail: { method: design.method, seed, n: selected.length, draw: draws + 1 },
    });
  });
  return readSample(ctx, id);
}

/** Nine digits that a person can copy. */
function newSeed(token: string): string {
  return String(createHash("sha256").update(token).digest().readUInt32BE(0) % 1_000_000_000).padStart(9, "0");
}

/** Takes a drawing back; the frame, and how often it was drawn from, stay. @throws {AppError} NOT_FOUND; INVALID_STATE */
export async function undoDraw(ctx: Context, id: string): Promise<SampleDetail> {
  await ctx.tx(async (tx) => {
    await requireUnused(ctx, tx, id);
    await clear(ctx, tx, id);
    await tx
      .updateTable("samples")
      .set({ design: null, seed: null, start: null, drawn_n: null, drawn_by: null, drawn_at: null })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
  });
  return readSample(ctx, id);
}

/** Discards a sample with everybody in its frame. @throws {AppError} NOT_FOUND; INVALID_STATE */
export async function removeSample(ctx: Context, id: string): Promise<{ removed: boolean }> {
  await ctx.tx(async (tx) => {
    await requireUnused(ctx, tx, id);
    await tx.deleteFrom("samples").where("tenant_id", "=", ctx.tenantId).where("id", "=", id).execute();
    await ctx.audit(tx, { action: "samples.remove", object: `sample ${id}` });
  });
  return { removed: true };
}

async function clear(ctx: Context, tx: Db, id: string): Promise<void> {
  await tx
    .updateTable("sample_people")
    .set({ probability: null })
    .where("tenant_id", "=", ctx.tenantId)
    .where("sample_id", "=", id)
    .where("probability", "is not", null)
    .execute();
}

/** @throws {AppError} INVALID_STATE once somebody was invited: what was used stays as it was */
async function requireUnused(ctx: Context, tx: Db, id: string): Promise<SampleRow> {
  const row = await lockSample(ctx, tx, id);
  if (row.invited > 0) throw new AppError("INVALID_STATE");
  return row;
}

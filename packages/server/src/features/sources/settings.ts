import type { api, InboundSource } from "@manyi/contracts";
import { nextId, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { tokenHash } from "../../platform/ids.js";
import { inScope, requireInScope } from "../../platform/scope.js";
import { presentSource } from "./present.js";
import { ratingSurvey } from "./rating-survey.js";
import { type SourceRow, signingPurpose } from "./receive.js";

type Settings = Omit<z.output<typeof api.sources.create.body>, "signed">;
type Opened = { source: InboundSource; url: string; signingSecret: string | null };

/** @throws {AppError} NOT_FOUND, also out of scope */
export async function findSource(ctx: Context, id: number): Promise<SourceRow> {
  const row = await ctx.db
    .selectFrom("inbound_sources")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined || !inScope(ctx, row.unit_id)) throw new AppError("NOT_FOUND");
  return row;
}

export async function listSources(ctx: Context): Promise<InboundSource[]> {
  const rows = await ctx.db.selectFrom("inbound_sources").selectAll().where("tenant_id", "=", ctx.tenantId).orderBy("id").execute();
  const visible = rows.filter((row) => inScope(ctx, row.unit_id));
  return Promise.all(visible.map((row) => presentSource(ctx, row)));
}

/** Every place a mapping names must be there, and the reader's. */
async function requirePlaces(ctx: Context, { unitId, touchpointId, mapping }: Settings): Promise<void> {
  requireInScope(ctx, unitId);
  const units = [...new Set([...(unitId === null ? [] : [unitId]), ...Object.values(mapping.units)])];
  const touchpoints = [...new Set([...(touchpointId === null ? [] : [touchpointId]), ...Object.values(mapping.touchpoints)])];
  for (const unit of units) requireInScope(ctx, unit);
  for (const [table, ids] of [
    ["org_units", units],
    ["touchpoints", touchpoints],
  ] as const) {
    if (ids.length === 0) continue;
    const found = await ctx.db.selectFrom(table).select("id").where("tenant_id", "=", ctx.tenantId).where("id", "in", ids).execute();
    if (found.length < ids.length) throw new AppError("NOT_FOUND");
  }
}

const UNUSABLE = [
  { path: "body.mapping.fields", "zh-CN": "请指出文字、评分或对话在哪里", en: "Say where the text, the rating or the conversation stands" },
];

function requireUsable({ mapping }: Settings): void {
  const { fields, turns } = mapping;
  if (fields.text === undefined && fields.rating === undefined && turns === undefined) throw new AppError("INVALID_INPUT", UNUSABLE);
}

async function columnsOf(tx: Tx, ctx: Context, settings: Settings) {
  const series = settings.mapping.fields.rating === undefined ? null : await ratingSurvey(tx, ctx, settings.mapping.scale);
  return {
    name: settings.name,
    kind: settings.kind,
    mapping: JSON.stringify(settings.mapping),
    unit_id: settings.unitId,
    touchpoint_id: settings.touchpointId,
    survey_id: series?.surveyId ?? null,
  };
}

/** A new address, and a new secret when deliveries are to be signed. Both are shown once. */
function freshKeys(ctx: Context, signed: boolean) {
  const token = ctx.ids.token();
  const secret = signed ? ctx.ids.token() : null;
  return {
    url: `${ctx.publicUrl()}/api/v1/hooks/${token}`,
    secret,
    columns: {
      token_hash: tokenHash(token),
      token_end: token.slice(-4),
      signing_secret: secret === null ? null : ctx.vault.seal(signingPurpose, secret),
    },
  };
}

export async function createSource(ctx: Context, { signed, ...settings }: z.output<typeof api.sources.create.body>): Promise<Opened> {
  requireUsable(settings);
  await requirePlaces(ctx, settings);
  return ctx.tx(async (tx) => {
    const id = await nextId(tx, ctx.tenantId, "inbound_sources");
    const keys = freshKeys(ctx, signed);
    const row = await tx
      .insertInto("inbound_sources")
      .values({
        tenant_id: ctx.tenantId,
        id,
        ...(await columnsOf(tx, ctx, settings)),
        ...keys.columns,
        last_payload: null,
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { source: await presentSource(ctx, row, tx), url: keys.url, signingSecret: keys.secret };
  });
}

export async function changeSource(ctx: Context, id: number, body: z.output<typeof api.sources.change.body>): Promise<InboundSource> {
  await findSource(ctx, id);
  const { paused, ...settings } = body;
  requireUsable(settings);
  await requirePlaces(ctx, settings);
  return ctx.tx(async (tx) => {
    const row = await tx
      .updateTable("inbound_sources")
      .set({ ...(await columnsOf(tx, ctx, settings)), paused })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return presentSource(ctx, row, tx);
  });
}

export async function renewSource(ctx: Context, id: number, signed: boolean): Promise<Opened> {
  await findSource(ctx, id);
  const keys = freshKeys(ctx, signed);
  const row = await ctx.db
    .updateTable("inbound_sources")
    .set(keys.columns)
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { source: await presentSource(ctx, row), url: keys.url, signingSecret: keys.secret };
}

/** Closes a door for good. What came through it stays. */
export async function removeSource(ctx: Context, id: number): Promise<void> {
  await findSource(ctx, id);
  await ctx.tx(async (tx) => {
    await sql`delete from inbound_deliveries where tenant_id = ${ctx.tenantId} and source_id = ${id}`.execute(tx);
    await sql`delete from inbound_sources where tenant_id = ${ctx.tenantId} and id = ${id}`.execute(tx);
  });
}

import type { api } from "@manyi/contracts";
import { dayOfIsoDate, isoDateOf, localDayOf } from "@manyi/core/calendar";
import { evaluateTier, type MemberTier, type TierChange, type TierState } from "@manyi/core/customers";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inTurns } from "../../platform/turns.js";
import { basisOf, type Looked, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { remember } from "./remember.js";
import { hide } from "./shown.js";
import { readStandings } from "./standing.js";
import { requireWhole } from "./units.js";

type Reply = z.input<typeof api.loyalty.tiers.reply>;
type Evaluated = z.input<typeof api.loyalty.evaluateTiers.reply>;
const TIERS: readonly MemberTier[] = ["gold", "silver", "regular"];
const SHOWN = 12;
/** Customers of one statement. */
const CHUNK = 5_000;
const START: TierState = { tier: "regular", belowSince: null };

/** Where a customer stands after the last evaluation, and stood before it. */
export type Membership = TierChange & { readonly was: MemberTier | null; readonly index: number | null };

/**
 * Evaluates everybody with what is known up to a day: up at once, down only after two evaluations in a row below.
 *
 * @throws {AppError} NOT_ALLOWED for whoever sees a part only; INVALID_INPUT for a day in the future or not after the last evaluation;
 *   INVALID_STATE when no customer has an index yet
 */
export async function evaluateTiers(ctx: Context, on: string): Promise<Evaluated> {
  requireWhole(ctx);
  const asOf = dayOfIsoDate(on);
  if (asOf > localDayOf(ctx.now().getTime(), ctx.organisation.timeZone))
    throw new AppError("INVALID_INPUT", [{ path: "body.asOf", "zh-CN": "日期在将来", en: "The day lies in the future" }]);
  const inForce = await modelInForce(ctx);
  const standings = await readStandings(await look(ctx, undefined), inForce, asOf);
  if (standings.every(({ index }) => index === null)) throw new AppError("INVALID_STATE");
  return ctx.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(4714, ${ctx.tenantId})`.execute(tx);
    const last = await lastEvaluation(tx, ctx.tenantId);
    if (last !== null && asOf <= last.as_of)
      throw new AppError("INVALID_INPUT", [
        {
          path: "body.asOf",
          "zh-CN": `要晚于上一次评定（${isoDateOf(last.as_of)}）`,
          en: `Must be after the last evaluation (${isoDateOf(last.as_of)})`,
        },
      ]);
    const before = await statesAfter(tx, ctx.tenantId, last?.number ?? 0);
    const { goldFrom, silverFrom } = inForce.model;
    const rows: ({ readonly id: string; readonly index: number | null } & TierChange)[] = [];
    await inTurns(standings, ({ id, index }) => {
      const state = before.get(id);
      if (index === null && state === undefined) return;
      rows.push({ id, index, ...evaluateTier(state ?? START, index, { goldFrom, silverFrom }) });
    });
    const number = (last?.number ?? 0) + 1;
    await tx
      .insertInto("tier_evaluations")
      .values({
        tenant_id: ctx.tenantId,
        number,
        as_of: asOf,
        model_version: inForce.version,
        made_by: ctx.actor.kind === "user" ? ctx.actor.id : null,
        made_at: ctx.now(),
      })
      .execute();
    for (let from = 0; from < rows.length; from += CHUNK) {
      await sql`
        insert into member_tiers (tenant_id, evaluation, customer_id, tier, below_since, change, reason, index)
        select ${ctx.tenantId}, ${number}, id, tier, "belowSince", change, reason, index
        from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + CHUNK))}::jsonb)
          as r (id uuid, tier text, "belowSince" text, change text, reason text, index double precision)`.execute(tx);
    }
    const count = (test: (one: TierChange) => boolean) => rows.filter(test).length;
    const made = {
      number,
      up: count(({ change }) => change === "up"),
      down: count(({ change }) => change === "down"),
      warned: count(({ reason }) => reason === "FIRST_BELOW"),
      n: rows.length,
    };
    await ctx.audit(tx, { action: "loyalty.evaluateTiers", object: `tier evaluation ${number}`, detail: { asOf: on, ...made } });
    return made;
  });
}

async function lastEvaluation(tx: Tx | Context["db"], tenantId: number): Promise<{ number: number; as_of: number } | null> {
  const row = await tx
    .selectFrom("tier_evaluations")
    .select(["number", "as_of"])
    .where("tenant_id", "=", tenantId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

async function statesAfter(tx: Tx, tenantId: number, evaluation: number): Promise<ReadonlyMap<string, TierState>> {
  const rows = await tx
    .selectFrom("member_tiers")
    .select(["customer_id", "tier", "below_since"])
    .where("tenant_id", "=", tenantId)
    .where("evaluation", "=", evaluation)
    .execute();
  return new Map(rows.map(({ customer_id, tier, below_since }) => [customer_id, { tier, belowSince: below_since }]));
}

const NOBODY: ReadonlyMap<string, Membership> = new Map();

/** Everybody's tier after the last evaluation, which never changes; whom a reader may see is for the caller to decide. */
export async function readMemberships(ctx: Context): Promise<ReadonlyMap<string, Membership>> {
  const last = await lastEvaluation(ctx.db, ctx.tenantId);
  if (last === null) return NOBODY;
  return remember(ctx.store, `members ${ctx.tenantId}`, `${last.number}`, () => membershipsAfter(ctx, last.number));
}

async function membershipsAfter({ db, tenantId }: Context, evaluation: number): Promise<ReadonlyMap<string, Membership>> {
  const rows = await db
    .selectFrom("member_tiers as m")
    .leftJoin("member_tiers as b", (join) =>
      join
        .onRef("b.tenant_id", "=", "m.tenant_id")
        .onRef("b.customer_id", "=", "m.customer_id")
        .on("b.evaluation", "=", evaluation - 1),
    )
    .select(["m.customer_id", "m.tier", "m.below_since", "m.change", "m.reason", "m.index", "b.tier as was"])
    .where("m.tenant_id", "=", tenantId)
    .where("m.evaluation", "=", evaluation)
    .execute();
  return new Map(
    rows.map(({ customer_id, tier, below_since, change, reason, index, was }) => [
      customer_id,
      { tier, belowSince: below_since, change, reason, index, was },
    ]),
  );
}

export async function tiers(ctx: Context, unit: number | undefined): Promise<Reply> {
  const looked = await look(ctx, unit);
  const [buyers, inForce, memberships] = await Promise.all([readBuyers(looked), modelInForce(ctx), readMemberships(ctx)]);
  const { model, version } = inForce;
  const ids = looked.units === null ? null : new Set((await readStandings(looked, inForce)).map(({ id }) => id));
  const members = [...memberships].flatMap(([id, one]) => (ids === null || ids.has(id) ? [one] : []));
  const k = thresholdOf(ctx, buyers);
  const sizes = TIERS.map((tier) => members.filter((one) => one.tier === tier).length);
  const { cells, isTotalHidden } = hide(sizes, k);
  return {
    basis: basisOf(ctx, buyers, version),
    silverFrom: model.silverFrom,
    goldFrom: model.goldFrom,
    tiers: TIERS.map((tier, i) => {
      const isShown = cells[i] === null && !isTotalHidden;
      const warned = members.filter((one) => one.tier === tier && one.belowSince !== null).length;
      return {
        tier,
        hidden: isTotalHidden && sizes[i]! > 0 ? "SMALL" : cells[i]!,
        n: isShown ? sizes[i]! : null,
        share: isShown && members.length > 0 ? sizes[i]! / members.length : null,
        warned: isShown && (warned === 0 || warned >= k) ? warned : null,
      };
    }),
    evaluations: await readEvaluations(looked, ids, k),
  };
}

async function readEvaluations({ ctx }: Looked, ids: ReadonlySet<string> | null, k: number): Promise<Reply["evaluations"]> {
  const within = ids === null ? sql`true` : sql`m.customer_id = any(${[...ids]}::uuid[])`;
  const { rows } = await sql<{
    number: number;
    as_of: number;
    model_version: number;
    made_at: Date;
    up: number;
    down: number;
    warned: number;
    n: number;
  }>`
    select e.number, e.as_of, e.model_version, e.made_at, count(*) filter (where m.change = 'up')::int as up,
      count(*) filter (where m.change = 'down')::int as down, count(*) filter (where m.reason = 'FIRST_BELOW')::int as warned,
      count(m.customer_id)::int as n
    from tier_evaluations e
    left join member_tiers m on m.tenant_id = e.tenant_id and m.evaluation = e.number and ${within}
    where e.tenant_id = ${ctx.tenantId}
    group by 1, 2, 3, 4 order by e.number desc limit ${SHOWN}`.execute(ctx.db);
  const told = (n: number) => (n > 0 && n < k ? null : n);
  return rows.map(({ number, as_of, model_version, made_at, up, down, warned, n }) => ({
    number,
    asOf: isoDateOf(as_of),
    modelVersion: model_version,
    madeAt: made_at.toISOString(),
    up: told(up),
    down: told(down),
    warned: told(warned),
    n: told(n),
  }));
}

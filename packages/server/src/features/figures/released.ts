import { createHash } from "node:crypto";
import type { DayRange, Suppression } from "@manyi/core/metrics";
import type { Store } from "@manyi/store";
import { sql } from "kysely";
import { thresholdSince } from "../../platform/threshold.js";
import type { Asked } from "./ask.js";

/** A set of anonymous answers about to be shown: which, and how many. */
export type Release = {
  readonly set: {
    readonly metric: string;
    readonly period: DayRange;
    readonly units: readonly number[] | null;
    readonly surveys: readonly number[] | null;
  };
  readonly n: number;
};

type Known = { readonly filter: Release["set"]; readonly filter_hash: string; readonly n: number };

/**
 * The differencing guard: a set that holds, or is held by, one released before and differs from it by 1 to k − 1 answers would tell what
 * these few said, so it is refused. Every set that is shown is written down for the whole organisation, whoever asked.
 *
 * @returns per set why it may not be shown, or `null`
 */
export async function refusedReleases(asked: Asked, releases: readonly Release[]): Promise<(Suppression | null)[]> {
  if (releases.length === 0) return [];
  const { tenantId, store, organisation } = asked.ctx;
  const told = toldBefore(store);
  const nameOf = ({ set, n }: Release) => `${tenantId} ${organisation.kThreshold} ${hashOf(set)} ${n}`;
  if (releases.every((release) => told.has(nameOf(release)))) return releases.map(() => null);
  const refusals = await decideReleases(asked, releases);
  if (told.size > MOST_REMEMBERED) told.clear();
  for (const [place, release] of releases.entries()) if (refusals[place] === null) told.add(nameOf(release));
  return refusals;
}

/** Sets this process has shown under the threshold in force: showing them again tells nothing new and needs no look at the log. */
const remembered = new WeakMap<Store, Set<string>>();
const MOST_REMEMBERED = 50_000;

function toldBefore(store: Store): Set<string> {
  const known = remembered.get(store) ?? new Set();
  remembered.set(store, known);
  return known;
}

async function decideReleases({ ctx }: Asked, releases: readonly Release[]): Promise<(Suppression | null)[]> {
  const k = thresholdSince(ctx.organisation, Math.min(...releases.map(({ set }) => set.period.from)));
  return ctx.store.tx(async (tx) => {
    // one at a time, so that two readers cannot release two halves of a difference at once
    await sql`select pg_advisory_xact_lock(4711, ${ctx.tenantId})`.execute(tx);
    const metrics = [...new Set(releases.map(({ set }) => set.metric))];
    // only sets of nearly the same size can be too close
    const near = [...new Set(releases.flatMap(({ n }) => Array.from({ length: 2 * k - 1 }, (_, i) => n - k + 1 + i)))];
    const known: Known[] = await tx
      .selectFrom("released_sets")
      .select(["filter", "filter_hash", "n"])
      .where("tenant_id", "=", ctx.tenantId)
      .where(sql<boolean>`n = any(${near}::int[]) and filter ->> 'metric' = any(${metrics}::text[])`)
      .execute()
      .then((rows) => rows.map((row) => ({ ...row, filter: row.filter as Release["set"] })));
    const refusals: (Suppression | null)[] = [];
    const fresh: Known[] = [];
    const bySize = new Map<number, Known[]>();
    const remember = (one: Known) => {
      const alike = bySize.get(one.n);
      if (alike === undefined) bySize.set(one.n, [one]);
      else alike.push(one);
    };
    known.forEach(remember);
    for (const { set, n } of releases) {
      const wanted = { filter: set, filter_hash: hashOf(set), n };
      // sets of another size are looked at only where they are too close: a page may ask for thousands
      const close = Array.from({ length: 2 * k - 1 }, (_, i) => bySize.get(n - k + 1 + i) ?? []);
      const refusal = close.reduce((found: Suppression | null, others) => found ?? refusalOf(wanted, others, k), null);
      refusals.push(refusal);
      if (refusal !== null || bySize.get(n)?.some((other) => other.filter_hash === wanted.filter_hash) === true) continue;
      fresh.push(wanted);
      remember(wanted);
    }
    if (fresh.length > 0) {
      await tx
        .insertInto("released_sets")
        .values(
          fresh.map(({ filter, filter_hash, n }) => ({
            tenant_id: ctx.tenantId,
            id: ctx.ids.uuid(),
            survey_id: filter.surveys?.[0] ?? 0,
            filter_hash,
            filter: JSON.stringify(filter),
            n,
            released_at: ctx.now(),
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    return refusals;
  });
}

/** Whether a set may join those already released. Exported for its test: n 22, then 20 of them → refused. */
export function refusalOf(wanted: Known, released: readonly Known[], k: number): Suppression | null {
  for (const other of released) {
    const distance = Math.abs(other.n - wanted.n);
    if (distance === 0 || distance >= k || other.filter.metric !== wanted.filter.metric) continue;
    if (other.filter_hash === wanted.filter_hash) return "step";
    if (holds(other.filter, wanted.filter) || holds(wanted.filter, other.filter)) return "differencing";
  }
  return null;
}

/** Whether every answer of `part` is also in `whole`. */
function holds(whole: Release["set"], part: Release["set"]): boolean {
  const within = (a: readonly number[] | null, b: readonly number[] | null) => a === null || b?.every((id) => a.includes(id)) === true;
  return (
    whole.period.from <= part.period.from &&
    whole.period.to >= part.period.to &&
    within(whole.units, part.units) &&
    within(whole.surveys, part.surveys)
  );
}

function hashOf({ metric, period, units, surveys }: Release["set"]): string {
  const sorted = (ids: readonly number[] | null) => (ids === null ? null : [...ids].sort((a, b) => a - b));
  const spelled = JSON.stringify([metric, period.from, period.to, sorted(units), sorted(surveys)]);
  return createHash("sha256").update(spelled).digest("hex").slice(0, 32);
}

import type { Evidence } from "@manyi/contracts";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";

/** What another feature found out by itself; its figures stand on the whole organisation. */
export type Proposal = {
  readonly attribute: string;
  readonly title: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly evidence: Pick<Evidence, "method" | "n" | "figures" | "cautions">;
} & ({ readonly kind: "shift"; readonly series: string; readonly on: string } | { readonly kind: "retest"; readonly competitor: string });

/**
 * Writes a proposal down with its figures as they stand. A shift of the same series and day that still waits, or the same competitor with
 * the same attribute, again is the same finding.
 *
 * @returns its id, and whether it is new
 */
export async function proposeFinding(tx: Tx, ctx: Context, proposal: Proposal): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { kind, attribute, title, period } = proposal;
  const asOf = ctx.now().toISOString();
  const names = kind === "shift" ? { series: proposal.series, on: proposal.on } : { competitor: proposal.competitor };
  const question = {
    filters: { ...period, compare: "none", weighting: "none" },
    outcome: "nps",
    method: "relativeWeights",
    drivers: [],
    ...names,
  };
  const statement = {
    period,
    comparePeriod: null,
    timeZone: ctx.organisation.timeZone,
    answers: 0,
    excluded: 0,
    partial: 0,
    weighting: "none",
    designEffect: null,
    asOf,
    anonymous: false,
  };
  const made = await tx
    .insertInto("findings")
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      kind,
      attribute,
      title: title.slice(0, 200),
      unit_id: null,
      scope_units: null,
      question: JSON.stringify(question),
      evidence: JSON.stringify({ ...proposal.evidence, asOf, statement, place: null, isUncertain: false }),
      owner_id: null,
      due_on: null,
      created_by: ctx.actor.id,
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made !== undefined) {
    await ctx.audit(tx, { action: "findings.create", object: `finding ${made.id}`, detail: { kind, attribute } });
    return { id: made.id, isNew: true };
  }
  const known = await tx
    .selectFrom("findings")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("kind", "=", kind)
    .where((is) => (kind === "shift" ? is("state", "=", "proposed") : is("attribute", "=", attribute)))
    .where(sql<boolean>`question @> ${JSON.stringify(names)}::jsonb`)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow();
  return { id: known.id, isNew: false };
}

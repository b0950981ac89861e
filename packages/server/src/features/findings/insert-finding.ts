import type { Tables } from "@manyi/store";
import type { Insertable } from "kysely";
import type { Context } from "../../platform/context.js";

/** What tells findings apart; who made it, when, and who takes care of it come from the request. */
type Facts = Pick<Insertable<Tables["findings"]>, "kind" | "attribute" | "title" | "unit_id" | "scope_units" | "question" | "evidence">;
type Plan = {
  readonly note?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
};

/** Writes a finding with its entry in the audit log. @returns its id */
export async function insertFinding(ctx: Context, facts: Facts, plan: Plan, detail: Readonly<Record<string, unknown>>): Promise<string> {
  const id = ctx.ids.uuid();
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("findings")
      .values({
        ...facts,
        tenant_id: ctx.tenantId,
        id,
        note: plan.note ?? "",
        owner_id: plan.ownerId ?? null,
        due_on: plan.dueOn ?? null,
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .execute();
    await ctx.audit(tx, { action: "findings.create", object: `finding ${id}`, detail });
  });
  return id;
}

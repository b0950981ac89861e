import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

type Body = z.output<typeof api.analysis.setTier.body>;
type Manual = NonNullable<z.input<typeof api.analysis.setTier.reply>["manual"]>;

/** Tiers set by hand and still in force, by attribute. */
export async function readTiers({ db, tenantId }: Context): Promise<ReadonlyMap<string, Manual>> {
  const { rows } = await sql<{ attribute: string; tier: Manual["tier"] | null; reason: string; by: string | null; set_at: Date }>`
    select distinct on (t.attribute) t.attribute, t.tier, t.reason, u.name as by, t.set_at
    from attribute_tiers t left join auth_users u on u.id = t.set_by
    where t.tenant_id = ${tenantId}
    order by t.attribute, t.set_at desc, t.id desc`.execute(db);
  return new Map(
    rows.flatMap(({ attribute, tier, reason, by, set_at }): [string, Manual][] =>
      tier === null ? [] : [[attribute, { tier, reason, by, at: set_at.toISOString() }]],
    ),
  );
}

/**
 * Sets a tier by hand, or gives the word back to the answers. What was set before stays in the table.
 *
 * @throws {AppError} NOT_FOUND for an attribute nobody knows
 */
export async function setTier(ctx: Context, { attribute, tier, reason }: Body): Promise<{ manual: Manual | null }> {
  const known = await ctx.db
    .selectFrom("attributes")
    .select("id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("code", "=", attribute)
    .executeTakeFirst();
  if (known === undefined) throw new AppError("NOT_FOUND");
  await ctx.tx(async (tx) => {
    await tx
      .insertInto("attribute_tiers")
      .values({ tenant_id: ctx.tenantId, id: ctx.ids.uuid(), attribute, tier, reason, set_by: ctx.actor.id, set_at: ctx.now() })
      .execute();
    await ctx.audit(tx, { action: "analysis.setTier", object: `attribute ${attribute}`, detail: { tier }, reason });
  });
  return { manual: (await readTiers(ctx)).get(attribute) ?? null };
}

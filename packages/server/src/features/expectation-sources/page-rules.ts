import type { api } from "@manyi/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { requireInScope } from "../../platform/scope.js";
import { attributeNames } from "../figures/index.js";
import { requireAttribute } from "./attributes.js";
import { readDictionary } from "./dictionary.js";

type Rules = z.input<typeof api.expectationSources.rules.reply>;

export async function listRules(ctx: Context): Promise<Rules> {
  const [rows, nameOf] = await Promise.all([
    ctx.db
      .selectFrom("page_rules")
      .select(["pattern", "attribute_code"])
      .where("tenant_id", "=", ctx.tenantId)
      .orderBy("pattern")
      .execute(),
    attributeNames(ctx),
  ]);
  return { items: rows.map(({ pattern, attribute_code: code }) => ({ pattern, attribute: { code, name: nameOf(code) } })) };
}

/**
 * Sets or takes back a rule, and reads every page anew by the rules as they now are; pages mapped by hand stay.
 *
 * @throws {AppError} NOT_FOUND for somebody who does not see the whole organisation; INVALID_INPUT for an attribute that is not there
 */
export async function setRule(
  ctx: Context,
  { pattern, attribute }: { pattern: string; attribute: string | null },
): Promise<{ changed: number }> {
  requireInScope(ctx, null);
  if (attribute !== null) await requireAttribute(ctx, attribute);
  return ctx.tx(async (tx) => {
    if (attribute === null)
      await tx.deleteFrom("page_rules").where("tenant_id", "=", ctx.tenantId).where("pattern", "=", pattern).execute();
    else
      await tx
        .insertInto("page_rules")
        .values({ tenant_id: ctx.tenantId, pattern, attribute_code: attribute, created_by: ctx.actor.id, created_at: ctx.now() })
        .onConflict((conflict) => conflict.columns(["tenant_id", "pattern"]).doUpdateSet({ attribute_code: attribute }))
        .execute();
    const within = { db: tx, tenantId: ctx.tenantId };
    const [pages, mapped] = await Promise.all([
      sql<{ label: string; attribute_code: string | null; mapped_by: string | null }>`
        select distinct label, attribute_code, mapped_by from expectation_sources
        where tenant_id = ${ctx.tenantId} and kind = 'dwell' and mapped_by is distinct from 'hand'`.execute(tx),
      readDictionary(within, "dwell"),
    ]);
    const moved = pages.rows.flatMap(({ label, attribute_code: before, mapped_by: by }) => {
      const found = mapped(label);
      return (found?.code ?? null) === before && (found?.by ?? null) === by
        ? []
        : [{ label, code: found?.code ?? null, by: found?.by ?? null }];
    });
    if (moved.length === 0) return { changed: 0 };
    const result = await sql`
      update expectation_sources x set attribute_code = m.code, mapped_by = m.by
      from unnest(${moved.map(({ label }) => label)}::text[], ${moved.map(({ code }) => code)}::text[], ${moved.map(({ by }) => by)}::text[]) as m (label, code, by)
      where x.tenant_id = ${ctx.tenantId} and x.kind = 'dwell' and x.mapped_by is distinct from 'hand' and x.label = m.label`.execute(tx);
    return { changed: Number(result.numAffectedRows ?? 0) };
  });
}

import type { api } from "@manyi/contracts";
import { attributeLevels } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readTiers } from "../analysis/index.js";
import { readCatalog } from "../figures/index.js";
import { type AttributeRow, countAsking, readAttributes, versionOf } from "./queries.js";

/** The tree with what it is used for; parents stand before what is below them. */
export async function listAttributes(ctx: Context): Promise<z.input<typeof api.attributes.list.reply>> {
  const [rows, tiers, catalog] = await Promise.all([readAttributes(ctx.db, ctx.tenantId), readTiers(ctx), readCatalog(ctx)]);
  const asking = countAsking(catalog.surveys);
  const levels = attributeLevels(rows.map(({ code, parent_code: parentCode, weight }) => ({ code, parentCode, weight })));
  const known = new Set(rows.map(({ code }) => code));
  return {
    version: versionOf(rows),
    items: topDown(rows, null).map(({ code, name, parent_code: parentCode, weight }) => ({
      code,
      name,
      parentCode,
      level: levels.get(code) ?? 1,
      weight,
      tier: tiers.get(code)?.tier ?? null,
      surveys: asking.get(code) ?? 0,
    })),
    unlisted: [...asking.keys()].filter((code) => !known.has(code)).sort(),
  };
}

/** What stands under nothing that is there stands at the top. */
function topDown(rows: readonly AttributeRow[], parent: string | null): AttributeRow[] {
  const known = new Set(rows.map(({ code }) => code));
  const isBelow = ({ parent_code: above }: AttributeRow) => (above !== null && known.has(above) ? above === parent : parent === null);
  return rows.filter(isBelow).flatMap((row) => [row, ...topDown(rows, row.code)]);
}

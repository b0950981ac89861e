import type { Tx } from "@manyi/store";
import { DEMO_TENANT } from "./world.js";

/** Views that come with the demo: two regions to compare, and two ways to cross what customers said. */
const VIEWS = [
  {
    name: { "zh-CN": "东区，近 90 天", en: "East, 90 days" },
    page: "/understand/dashboard",
    search: { period: "90d", unit: 2 },
  },
  {
    name: { "zh-CN": "西区，近 90 天", en: "West, 90 days" },
    page: "/understand/dashboard",
    search: { period: "90d", unit: 4 },
  },
  {
    name: { "zh-CN": "各区推荐与贬损", en: "Promoters and detractors by region" },
    page: "/understand/crosstab",
    search: { period: "90d", rows: "nps:groups", columns: "unit", heat: true },
  },
  {
    name: { "zh-CN": "各触点满意率，按客群", en: "Satisfaction by touchpoint and segment" },
    page: "/understand/crosstab",
    search: { period: "90d", rows: "csat:groups", columns: "touchpoint", nest: "segment" },
  },
] as const;

/** Puts the demo's views in, for everybody. One that somebody removed stays removed. */
export async function seedViews(tx: Tx, at: Date): Promise<void> {
  await tx
    .insertInto("saved_views")
    .values(
      VIEWS.map(({ name, page, search }, i) => ({
        tenant_id: DEMO_TENANT,
        id: `00000000-0000-4000-8000-0000000004${String(i + 1).padStart(2, "0")}`,
        owner_id: null,
        name: JSON.stringify(name),
        page,
        search: JSON.stringify(search),
        visible_to: "everyone" as const,
        role: null,
        // the first of them stands first
        created_at: new Date(at.getTime() - i),
        changed_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

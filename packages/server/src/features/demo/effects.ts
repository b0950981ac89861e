import { isoDateOf } from "@manyi/core/calendar";
import { type Services, systemContext } from "../../platform/services.js";
import { fixPlan, proposeUnits } from "../effects/index.js";
import { projectionOf } from "../figures/index.js";
import { LEAD } from "./seed-world.js";
import { CHANGE_AGE } from "./stories.js";
import { CHANGED_STORES, DEMO_TENANT } from "./world.js";

const DAY_MS = 86_400_000;
/** Six weeks on either side, agreed on five days before the pass was opened. */
const WINDOW = 42;
const AGREED_BEFORE = 5;

/**
 * Was the second pass worth it? Agreed on before it was opened, with the comparison stores that were most like them by then. The figures
 * come from the demo's own voices. Safe to repeat.
 *
 * @returns false while the voices are not counted yet: it comes with the next start
 */
export async function loadEffects(services: Services, anchorDay: number): Promise<boolean> {
  const known = await services.store.db.selectFrom("effect_plans").select("id").where("tenant_id", "=", DEMO_TENANT).executeTakeFirst();
  if (known !== undefined) return true;
  const projection = projectionOf(services.analytics);
  if (projection === null) return false;
  await projection.catchUp();
  const startDay = anchorDay - CHANGE_AGE + 1;
  const agreedAt = new Date((startDay - AGREED_BEFORE) * DAY_MS + 2 * 3_600_000);
  const system = await systemContext(services, DEMO_TENANT, "demo");
  const ctx = { ...system, actor: { kind: "user" as const, id: LEAD, name: "" }, now: () => agreedAt };
  const design = {
    metric: "p:serving_speed",
    surveyId: null,
    treated: CHANGED_STORES.map((unitId) => ({ unitId, startOn: isoDateOf(startDay) })),
    beforeDays: WINDOW,
    afterDays: WINDOW,
    planned: 0.2,
  };
  const comparison = await proposeUnits(ctx, design);
  if (comparison.length === 0) return false;
  await fixPlan(ctx, {
    ...design,
    comparison,
    name: { "zh-CN": "高峰期加开传菜口", en: "A second pass in rush hours" },
    what: {
      "zh-CN": "六家试点门店在午市、晚市高峰加开一个传菜口，配一名传菜员。",
      en: "Six pilot stores open a second pass with one runner in the lunch and dinner rush.",
    },
    findingId: null,
  });
  return true;
}

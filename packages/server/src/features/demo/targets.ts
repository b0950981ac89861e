import type { Services } from "../../platform/services.js";
import { LEAD } from "./seed-world.js";
import { DEMO_REGIONS, DEMO_TENANT } from "./world.js";

/** What the demo aims at since half a year; the region that is behind has a step of its own. */
const TARGETS = [
  { metric: "nps", value: 32, unit: null },
  { metric: "nps", value: 28, unit: DEMO_REGIONS[0]!.id },
  { metric: "csat", value: 85, unit: null },
  { metric: "ratio", value: 1, unit: null },
] as const;
const AGO = 180;

/** Puts the demo's targets in. Safe to repeat. */
export async function loadTargets({ store, now }: Services, anchorDay: number): Promise<void> {
  await store.db
    .insertInto("metric_targets")
    .values(
      TARGETS.map(({ metric, value, unit }, i) => ({
        tenant_id: DEMO_TENANT,
        id: `00000000-0000-4000-8000-0000000015${String(i + 1).padStart(2, "0")}`,
        metric,
        unit_id: unit,
        value,
        owner_id: LEAD,
        from_day: anchorDay - AGO,
        set_by: LEAD,
        set_at: now(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

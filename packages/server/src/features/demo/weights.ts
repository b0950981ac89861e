import { instantOf } from "@manyi/core/calendar";
import type { Services } from "../../platform/services.js";
import { LEAD } from "./seed-world.js";
import { DEMO_TENANT, DEMO_ZONE } from "./world.js";

/** Four months ago the till asked anew what matters: until then the dishes weighed half. */
const AGO = 120;
const BEFORE: Readonly<Record<string, number>> = { dishes: 0.5, service: 0.3, place: 0.2 };
const TEN_O_CLOCK = 10 * 60;

/** Puts the demo's earlier weights of attributes in. Safe to repeat; where somebody weighed anew since, nothing. */
export async function loadWeights({ store }: Services, anchorDay: number): Promise<void> {
  await store.tx(async (tx) => {
    const known = await tx
      .selectFrom("attribute_weights")
      .select("version")
      .where("tenant_id", "=", DEMO_TENANT)
      .limit(1)
      .executeTakeFirst();
    if (known !== undefined) return;
    const rows = await tx
      .selectFrom("attributes")
      .select(["code", "parent_code as parent", "weight"])
      .where("tenant_id", "=", DEMO_TENANT)
      .orderBy("code")
      .execute();
    const before = rows.map((row) => ({ ...row, weight: BEFORE[row.code] ?? row.weight }));
    const changedAt = new Date(instantOf(anchorDay - AGO, TEN_O_CLOCK, DEMO_ZONE));
    await tx
      .insertInto("attribute_weights")
      .values([
        { tenant_id: DEMO_TENANT, version: 1, tree: JSON.stringify(before) },
        { tenant_id: DEMO_TENANT, version: 2, tree: JSON.stringify(rows), changed_by: LEAD, changed_at: changedAt },
      ])
      .execute();
  });
}

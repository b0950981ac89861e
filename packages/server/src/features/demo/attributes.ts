import { nextId } from "@manyi/store";
import { sql } from "kysely";
import type { Services } from "../../platform/services.js";
import { DEMO_TENANT } from "./world.js";

/**
 * What guests say matters, asked once at the till, as parts of 52: not always what their satisfaction follows. Under three headings, so
 * that the index tree has something to add up.
 */
const TREE = [
  {
    code: "dishes",
    name: { "zh-CN": "菜品与价格", en: "Dishes and prices" },
    parts: { price: 9, taste: 8, signature_dish: 4, plain_bread: 1 },
  },
  {
    code: "service",
    name: { "zh-CN": "服务过程", en: "Service" },
    parts: { serving_speed: 6, waiting: 4, staff: 3, checkout: 2, birthday_treat: 2 },
  },
  { code: "place", name: { "zh-CN": "环境与停车", en: "Place and parking" }, parts: { cleanliness: 7, parking: 5, decor: 1 } },
] as const;

const totalOf = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((sum, part) => sum + part, 0);

/** Puts the attributes of the demo under their headings, with weights that total 1 among siblings. Safe to repeat. */
export async function loadAttributes({ store }: Services): Promise<void> {
  const whole = TREE.reduce((sum, { parts }) => sum + totalOf(parts), 0);
  await store.tx(async (tx) => {
    const known = await tx.selectFrom("attributes").select("code").where("tenant_id", "=", DEMO_TENANT).execute();
    for (const { code, name, parts } of TREE) {
      if (!known.some((one) => one.code === code)) {
        const id = await nextId(tx, DEMO_TENANT, "attributes");
        await tx
          .insertInto("attributes")
          .values({ tenant_id: DEMO_TENANT, id, code, name: JSON.stringify(name), level: 1, weight: totalOf(parts) / whole })
          .execute();
      }
      const weights = JSON.stringify(Object.fromEntries(Object.entries(parts).map(([part, n]) => [part, n / totalOf(parts)])));
      await sql`update attributes a set parent_code = ${code}, level = 2, weight = s.value::double precision
        from jsonb_each_text(${weights}::jsonb) as s where a.tenant_id = ${DEMO_TENANT} and a.code = s.key`.execute(tx);
    }
  });
}

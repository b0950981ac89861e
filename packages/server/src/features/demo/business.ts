import { createHash } from "node:crypto";
import { createPostgresNode, runQuery } from "@manyi/analytics";
import { monthIndexOf } from "@manyi/core/calendar";
import { type Measurement, planMetric, scoreCounts, startOfSpan } from "@manyi/core/metrics";
import { mean } from "@manyi/core/numeric";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { readCatalog } from "../figures/index.js";
import { diceOf } from "./dice.js";
import { LEAD } from "./seed-world.js";
import { DEMO_STORES, DEMO_TENANT } from "./world.js";

const tenant_id = DEMO_TENANT;
const DAY_MS = 86_400_000;
const MONTHS = 24;
/** Repurchase rises by so many percentage points per point of NPS, a month later. */
const WORTH = 0.07;

const idOf = (text: string) => {
  const hex = createHash("sha256").update(`demo business ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const FIGURES = [
  {
    code: "repurchase",
    name: { "zh-CN": "30 日复购率", en: "Repurchase within 30 days" },
    unit: "%",
    rollup: "mean",
    source: "会员系统 · 复购报表 / Members, repurchase",
    file: "复购率-门店-月.xlsx",
  },
  {
    code: "sales",
    name: { "zh-CN": "营业额", en: "Sales" },
    unit: "¥",
    rollup: "sum",
    source: "收银系统 · 月结 / Till, end of month",
    file: "营业额-门店-月.xlsx",
  },
] as const;

type Value = {
  readonly unit_id: number;
  readonly month: number;
  readonly version: number;
  readonly value: number;
  readonly entry_id: string;
};

/**
 * Repurchase and sales of every store for two years: repurchase follows the NPS of the month before, with habits of stores and chance on top;
 * sales follow size and season. One value was corrected later. Safe to repeat.
 */
export async function loadBusiness(services: Services, anchorDay: number): Promise<void> {
  const last = monthIndexOf(anchorDay) - 1;
  const months = Array.from({ length: MONTHS }, (_, i) => last - MONTHS + 1 + i);
  const scores = await readScores(services, months[0]! - 1, last);
  const usual = mean([...scores.values()]) ?? 0;
  const scoreOf = (store: number, month: number) => scores.get(`${store} ${month}`) ?? usual;
  const values = {
    repurchase: DEMO_STORES.flatMap(({ id }) => {
      const dice = diceOf(`repurchase ${id}`);
      const habit = 1.1 * dice.normal();
      return months.map((month) => {
        const value = 31 + WORTH * (scoreOf(id, month - 1) - usual) + habit + 1.3 * dice.normal();
        return { unit_id: id, month, value: Math.round(10 * value) / 10 };
      });
    }),
    sales: DEMO_STORES.flatMap(({ id }) => {
      const dice = diceOf(`sales ${id}`);
      const size = 420_000 * Math.exp(0.25 * dice.normal());
      return months.map((month) => {
        const season = 1 + 0.08 * Math.cos((2 * Math.PI * (month % 12)) / 12);
        return { unit_id: id, month, value: Math.round((size * season * Math.exp(0.05 * dice.normal())) / 100) * 100 };
      });
    }),
  };
  const at = new Date((anchorDay - 6) * DAY_MS + 2 * 3_600_000);
  const definitions = FIGURES.map(({ code, file: _, name, ...rest }, i) => ({
    ...rest,
    tenant_id,
    id: idOf(code),
    name: JSON.stringify(name),
    direction: "higher" as const,
    owner_id: LEAD,
    created_by: LEAD,
    // in this order on the page
    created_at: new Date(at.getTime() + i * 1000),
    changed_at: at,
  }));
  const entries = FIGURES.map(({ code, source, file }) => ({
    tenant_id,
    id: idOf(`${code} file`),
    figure_id: idOf(code),
    kind: "file" as const,
    source,
    file_name: file,
    rows: values[code].length,
    made_by: LEAD,
    made_at: at,
  }));
  const corrected = values.repurchase.at(-1)!;
  const correction = {
    ...entries[0]!,
    id: idOf("correction"),
    kind: "edited" as const,
    source: "门店更正：漏记两天 / Corrected by the store: two days were missing",
    file_name: null,
    rows: 1,
    made_at: new Date(at.getTime() + DAY_MS),
  };
  const { db } = services.store;
  await db
    .insertInto("business_figures")
    .values(definitions)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("business_entries")
    .values([...entries, correction])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const { code } of FIGURES) {
    await insertValues(
      services,
      idOf(code),
      values[code].map((value) => ({ ...value, version: 1, entry_id: idOf(`${code} file`) })),
    );
  }
  const value = Math.round(10 * (corrected.value + 0.6)) / 10;
  await insertValues(services, idOf("repurchase"), [{ ...corrected, value, version: 2, entry_id: correction.id }]);
}

async function insertValues({ store }: Services, figureId: string, values: readonly Value[]): Promise<void> {
  await sql`insert into business_values (tenant_id, figure_id, unit_id, month, version, value, entry_id)
    select ${tenant_id}::int, ${figureId}::uuid, unit_id, month, version, value, entry_id
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as r (unit_id int, month int, version int, value double precision, entry_id uuid) on conflict do nothing`.execute(store.db);
}

/** NPS per store and month, counted at the source: the projection may still be on its way. */
async function readScores(services: Services, first: number, last: number): Promise<ReadonlyMap<string, number>> {
  const ctx = await systemContext(services, tenant_id, "demo");
  const planned = planMetric(await readCatalog(ctx), { family: "nps", attribute: null });
  if (planned.kind !== "count") return new Map();
  const node = createPostgresNode(
    async (text, given) => (await services.store.pool.query({ text, values: [...given], rowMode: "array" })).rows,
  );
  const cells = await runQuery([node], {
    tenantId: tenant_id,
    measure: planned.measure as Measurement,
    by: ["unit", "month"],
    where: { periods: [{ from: startOfSpan("month", first), to: startOfSpan("month", last + 1) - 1 }], anonymous: "without" },
    weighted: false,
  });
  return new Map(
    cells.flatMap(({ keys: [unit, month], counts }) => {
      const { value } = scoreCounts("nps", counts);
      return value === null ? [] : [[`${unit} ${month}`, value] as const];
    }),
  );
}

import { keyDrivers } from "@manyi/core/drivers";
import { npsCategories, npsInterval } from "@manyi/core/measures";
import type { Cell, Levels, MomentCounts, Query } from "@manyi/core/metrics";
import { compare, numbers, readReference, readTable } from "@manyi/core/testing";
import { createIngest } from "@manyi/store";
import { aVoice, freshStore } from "@manyi/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDuckNode } from "./duckdb-node.js";
import { runQuery } from "./merge.js";
import { type AnalyticsNode, createPostgresNode } from "./node.js";
import type { ProjectedVoice } from "./projection.js";
import { appendVoices } from "./write-voices.js";

const RATINGS = [
  "price",
  "billing",
  "payment_options",
  "customer_service",
  "online_account",
  "registration_process",
  "services_products",
  "smart_tech",
];
const YEARS: Readonly<Record<number, { from: number; to: number }>> = {
  2021: { from: 18_628, to: 18_992 },
  2022: { from: 18_993, to: 19_357 },
};
const nodes: AnalyticsNode[] = [];
let drop = async () => {};

/** 10,408 real answers: recommendation 0–10 and eight ratings, many of them left out. */
function utilityVoices(): ProjectedVoice[] {
  const { rows } = readTable("nps_utility.csv");
  const [ltr, year, ...ratings] = ["ltr", "year", ...RATINGS].map((column) => numbers(rows, column));
  return rows.map((_, i): ProjectedVoice => {
    const local_day = YEARS[year![i]!]?.from ?? 0;
    return {
      tenant_id: 1,
      id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      source: "import",
      channel: "file",
      survey_id: 1,
      version: 1,
      unit_id: null,
      touchpoint_id: null,
      segment_id: null,
      employee_id: null,
      locale: "en",
      anonymity: "identified",
      local_day,
      iso_week: Math.floor((local_day + 3) / 7),
      local_month: year![i]! * 12,
      completeness: "complete",
      quality: "valid",
      weight: 1,
      nps: ltr![i]!,
      csat: null,
      ces: null,
      nums: ratings.map((column) => column[i]!),
      import_id: null,
    };
  });
}

beforeAll(async () => {
  const voices = utilityVoices();
  expect(voices).toHaveLength(10_408);
  const duck = await createDuckNode({ path: ":memory:" });
  await duck.write((connection) => appendVoices(connection, voices));
  const fresh = await freshStore();
  drop = fresh.drop;
  const ingest = createIngest(fresh.store);
  await ingest.submitMany(
    voices.map(({ id, local_day, iso_week, local_month, nps, nums }) =>
      aVoice({
        id,
        clientKey: id,
        source: "import",
        surveyId: 1,
        version: 1,
        localDay: local_day,
        isoWeek: iso_week,
        localMonth: local_month,
        nps,
        nums,
        scores: {},
      }),
    ),
  );
  const run = async (text: string, values: readonly string[]) =>
    (await fresh.store.pool.query({ text, values: [...values], rowMode: "array" })).rows;
  nodes.push(duck, createPostgresNode(run));
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await drop();
});

const ask = (node: AnalyticsNode, year: number, measure: Query["measure"]): Promise<Cell[]> =>
  runQuery([node], { tenantId: 1, measure, by: [], where: { periods: [YEARS[year]!] }, weighted: false });

for (const year of [2021, 2022]) {
  test(`nps-utility-${year}: score, interval and categories are those of the reference, on every node`, async () => {
    const reference = readReference("01_nps").find(({ id }) => id === `nps-utility-${year}`)!;
    for (const node of nodes) {
      const [cell] = await ask(node, year, { kind: "levels", score: { from: "column", column: "nps" }, scale: { min: 0, max: 10 } });
      const categories = npsCategories((cell!.counts as Levels).counts);
      const { detractors, passives, promoters } = categories;
      const n = detractors + passives + promoters;
      const adjusted = npsInterval(categories, "adjusted-wald")!;
      const got = {
        n,
        detractors,
        passives,
        promoters,
        nps: (100 * (promoters - detractors)) / n,
        ci_adjusted_wald_3: [adjusted.low, adjusted.high],
      };
      const wanted = Object.fromEntries(Object.keys(got).map((key) => [key, reference.expected[key]]));
      const { numbers: compared, differences } = compare(got, wanted, reference.tolerance);
      expect(differences).toEqual([]);
      expect(compared).toBe(7);
    }
  });
}

test("drivers-utility-2022: 2,003 complete answers, R² and relative weights are those of the reference, on every node", async () => {
  const reference = readReference("06_drivers").find(({ id }) => id === "drivers-utility-2022")!;
  const scores = [
    { name: "ltr", score: { from: "column" as const, column: "nps" as const } },
    ...RATINGS.map((name, i) => ({ name, score: { from: "series" as const, places: [{ surveyId: 1, ordinals: [i + 1] }] } })),
  ];
  for (const node of nodes) {
    const [cell] = await ask(node, 2022, { kind: "moments", scores });
    const counts = cell!.counts as MomentCounts;
    const found = keyDrivers(counts, { outcome: "ltr", drivers: RATINGS, available: counts.available.slice(1) });
    const by = <T>(value: (driver: (typeof found.drivers)[number]) => T) =>
      Object.fromEntries(found.drivers.map((driver) => [driver.name, value(driver)]));
    const got = {
      n: counts.n,
      p: RATINGS.length,
      r2: found.rSquared,
      adj_r2: found.adjustedRSquared,
      zero_order_r: by(({ correlation }) => correlation),
      beta_standardised: by(({ beta }) => beta),
      vif: by(({ vif }) => vif),
      johnson_rw: by(({ contribution }) => contribution),
      johnson_share: by(({ share }) => share),
      mean: Object.fromEntries(RATINGS.map((name, i) => [name, counts.sums[i + 1]! / counts.n])),
    };
    const wanted = Object.fromEntries(Object.keys(got).map((key) => [key, reference.expected[key]]));
    const { numbers: compared, differences } = compare(got, wanted, reference.tolerance);
    expect(differences).toEqual([]);
    expect(compared).toBe(4 + 6 * 8);
    expect(counts.n).toBe(2003);
  }
});

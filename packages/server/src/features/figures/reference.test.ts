import { api } from "@manyi/contracts";
import type { Series } from "@manyi/core/survey";
import { compare, numbers, readReference, readTable } from "@manyi/core/testing";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { figuresWorld } from "./testing/world.js";

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
/** The day the importer gives an answer of which only the year is known. */
const DAY: Readonly<Record<number, number>> = { 2021: 18_628, 2022: 18_993 };
let reader: Caller;

beforeAll(async () => {
  const world = await figuresWorld();
  const rating = (name: string, i: number): Series => ({
    ordinal: i + 2,
    part: name,
    kind: "score",
    scale: { min: 1, max: 5 },
    metric: `p:${name}`,
  });
  const nps: Series = { ordinal: 1, part: "ltr", kind: "score", scale: { min: 0, max: 10 }, metric: "nps" };
  await world.addSurvey({ id: 1, kind: "import", series: [nps, ...RATINGS.map(rating)] });
  const { rows } = readTable("nps_utility.csv");
  const [ltr, year, ...ratings] = ["ltr", "year", ...RATINGS].map((column) => numbers(rows, column));
  await world.answer(
    rows.map((_, i) => ({
      day: DAY[year![i]!] ?? 0,
      source: "import",
      channel: "file",
      surveyId: 1,
      version: 1,
      nps: ltr![i]!,
      nums: [ltr![i]!, ...ratings.map((column) => column[i]!)],
    })),
  );
  reader = await world.server.person({ roles: ["analyst"] });
});

for (const year of [2021, 2022]) {
  test(`nps-utility-${year}: the dashboard shows the reference's score, interval and distribution`, async () => {
    const reference = readReference("01_nps").find(({ id }) => id === `nps-utility-${year}`)!;
    const { figures } = await reader.call(api.figures.overview, { query: { from: `${year}-01-01`, to: `${year}-12-31` } });
    const figure = figures.find(({ metric }) => metric === "nps")!;
    const category = (code: string) => figure.distribution.find((one) => one.code === code)!;
    const got = {
      n: figure.n,
      nps: figure.value,
      ci_adjusted_wald_3: [figure.interval!.low, figure.interval!.high],
      promoters: category("promoters").n,
      passives: category("passives").n,
      detractors: category("detractors").n,
      pct_promoters: 100 * category("promoters").share,
      pct_passives: 100 * category("passives").share,
      pct_detractors: 100 * category("detractors").share,
    };
    const wanted = Object.fromEntries(Object.keys(got).map((key) => [key, reference.expected[key]]));
    expect(compare(got, wanted, reference.tolerance)).toEqual({ numbers: 10, differences: [] });
    expect(figure.interval!.method).toBe("adjusted-wald");
  });
}

test("drivers-utility-2022: the key-driver card shows the reference's shares, R² and base of 2,003", async () => {
  const reference = readReference("06_drivers").find(({ id }) => id === "drivers-utility-2022")!;
  const found = await reader.call(api.figures.drivers, { query: { from: "2022-01-01", to: "2022-12-31" } });
  const by = (value: (driver: (typeof found.drivers)[number]) => number | null) =>
    Object.fromEntries(found.drivers.map((driver) => [driver.attribute, value(driver)]));
  const got = {
    n: found.n,
    r2: found.r2,
    johnson_share: by(({ share }) => share),
    zero_order_r: by(({ correlation }) => correlation),
    mean: by(({ mean }) => mean),
  };
  const wanted = Object.fromEntries(Object.keys(got).map((key) => [key, reference.expected[key]]));
  expect(compare(got, wanted, reference.tolerance)).toEqual({ numbers: 26, differences: [] });
  expect([found.method, found.n, found.nAvailable]).toEqual(["relative_weights", 2003, 3163]);
  for (const { share, low, high } of found.drivers) expect(low! <= share! && share! <= high!).toBe(true);
});

import { isoDateOf, monthIndexOf } from "@manyi/core/calendar";
import { type Tx, uuidv7 } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { addBand, addEntries, setRule } from "../expectation-sources/index.js";
import { type Dice, diceOf } from "./dice.js";
import { DEMO_TENANT } from "./world.js";

const tenant_id = DEMO_TENANT;
const WEBSITE = "官网停留（虚构） / Website visits (invented)";
const SEARCH = "站内搜索（虚构） / Site search (invented)";
const SERIES = "行业月报（虚构） / Trade report (invented)";
const LICENCE = "仅供演示";
const WEEKS = 26;
const DAYS = 60;

type Word = readonly [label: string, attribute: string, segmentId: number | undefined, weekly: (weeksAgo: number) => number];
/** Ten weeks ago people begin to look for parking; everything else stays as it was. */
const WORDS: readonly Word[] = [
  ["附近停车", "parking", undefined, (weeksAgo) => (weeksAgo > 10 ? 120 : 215)],
  ["上菜快", "serving_speed", 2, () => 190],
  ["人均多少", "price", 1, () => 260],
  ["招牌菜", "taste", 3, () => 230],
  ["取号等位", "waiting", undefined, () => 150],
];
/** Seconds a day; the last three stand for nothing yet. */
const PAGES = [
  ["/menu/mains", 5200],
  ["/menu/banquet", 2100],
  ["/prices", 2600],
  ["/booking", 3100],
  ["/parking", 1300],
  ["/members", 1700],
  ["/stories/kitchen", 900],
  ["/jobs", 350],
] as const;
const RULES = [
  ["/menu/*", "taste"],
  ["/prices", "price"],
  ["/booking", "waiting"],
  ["/parking", "parking"],
] as const;

/** Indirect evidence with something to see in it: a shift, a website that reports, benchmarks with bases, one band to compare with. */
export async function loadSignals(services: Services, anchorDay: number): Promise<void> {
  const ctx = await systemContext(services, tenant_id, "demo");
  const dice = diceOf("signals");
  const add = (body: Omit<Parameters<typeof addEntries>[1], "source"> & { source: string }) => addEntries(ctx, body);
  const monday = anchorDay - ((anchorDay + 3) % 7);
  await add({ kind: "search", source: SEARCH, licence: LICENCE, entries: WORDS.flatMap((word) => weeksOf(word, monday, dice)) });
  await add({ kind: "market", source: SERIES, licence: LICENCE, entries: seriesOf(anchorDay, dice) });
  await add({
    kind: "competitor",
    source: SERIES,
    licence: LICENCE,
    method: "虚构的电话调查 / Invented telephone survey",
    entries: benchmarks(anchorDay),
  });
  await services.store.tx((tx) => seedSite(tx, anchorDay, services.now()));
  for (const [pattern, attribute] of RULES) await setRule(ctx, { pattern, attribute });
  const known = await ctx.db.selectFrom("reference_bands").select("id").where("tenant_id", "=", tenant_id).executeTakeFirst();
  if (known !== undefined) return;
  const lastYear = isoDateOf(anchorDay - 365);
  await addBand(ctx, { name: "示例区间 / Sample range", metric: "nps", low: 35, high: 45, source: SERIES, asOf: lastYear });
}

function weeksOf([label, attribute, segmentId, weekly]: Word, monday: number, dice: Dice) {
  return Array.from({ length: WEEKS }, (_, i) => {
    const from = monday - 7 * (i + 1);
    const value = Math.max(1, Math.round(weekly(i + 1) * (1 + 0.06 * dice.normal())));
    return { label, attribute, value, from: isoDateOf(from), to: isoDateOf(from + 6), ...(segmentId === undefined ? {} : { segmentId }) };
  });
}

/** Two years by month: the dear tier grows from eight months ago on, the size of the trade does not move. */
function seriesOf(anchorDay: number, dice: Dice) {
  const now = monthIndexOf(anchorDay);
  return Array.from({ length: 24 }, (_, i) => {
    const month = now - 24 + i;
    const from = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    const rounded = (value: number) => Math.round(10 * value) / 10;
    return [
      {
        label: "人均满 150 元的占比",
        attribute: "price",
        unit: "%",
        value: rounded((i < 16 ? 14 : 19) + 0.6 * dice.normal()),
      },
      { label: "全市餐饮收入指数", unit: "指数", value: rounded(100 + 1.5 * dice.normal()) },
    ].map((one) => ({ ...one, from, region: "示例市" }));
  }).flat();
}

function benchmarks(anchorDay: number) {
  const both = { unit: "1–5", from: isoDateOf(anchorDay - 45), to: isoDateOf(anchorDay - 31), region: "示例市" };
  return [
    { ...both, label: "示例对手甲", attribute: "serving_speed", value: 4.3, base: 400, low: 4.21, high: 4.39, knowsBoth: true },
    { ...both, label: "示例对手甲", attribute: "waiting", value: 3.4, base: 400, knowsBoth: true },
    { ...both, label: "示例对手乙", attribute: "parking", value: 3.6, base: 24 },
    { ...both, label: "示例对手乙", attribute: "birthday_treat", value: 4.1, knowsBoth: true, newlyOffered: true },
  ];
}

/** The website and what its pages told; its key is nobody's. */
async function seedSite(tx: Tx, anchorDay: number, now: Date): Promise<void> {
  const dice = diceOf("website");
  await tx
    .insertInto("beacon_sites")
    .values({
      tenant_id,
      id: 1,
      name: WEBSITE,
      key: `demo-${Buffer.from(dice.bytes(12)).toString("base64url")}`,
      origins: ["https://www.example.com"],
      last_heard_at: new Date(anchorDay * 86_400_000),
      created_by: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`insert into counters (tenant_id, kind, last) values (${tenant_id}, 'beacon_sites', 1) on conflict do nothing`.execute(tx);
  const rows = PAGES.flatMap(([label, seconds]) =>
    Array.from({ length: DAYS }, (_, i) => {
      const day = isoDateOf(anchorDay - i - 1);
      return {
        tenant_id,
        id: uuidv7(now.getTime(), dice.bytes(10)),
        client_key: `demo:page:${label}:${day}`,
        kind: "dwell",
        label,
        attribute_code: null,
        mapped_by: null,
        segment_id: null,
        region: null,
        from_day: day,
        to_day: day,
        value: Math.max(5, Math.round(seconds * (1 + 0.15 * dice.normal()))),
        unit: "s",
        source: WEBSITE,
        licence: null,
        method: null,
        created_by: null,
        created_at: now,
        site_id: 1,
        base: null,
        low: null,
        high: null,
      };
    }),
  );
  await tx
    .insertInto("expectation_sources")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

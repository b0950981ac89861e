import { createHash } from "node:crypto";
import { instantOf, isoDateOf } from "@manyi/core/calendar";
import { estimateSeconds, type Question, type SurveyDefinition } from "@manyi/core/survey";
import { type NewVoice, uuidv7 } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { DEFAULT_MODEL, evaluateTiers, insertPurchases, type NewPurchase, touchPurchases } from "../loyalty/index.js";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { publishStudy, studyOf, studyVoice } from "./studies.js";
import { DAYS_BACK, DEMO_STORES, DEMO_TENANT, DEMO_ZONE } from "./world.js";

/** Members whose purchases are on record, and how many of them were asked about their habits. */
const MEMBERS = 6_000;
const ASKED = 1_300;
/** Days before the first start of the demo at which tiers were evaluated. */
const EVALUATIONS = [275, 183, 91, 3] as const;
const CHUNK = 4_000;

const LEVELS = ["choosing", "price", "others", "mishap"] as const;
type Level = (typeof LEVELS)[number];
const TEXTS: Readonly<Record<Level, Pick<Extract<Question, { type: "rating" }>, "text" | "low" | "high">>> = {
  choosing: {
    text: { "zh-CN": "决定去哪家吃饭时，您通常要比较多久？", en: "When you choose where to eat, how long do you compare?" },
    low: { "zh-CN": "不用想，直接来", en: "Not at all" },
    high: { "zh-CN": "要比较很久", en: "A long time" },
  },
  price: {
    text: { "zh-CN": "如果我们涨价一成，您去别家的可能性多大？", en: "If our prices rose by a tenth, how likely would you go elsewhere?" },
    low: { "zh-CN": "几乎不会", en: "Hardly" },
    high: { "zh-CN": "很可能", en: "Very likely" },
  },
  others: {
    text: { "zh-CN": "附近其他餐厅对您有多大吸引力？", en: "How much do other restaurants nearby draw you?" },
    low: { "zh-CN": "没什么吸引力", en: "Not much" },
    high: { "zh-CN": "很有吸引力", en: "A lot" },
  },
  mishap: {
    text: { "zh-CN": "偶尔一次没做好，您还会再来吗？", en: "If something goes wrong once, would you still come back?" },
    low: { "zh-CN": "不会", en: "No" },
    high: { "zh-CN": "一定会", en: "Certainly" },
  },
};
const DEFINITION: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "会员习惯小调查", en: "Habits of our members" },
  purpose: { "zh-CN": "了解会员怎样选择餐厅", en: "To learn how members choose" },
  anonymity: "identified",
  layout: "paged",
  pages: [
    {
      key: "habits",
      questions: LEVELS.map((key): Question => ({ key, type: "rating", display: "number", scale: { min: 1, max: 5 }, ...TEXTS[key] })),
    },
  ],
  closing: { "zh-CN": "谢谢您。", en: "Thank you." },
  offerCallback: false,
};
const STUDY = studyOf("habits", DEFINITION);
const SECONDS = estimateSeconds(DEFINITION, "zh-CN");

type Said = { readonly day: number; readonly csat: number; readonly unitId: number };
type Member = { readonly index: number; readonly said: readonly Said[]; readonly dice: Dice };

/**
 * Two years of purchases of some members, more often and for longer the more satisfied they said they were, a survey of their habits, and
 * the tiers these led to. Safe to repeat. @returns voices stored
 */
export async function loadPurchases(services: Services, anchorDay: number): Promise<number> {
  const said = await readSaid(services);
  const members = Array.from({ length: MEMBERS }, (_, index): Member => {
    return { index, said: said.get(demoCustomerId(index)) ?? [], dice: diceOf(`purchases ${index}`) };
  });
  await storePurchases(
    services,
    members.flatMap((member) => purchasesOf(member, anchorDay)),
  );
  const { id: surveyId } = await services.store.tx((tx) => publishStudy(tx, STUDY, services.now()));
  const voices = members.slice(0, ASKED).flatMap((member) => habitsOf(member, surveyId, anchorDay));
  await services.ingest.submitMany(voices);
  await seedModel(services, surveyId);
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const last = await services.store.db.selectFrom("tier_evaluations").select("as_of").where("tenant_id", "=", DEMO_TENANT).execute();
  const done = Math.max(0, ...last.map(({ as_of }) => as_of));
  for (const age of EVALUATIONS) if (anchorDay - age > done) await evaluateTiers(ctx, isoDateOf(anchorDay - age));
  return voices.length;
}

async function readSaid({ store }: Services): Promise<ReadonlyMap<string, readonly Said[]>> {
  const { rows } = await sql<{ customer_id: string; local_day: number; csat: number; unit_id: number }>`
    select customer_id, local_day, csat, unit_id from voices
    where tenant_id = ${DEMO_TENANT} and customer_id is not null and csat is not null and anonymity <> 'anonymous' and unit_id is not null
    order by customer_id, local_day, id`.execute(store.db);
  const said = new Map<string, Said[]>();
  for (const { customer_id, local_day, csat, unit_id } of rows) {
    const list = said.get(customer_id) ?? [];
    list.push({ day: local_day, csat, unitId: unit_id });
    said.set(customer_id, list);
  }
  return said;
}

/** Everybody comes at an own pace and stops one day; the more satisfied, the more often and the longer. */
function purchasesOf({ index, said, dice }: Member, anchorDay: number): NewPurchase[] {
  const liking = said.length === 0 ? 0 : said.reduce((sum, { csat }) => sum + csat, 0) / said.length - 4.1;
  const home = said.at(-1)?.unitId ?? dice.pick(DEMO_STORES).id;
  const gap = 55 / Math.exp(0.75 * dice.normal() + 0.3 * liking);
  // most hardly ever stop, some soon
  const stop = Math.min(0.95, 0.9 * dice.uniform() ** 3.5 * Math.exp(-0.7 * liking));
  const spend = 88 * Math.exp(0.35 * dice.normal());
  const made: NewPurchase[] = [];
  // whoever answers has been there
  let day = Math.min(anchorDay - DAYS_BACK + dice.below(DAYS_BACK - 30), said[0]?.day ?? Number.POSITIVE_INFINITY);
  for (let n = 0; day <= anchorDay; n++) {
    const amount = Math.max(12, Math.round(spend * Math.exp(0.3 * dice.normal())));
    const unitId = dice.chance(0.85) ? home : dice.pick(DEMO_STORES).id;
    const one = { orderKey: `no:D${index}-${n}`, customerId: demoCustomerId(index), unitId, day, amount };
    made.push({ id: idOf(`purchase ${index} ${n}`), kind: "purchase", ...one });
    if (dice.chance(0.012)) made.push({ ...one, id: idOf(`return ${index} ${n}`), kind: "return", day: Math.min(anchorDay, day + 2) });
    if (dice.chance(stop)) break;
    day += Math.max(1, Math.round(-Math.log(1 - dice.uniform()) * gap));
  }
  return made;
}

async function storePurchases({ store, now }: Services, purchases: readonly NewPurchase[]): Promise<void> {
  for (let at = 0; at < purchases.length; at += CHUNK)
    await store.tx(async (tx) => {
      await insertPurchases(tx, { tenantId: DEMO_TENANT, fileId: null, at: now() }, purchases.slice(at, at + CHUNK));
    });
  await store.tx((tx) => touchPurchases(tx, DEMO_TENANT));
}

/** Two answers a year apart, more or less; who is satisfied compares less and forgives more. */
function habitsOf({ index, said }: Member, surveyId: number, anchorDay: number): NewVoice[] {
  const dice = diceOf(`habits ${index}`);
  const liking = said.length === 0 ? 0 : said.reduce((sum, { csat }) => sum + csat, 0) / said.length - 4.1;
  const nature = 0.7 * dice.normal();
  return [460, 130].map((age) => {
    const day = anchorDay - age - dice.below(120);
    const at = instantOf(day, 700 + dice.below(600), DEMO_ZONE);
    const level = (middle: number, slope: number) =>
      Math.min(5, Math.max(1, Math.round(middle + slope * (liking + nature) + 0.7 * dice.normal())));
    const answers = { choosing: level(2.3, -0.6), price: level(2.7, -0.5), others: level(2.6, -0.6), mishap: level(3.7, 0.6) };
    return studyVoice(STUDY, surveyId, at, {
      id: uuidv7(at, dice.bytes(10)),
      clientKey: `demo-habits:${index}:${age}`,
      unitId: said.at(-1)?.unitId ?? dice.pick(DEMO_STORES).id,
      customerId: demoCustomerId(index),
      segmentId: 1 + (index % 3),
      durationS: Math.round(SECONDS * (0.6 + dice.below(90) / 90)),
      answers,
    });
  });
}

async function seedModel({ store, now }: Services, survey: number): Promise<void> {
  const { indicators } = DEFAULT_MODEL;
  const from = (part: Level) => ({ source: { from: "question" as const, survey, part } });
  const model: typeof DEFAULT_MODEL = {
    ...DEFAULT_MODEL,
    indicators: {
      repeatPurchases: indicators.repeatPurchases,
      choosingTime: { ...indicators.choosingTime, ...from("choosing") },
      priceSensitivity: { ...indicators.priceSensitivity, ...from("price") },
      competitorAttraction: { ...indicators.competitorAttraction, ...from("others") },
      incidentTolerance: { ...indicators.incidentTolerance, disloyal: 1, loyal: 5, ...from("mishap") },
    },
  };
  await store.db
    .insertInto("loyalty_models")
    .values({ tenant_id: DEMO_TENANT, version: 1, definition: JSON.stringify(model), changed_by: null, changed_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The same row has the same id in every demo. */
function idOf(text: string): string {
  const hex = createHash("sha256").update(`demo ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

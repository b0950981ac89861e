import type { TimelineNote } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { type Services, systemContext } from "../../platform/services.js";
import { applyWeights, saveMargin } from "../population/index.js";
import { BATCH_AGES, CHANGE_AGE, SLOWDOWN_AGE } from "./stories.js";
import { DEMO_SURVEYS } from "./surveys.js";
import { CHANGED_STORES, DEMO_REGIONS, DEMO_SEGMENTS, DEMO_TENANT, SLOW_STORE } from "./world.js";

const SOURCE = "演示用虚构数据，不是真实的会员人数 / Invented for the demo, no real membership";

/** Made-up members by segment and by region: the service-minded answer more often than they come, the price-minded less. */
const SEGMENT_PEOPLE = [96_000, 54_000, 50_000];
const REGION_PEOPLE = [74_000, 56_000, 40_000, 30_000];
/** Weights reach back a year from the first start. */
const WEIGHTED_DAYS = 365;

type Note = { readonly age: number; readonly unitId: number | null; readonly kind: TimelineNote["kind"]; readonly text: LocalText };
const NOTES: readonly Note[] = [
  {
    age: 180,
    unitId: null,
    kind: "price",
    text: { "zh-CN": "菜单调价，平均上调 3 %", en: "New menu prices, 3 % up on average" },
  },
  {
    age: 96,
    unitId: null,
    kind: "campaign",
    text: { "zh-CN": "会员生日惊喜推广到全部门店", en: "The birthday treat comes to every store" },
  },
  {
    age: CHANGE_AGE,
    unitId: CHANGED_STORES[0]!,
    kind: "process",
    text: { "zh-CN": "六家门店高峰期加开传菜口", en: "Six stores open a second pass in rush hours" },
  },
  {
    age: SLOWDOWN_AGE,
    unitId: SLOW_STORE,
    kind: "staff",
    text: { "zh-CN": "后厨两位师傅离职，新人上岗", en: "Two cooks leave; new ones start" },
  },
  {
    age: BATCH_AGES.from,
    unitId: DEMO_REGIONS[1]!.id,
    kind: "outage",
    text: { "zh-CN": "南区一批酸梅汤变质，已下架", en: "A bad batch of plum drink in the south, taken off sale" },
  },
];

/** What an analyst of the demo has written down: numbers of people, weights of the main survey, notes. Once; what is there stays. */
export async function seedAnalyst(services: Services, anchorDay: number): Promise<void> {
  const { db } = services.store;
  const known = await db.selectFrom("population_margins").select("id").where("tenant_id", "=", DEMO_TENANT).limit(1).executeTakeFirst();
  if (known !== undefined) return;
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const margin = (dimension: "segment" | "unit", ids: readonly number[], people: readonly number[]) =>
    saveMargin(ctx, {
      dimension,
      source: SOURCE,
      asOf: isoDateOf(anchorDay),
      levels: ids.map((id, i) => ({ level: String(id), people: people[i]! })),
    });
  const bySegment = await margin(
    "segment",
    DEMO_SEGMENTS.map(({ id }) => id),
    SEGMENT_PEOPLE,
  );
  const byRegion = await margin(
    "unit",
    DEMO_REGIONS.map(({ id }) => id),
    REGION_PEOPLE,
  );
  const notes = NOTES.map(({ age, unitId, kind, text }) => ({
    tenant_id: DEMO_TENANT,
    id: ctx.ids.uuid(),
    day: anchorDay - age,
    unit_id: unitId,
    kind,
    text: JSON.stringify(text),
    created_by: null,
    created_at: services.now(),
    updated_at: services.now(),
  }));
  await db.insertInto("timeline_notes").values(notes).execute();
  await applyWeights(
    ctx,
    {
      surveyId: DEMO_SURVEYS.dining.id,
      from: isoDateOf(anchorDay - WEIGHTED_DAYS),
      to: isoDateOf(anchorDay),
      margins: [bySegment.id, byRegion.id],
      caps: { low: 0.3, high: 3 },
      empty: "refuse",
    },
    { isShownAtOnce: false },
  );
}

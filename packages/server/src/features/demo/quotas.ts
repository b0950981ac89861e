import { instantOf, isoDateOf } from "@manyi/core/calendar";
import type { LocalText, SurveyDefinition } from "@manyi/core/survey";
import { type NewVoice, type Tx, uuidv7 } from "@manyi/store";
import { type Services, systemContext } from "../../platform/services.js";
import { saveQuotas } from "../quotas/index.js";
import { type Dice, diceOf } from "./dice.js";
import { publishStudy, studyOf, studyVoice } from "./studies.js";
import { DEMO_STORES, DEMO_TENANT, DEMO_ZONE } from "./world.js";

/** In the field for ten days: so many came a day, and so many are wanted of each kind. */
const DAYS = 10;
const PER_DAY = 16;
const PER_CELL = 25;

const words = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
/** Young women come more often than they are wanted, older people less. */
const GENDERS = [
  { id: "female", code: 1, text: words("女", "Female"), likely: 0.62 },
  { id: "male", code: 2, text: words("男", "Male"), likely: 0.38 },
] as const;
const AGES = [
  { id: "under_30", code: 1, text: words("30 岁以下", "Under 30"), likely: 0.45 },
  { id: "from_30", code: 2, text: words("30–49 岁", "30 to 49"), likely: 0.38 },
  { id: "from_50", code: 3, text: words("50 岁及以上", "50 and over"), likely: 0.17 },
] as const;

const option = ({ id, code, text }: { readonly id: string; readonly code: number; readonly text: LocalText }) => ({ id, code, text });
const DEFINITION: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words("新菜试吃", "Tasting the new dishes"),
  purpose: words("决定哪几道新菜留在菜单上", "To decide which new dishes stay on the menu"),
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "tasting",
      questions: [
        { key: "gender", type: "single", text: words("您的性别", "Your gender"), options: GENDERS.map(option) },
        { key: "age", type: "single", text: words("您的年龄", "Your age"), options: AGES.map(option) },
        {
          key: "liking",
          type: "rating",
          text: words("您觉得今天试吃的新菜怎么样？", "How were the new dishes you tried today?"),
          scale: { min: 1, max: 7 },
          low: words("很差", "Very poor"),
          high: words("很好", "Very good"),
          display: "number",
        },
      ],
    },
  ],
  closing: words("谢谢您帮我们挑菜。", "Thank you for helping us choose."),
  offerCallback: false,
};
const STUDY = studyOf("new-dishes", DEFINITION);

/**
 * A tasting with as many people wanted of each gender and age: one cell is full and has turned people away, the others are on their way.
 * Safe to repeat.
 *
 * @returns voices stored
 */
export async function loadQuotas(services: Services, anchorDay: number): Promise<number> {
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const surveyId = await services.store.tx((tx) => seedSurvey(tx, services, new Date(instantOf(anchorDay - DAYS, 540, DEMO_ZONE))));
  const planned = await ctx.db
    .selectFrom("quota_plans")
    .select("revision")
    .where("tenant_id", "=", DEMO_TENANT)
    .where("survey_id", "=", surveyId)
    .executeTakeFirst();
  if (planned === undefined) {
    const cells = GENDERS.flatMap((gender) => AGES.map((age) => ({ levels: [gender.id, age.id], target: PER_CELL, isClosed: false })));
    await saveQuotas(ctx, surveyId, {
      revision: 0,
      countsFrom: isoDateOf(anchorDay - DAYS),
      quotas: [
        {
          mode: "hard",
          dimensions: [
            { kind: "answer", question: "gender" },
            { kind: "answer", question: "age" },
          ],
          cells,
        },
      ],
    });
  }
  let stored = 0;
  for (let day = anchorDay - DAYS; day < anchorDay; day++) {
    const outcomes = await services.ingest.submitMany(voicesOfDay(surveyId, day, anchorDay));
    stored += outcomes.filter(({ status }) => status === "stored").length;
  }
  return stored;
}

/** The survey and the code at its stand. */
async function seedSurvey(tx: Tx, services: Services, at: Date): Promise<number> {
  const { id, isNew } = await publishStudy(tx, STUDY, at);
  if (!isNew) return id;
  await tx
    .insertInto("survey_links")
    .values({
      tenant_id: DEMO_TENANT,
      id: services.ids.uuid(),
      slug: "demo-tasting",
      survey_id: id,
      label: "试吃台 · 二维码",
      channel: "qr",
      unit_id: DEMO_STORES[0]!.id,
      touchpoint_id: 1,
      employee_id: null,
      allow: "[]",
      created_at: at,
    })
    .execute();
  return id;
}

function voicesOfDay(surveyId: number, day: number, anchorDay: number): readonly NewVoice[] {
  const dice = diceOf(`new dishes ${day - anchorDay}`);
  return Array.from({ length: PER_DAY }, (_, index): NewVoice => {
    const at = instantOf(day, 690 + dice.below(560), DEMO_ZONE);
    const answers = { gender: draw(dice, GENDERS), age: draw(dice, AGES), liking: 3 + dice.below(5) };
    return studyVoice(STUDY, surveyId, at, {
      id: uuidv7(at, dice.bytes(10)),
      clientKey: `demo-tasting:${day}:${index}`,
      channel: "qr",
      unitId: dice.pick(DEMO_STORES).id,
      segmentId: 1 + dice.below(3),
      durationS: 25 + dice.below(60),
      answers,
    });
  });
}

function draw(dice: Dice, parts: readonly { readonly id: string; readonly likely: number }[]): string {
  let left = dice.uniform();
  for (const { id, likely } of parts) {
    left -= likely;
    if (left < 0) return id;
  }
  return parts[0]!.id;
}

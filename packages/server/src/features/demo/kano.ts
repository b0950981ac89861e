import { instantOf, monthIndexOf } from "@manyi/core/calendar";
import type { KanoCategory } from "@manyi/core/kano";
import { estimateSeconds, KANO_OPTIONS, kanoPair, type SurveyDefinition } from "@manyi/core/survey";
import { type NewVoice, type Tx, uuidv7 } from "@manyi/store";
import { sql } from "kysely";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { publishStudy, studyOf, studyVoice } from "./studies.js";
import { CUSTOMERS, DEMO_ATTRIBUTES, DEMO_STORES, DEMO_TENANT, DEMO_ZONE } from "./world.js";

const SURVEY = 9;
/** How far back it was asked: thirteen months, four answers a day. */
export const KANO_DAYS = 395;
const PER_DAY = 4;

type Likely = Partial<Record<KanoCategory, number>>;

/**
 * What customers feel about each attribute, in parts of ten. The birthday treat wears off: a delight until four months ago, a matter of
 * course since then; price-minded guests never cared for décor, service-minded ones take kind staff for granted.
 */
function likely(attribute: string, monthsBack: number, segment: number): Likely {
  switch (attribute) {
    case "birthday_treat":
      return monthsBack >= 4 ? { A: 7, O: 2, I: 1 } : monthsBack === 3 ? { A: 2, O: 6, M: 1, I: 1 } : { A: 1, O: 2, M: 6, I: 1 };
    case "serving_speed":
      return { M: 6, O: 3, I: 1 };
    case "taste":
      return segment === 3 ? { M: 5, O: 4, I: 1 } : { O: 7, M: 2, I: 1 };
    case "staff":
      return segment === 2 ? { M: 6, O: 3, A: 1 } : { O: 6, A: 2, I: 2 };
    case "decor":
      return segment === 1 ? { I: 7, A: 2, R: 1 } : { A: 5, I: 4, R: 1 };
    // the pair is badly worded: some say they like both
    default:
      return { A: 5, I: 3, O: 1, Q: 1 };
  }
}

const ATTRIBUTES = ["serving_speed", "taste", "staff", "decor", "birthday_treat", "plain_bread"] as const;
/** One pair of answers for each category, as codes. */
const PAIRS: Readonly<Record<KanoCategory, readonly [number, number]>> = {
  A: [1, 3],
  O: [1, 5],
  M: [2, 5],
  I: [3, 3],
  R: [5, 1],
  Q: [1, 1],
};

const keysOf = (attribute: string): [string, string] => [`${attribute}-good`, `${attribute}-bad`];

const DEFINITION: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "期望层级调研", en: "What you take for granted" },
  purpose: { "zh-CN": "了解哪些是应该的，哪些是惊喜", en: "To learn what is a matter of course and what is a treat" },
  anonymity: "identified",
  layout: "paged",
  pages: [ATTRIBUTES.slice(0, 3), ATTRIBUTES.slice(3)].map((codes, page) => ({
    key: `kano-${page + 1}`,
    questions: codes.flatMap((code) => [...kanoPair(code, DEMO_ATTRIBUTES.find((one) => one.code === code)!.name, keysOf(code))]),
  })),
  closing: { "zh-CN": "谢谢您。", en: "Thank you." },
  offerCallback: false,
};
const STUDY = studyOf("kano", DEFINITION);
const SECONDS = estimateSeconds(DEFINITION, "zh-CN");

/** The survey. @returns whether the survey was there before */
export async function seedKano(tx: Tx, now: Date): Promise<boolean> {
  const { isNew } = await publishStudy(tx, STUDY, now, SURVEY);
  if (!isNew) return true;
  await sql`update counters set last = greatest(last, ${SURVEY}) where tenant_id = ${DEMO_TENANT} and kind = 'surveys'`.execute(tx);
  return false;
}

/** What was answered on one day. Depends on nothing but the day. */
export function kanoVoicesOfDay({
  day,
  anchorDay,
  until,
}: {
  readonly day: number;
  readonly anchorDay: number;
  readonly until: number;
}): readonly NewVoice[] {
  const dice = diceOf(`kano ${day - anchorDay}`);
  const monthsBack = monthIndexOf(anchorDay) - monthIndexOf(day);
  return Array.from({ length: PER_DAY }, (_, index) => voiceOf(dice, day, monthsBack, index)).filter(
    ({ occurredAt }) => (occurredAt as Date).getTime() <= until,
  );
}

function voiceOf(dice: Dice, day: number, monthsBack: number, index: number): NewVoice {
  const at = instantOf(day, 700 + dice.below(600), DEMO_ZONE);
  const customer = dice.below(CUSTOMERS);
  const segmentId = 1 + (customer % 3);
  const answers = Object.fromEntries(
    ATTRIBUTES.flatMap((attribute) => {
      const chosen = draw(dice, likely(attribute, monthsBack, segmentId));
      return keysOf(attribute).map((key, side) => [key, KANO_OPTIONS.find(({ code }) => code === PAIRS[chosen][side])!.id]);
    }),
  );
  return studyVoice(STUDY, SURVEY, at, {
    id: uuidv7(at, dice.bytes(10)),
    clientKey: `demo-kano:${day}:${index}`,
    unitId: dice.pick(DEMO_STORES).id,
    customerId: demoCustomerId(customer),
    segmentId,
    durationS: Math.round(SECONDS * (0.5 + dice.below(90) / 90)),
    answers,
  });
}

function draw(dice: Dice, parts: Likely): KanoCategory {
  const entries = Object.entries(parts) as [KanoCategory, number][];
  let left = dice.uniform() * entries.reduce((sum, [, part]) => sum + part, 0);
  for (const [category, part] of entries) {
    left -= part;
    if (left < 0) return category;
  }
  return entries[0]![0];
}

import { instantOf } from "@manyi/core/calendar";
import {
  type BestWorstQuestion,
  bestWorstSets,
  blockOfVisit,
  estimateSeconds,
  type PriceQuestion,
  type SurveyDefinition,
} from "@manyi/core/survey";
import { type NewVoice, uuidv7 } from "@manyi/store";
import type { Services } from "../../platform/services.js";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { publishStudy, studyOf, studyVoice } from "./studies.js";
import { CUSTOMERS, DEMO_STORES, DEMO_ZONE } from "./world.js";

const PEOPLE = 320;
/** Over so many days before the demo was loaded. */
const DAYS = 80;

const meal: PriceQuestion = {
  key: "meal-price",
  type: "price",
  currency: "CNY",
  step: 1,
  current: 168,
  text: {
    "zh-CN": "想一想我们的双人套餐（四菜一汤），值多少钱？",
    en: "Think of our meal for two (four dishes and a soup): what is it worth?",
  },
};
/** What matters, with how much: mean utilities that the answers are drawn from. */
const ITEMS = [
  ["taste", "味道好", "The food tastes good", 1.3],
  ["clean", "干净卫生", "Everything is clean", 0.9],
  ["speed", "上菜快", "Dishes come fast", 0.5],
  ["staff", "服务员友善", "Kind staff", 0.2],
  ["value", "价格实惠", "Fair prices", 0],
  ["waiting", "不用排队", "No queue", -0.4],
  ["parking", "停车方便", "Easy parking", -0.9],
  ["decor", "装修好看", "Nice décor", -1.5],
] as const;
const matters: BestWorstQuestion = {
  key: "what-matters",
  type: "bestWorst",
  text: {
    "zh-CN": "选餐厅时，每一组里您最看重和最不看重的各是哪一项？",
    en: "When you choose a restaurant: in each set, what matters most and what least?",
  },
  options: ITEMS.map(([id, zh, en], i) => ({ id, code: i + 1, text: { "zh-CN": zh, en } })),
  perSet: 4,
  sets: 6,
  high: { "zh-CN": "最看重", en: "Matters most" },
  low: { "zh-CN": "最不看重", en: "Matters least" },
};

const DEFINITION: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "双人套餐定价调研", en: "What a meal for two is worth" },
  purpose: {
    "zh-CN": "定一个大家都觉得合适的价格，把力气花在最要紧的事上",
    en: "To find a price that feels right and to work on what matters most",
  },
  anonymity: "identified",
  layout: "paged",
  pages: [
    { key: "price", questions: [meal] },
    { key: "matters", questions: [matters] },
  ],
  closing: { "zh-CN": "谢谢您。", en: "Thank you." },
  offerCallback: false,
};
const STUDY = studyOf("price-study", DEFINITION);
const SECONDS = estimateSeconds(DEFINITION, "zh-CN");

/**
 * A survey of prices and of what matters, with a few hundred answers. Once; safe to repeat after an interruption.
 *
 * @returns how many voices it put in
 */
export async function loadPrice(services: Services, anchorDay: number): Promise<number> {
  const { id } = await services.store.tx((tx) => publishStudy(tx, STUDY, services.now()));
  const voices = Array.from({ length: PEOPLE }, (_, person) => voiceOf(person, anchorDay, id));
  await services.ingest.submitMany(voices);
  return voices.length;
}

function voiceOf(person: number, anchorDay: number, surveyId: number): NewVoice {
  const dice = diceOf(`price ${person}`);
  const day = anchorDay - 1 - Math.floor((person * DAYS) / PEOPLE);
  const at = instantOf(day, 700 + dice.below(600), DEMO_ZONE);
  const customer = dice.below(CUSTOMERS);
  const segmentId = 1 + (customer % 3);
  const answers = { [meal.key]: pricesOf(dice, segmentId), [matters.key]: picksOf(dice, person, segmentId) };
  return studyVoice(STUDY, surveyId, at, {
    id: uuidv7(at, dice.bytes(10)),
    clientKey: `demo-price:${person}`,
    unitId: dice.pick(DEMO_STORES).id,
    customerId: demoCustomerId(customer),
    segmentId,
    durationS: Math.round(SECONDS * (0.6 + dice.below(90) / 90)),
    answers,
  });
}

/** People name round prices; price-minded guests (segment 1) lower ones. One in twenty mixes two of them up. */
function pricesOf(dice: Dice, segment: number) {
  const middle = (segment === 1 ? 148 : segment === 2 ? 172 : 188) + 22 * dice.normal();
  const spread = 18 + 10 * Math.abs(dice.normal());
  const nice = (price: number) =>
    dice.chance(0.75) ? 10 * Math.round(price / 10) : 2 * Math.round(price / 2) - (dice.chance(0.5) ? 1 : 0);
  const cheap = nice(middle - spread);
  const expensive = Math.max(cheap + 5, nice(middle + spread));
  const tooCheap = Math.max(30, Math.min(cheap - 5, nice(cheap - 30 - 16 * Math.abs(dice.normal()))));
  const tooExpensive = Math.max(expensive + 5, nice(expensive + 24 + 22 * Math.abs(dice.normal())));
  if (dice.chance(0.05)) return { tooCheap, cheap: expensive, expensive: cheap, tooExpensive };
  return { tooCheap, cheap, expensive, tooExpensive };
}

/** Best and worst of each set by the utilities above, with taste of one's own and chance. */
function picksOf(dice: Dice, person: number, segment: number): Record<string, number | string> {
  const own = ITEMS.map(([id, , , utility]) => utility + (id === "value" && segment === 1 ? 1.4 : 0) + 0.5 * dice.normal());
  const chance = () => -Math.log(-Math.log(Math.max(1e-9, dice.uniform())));
  const block = blockOfVisit(`demo price ${person}`);
  const picks = bestWorstSets(matters, block).flatMap(({ number, options }) => {
    const most = (codes: readonly number[], sign: 1 | -1) =>
      codes.map((code) => ({ code, value: sign * own[code - 1]! + chance() })).reduce((a, b) => (b.value > a.value ? b : a)).code;
    const codes = options.map(({ code }) => code);
    const best = most(codes, 1);
    const worst = most(
      codes.filter((code) => code !== best),
      -1,
    );
    return [
      [`b${number}`, ITEMS[best - 1]![0]],
      [`w${number}`, ITEMS[worst - 1]![0]],
    ];
  });
  return { block, ...Object.fromEntries(picks) };
}

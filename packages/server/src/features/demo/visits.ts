import { instantOf, isoWeekOf, monthIndexOf } from "@manyi/core/calendar";
import { type Answers, estimateSeconds, packAnswers, type Series, seriesOf } from "@manyi/core/survey";
import { type NewVoice, uuidv4, uuidv7 } from "@manyi/store";
import { commentOf } from "./comments.js";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { isBatchSold, NEW_DISH_AGE, shiftOf } from "./stories.js";
import { DEMO_SURVEYS, type DemoSurvey } from "./surveys.js";
import { CUSTOMERS, DAYS_BACK, DEMO_ATTRIBUTES, DEMO_STORES, DEMO_TENANT, DEMO_ZONE, EMPLOYEES_PER_STORE } from "./world.js";

const SERIES: ReadonlyMap<number, readonly Series[]> = new Map(
  Object.values(DEMO_SURVEYS).map(({ id, definition }) => [id, seriesOf(definition, [])]),
);
const SECONDS: ReadonlyMap<number, number> = new Map(
  Object.values(DEMO_SURVEYS).map(({ id, definition }) => [id, estimateSeconds(definition, "zh-CN")]),
);
export function demoSeries(survey: DemoSurvey): readonly Series[] {
  return SERIES.get(survey.id)!;
}

type Opinion = { readonly e: number; readonly p: number };
type Visit = {
  readonly opinions: ReadonlyMap<string, Opinion>;
  readonly nps: number;
  readonly csat: number;
  readonly worst: string;
  readonly best: string;
};

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));

/** One customer's visit: a mood, an expectation and an experience of each attribute, and the overall opinion these add up to. */
function visit(dice: Dice, storeId: number, age: number): Visit {
  const mood = dice.normal() * 0.42;
  // who asks much of the first thing asks much of the others
  let demand: number | null = null;
  const opinions = new Map<string, Opinion>();
  let felt = 0;
  let worst = { code: "taste", gap: 0 };
  let best = { code: "staff", gap: 0 };
  for (const attribute of DEMO_ATTRIBUTES) {
    const shift = shiftOf(storeId, attribute, age);
    const p = clamp(attribute.p + shift.p + mood + dice.normal() * 0.78, 1, 5);
    const own = dice.normal();
    demand ??= own;
    const hoped = demand === own ? own : 0.7 * (demand + own);
    opinions.set(attribute.code, { e: clamp(attribute.e + shift.e + 0.6 * hoped + 0.2 * mood, 1, 5), p });
    felt += attribute.weight * (p - attribute.p);
    const gap = (p - attribute.p) * (0.05 + attribute.weight);
    if (gap < worst.gap) worst = { code: attribute.code, gap };
    if (gap > best.gap) best = { code: attribute.code, gap };
  }
  return {
    opinions,
    csat: clamp(4.16 + 1.15 * felt + dice.normal() * 0.42, 1, 5),
    nps: clamp(8.45 + 3.1 * felt + dice.normal() * 1.05, 0, 10),
    worst: worst.code,
    best: best.code,
  };
}

function answersOf(dice: Dice, survey: DemoSurvey, felt: Visit, comment: string | null): Answers {
  const pair = (code: string) => {
    const { e, p } = felt.opinions.get(code)!;
    return dice.chance(0.06) ? { e: "na" as const, p } : { e, p };
  };
  const said = comment === null ? {} : { comment };
  if (survey === DEMO_SURVEYS.dining) {
    const rows = ["waiting", "staff", "cleanliness", "price", "checkout", "parking", "decor"];
    const ratings = Object.fromEntries(
      rows.map((code) => [code, code === "parking" && dice.chance(0.55) ? ("na" as const) : felt.opinions.get(code)!.p]),
    );
    return { recommend: felt.nps, overall: felt.csat, serving_speed: pair("serving_speed"), taste: pair("taste"), ratings, ...said };
  }
  if (survey === DEMO_SURVEYS.study) {
    const rare = (code: string, p: number) => (dice.chance(p) ? { [code]: pair(code) } : {});
    const core = ["serving_speed", "taste", "staff", "waiting", "cleanliness", "price", "checkout", "decor"].map((code) => [
      code,
      pair(code),
    ]);
    return {
      overall: felt.csat,
      ...Object.fromEntries(core),
      ...rare("parking", 0.5),
      ...rare("signature_dish", 0.45),
      ...rare("plain_bread", 0.55),
      ...rare("birthday_treat", 0.35),
      ...said,
    };
  }
  if (survey === DEMO_SURVEYS.delivery)
    return { recommend: felt.nps, ease: clamp(5.4 + (felt.csat - 4.1) * 1.2 + dice.normal() * 0.9, 1, 7), ...said };
  return { overall: felt.csat, staff_rating: felt.opinions.get("staff")!.p, ...said };
}

/** Guests come at noon and in the evening. */
function minuteOfDay(dice: Dice): number {
  return Math.round(clamp(dice.chance(0.45) ? 745 + dice.normal() * 40 : 1150 + dice.normal() * 55, 640, 1300));
}

export type DayOptions = {
  /** whole days since 1970-01-01 in the demo's zone */
  readonly day: number;
  /** the day the demo was first loaded: stories are told from there */
  readonly anchorDay: number;
  /** voices after this instant have not happened yet */
  readonly until: number;
};

/** Everything customers said on one day, in the order of its hours. Depends on nothing but the day. */
export function voicesOfDay({ day, anchorDay, until }: DayOptions): readonly NewVoice[] {
  const age = anchorDay - day;
  const dice = diceOf(`day ${day - anchorDay}`);
  const weekend = (day + 3) % 7 >= 5 ? 1.25 : 0.9;
  const grown = Math.max(0, Math.min(1, 1 - age / DAYS_BACK));
  const count = Math.round((45 + 105 * grown) * weekend);
  const voices = Array.from({ length: count }, (_, index) => oneVoice(dice, day, age, index));
  return voices
    .filter(({ at }) => at <= until)
    .sort((a, b) => a.at - b.at)
    .map(({ voice }) => voice);
}

/** A voice of this very moment, for the trickle that keeps the demo alive. */
export function voiceOfNow(at: number, day: number, anchorDay: number): NewVoice {
  const { voice } = oneVoice(diceOf(`now ${at}`), day, anchorDay - day, at);
  return voice.anonymity === "anonymous" ? voice : { ...voice, occurredAt: new Date(at) };
}

function oneVoice(dice: Dice, day: number, age: number, index: number): { at: number; voice: NewVoice } {
  const kind = dice.uniform();
  const survey =
    kind < 0.68 ? DEMO_SURVEYS.dining : kind < 0.82 ? DEMO_SURVEYS.study : kind < 0.94 ? DEMO_SURVEYS.delivery : DEMO_SURVEYS.anonymous;
  const store = dice.pick(DEMO_STORES);
  const felt = visit(dice, store.id, age);
  const english = dice.chance(0.07);
  const unhappy = felt.nps <= 6;
  const talks = dice.chance(unhappy ? 0.62 : 0.22);
  const topic = survey === DEMO_SURVEYS.delivery ? "delivery" : unhappy ? felt.worst : felt.best;
  // words come from dice of their own, so that writing them otherwise moves no figure
  const words = dice.below(0x7fffffff);
  const told = {
    isEnglish: english,
    subject: topic,
    isGood: !unhappy,
    isBatch: isBatchSold(store.id, age),
    isNewDish: age <= NEW_DISH_AGE,
  };
  const comment = talks ? commentOf(diceOf(`words ${words}`), told) : null;
  const anonymous = survey.definition.anonymity === "anonymous";
  const at = instantOf(day, minuteOfDay(dice), DEMO_ZONE) + dice.below(60) * 1000;
  const customer = dice.below(CUSTOMERS);
  const hasCustomer = !anonymous && dice.chance(0.62);
  const answers = answersOf(dice, survey, felt, comment);
  // most take about as long as the questionnaire is estimated to take
  const duration = Math.round(SECONDS.get(survey.id)! * (0.5 + dice.below(100) / 100));
  const speeding = dice.chance(0.008);
  const voice: NewVoice = {
    tenantId: DEMO_TENANT,
    id: anonymous ? uuidv4(dice.bytes(16)) : uuidv7(at, dice.bytes(10)),
    clientKey: `demo:${day}:${index}`,
    source: "survey",
    channel: survey === DEMO_SURVEYS.delivery ? "link" : dice.chance(0.8) ? "qr" : "sms",
    surveyId: survey.id,
    version: 1,
    unitId: store.id,
    touchpointId: survey === DEMO_SURVEYS.delivery ? 2 : dice.chance(0.04) ? 3 : 1,
    employeeId: anonymous ? null : (store.id - DEMO_STORES[0]!.id) * EMPLOYEES_PER_STORE + 1 + dice.below(EMPLOYEES_PER_STORE),
    customerId: hasCustomer ? demoCustomerId(customer) : null,
    segmentId: hasCustomer ? 1 + (customer % 3) : null,
    locale: english ? "en" : "zh-CN",
    anonymity: survey.definition.anonymity,
    occurredAt: anonymous ? null : new Date(at),
    localDay: day,
    isoWeek: isoWeekOf(day),
    localMonth: monthIndexOf(day),
    completeness: "complete",
    quality: speeding ? "flagged" : "valid",
    flags: speeding ? ["speeder"] : [],
    durationS: anonymous ? null : speeding ? 9 : duration,
    answers,
    ...packAnswers(survey.definition, demoSeries(survey), answers),
  };
  return { at, voice };
}

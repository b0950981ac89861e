import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { type CaseEventType, outcomeOf, unhappy } from "@manyi/core/cases";
import { findSignals } from "@manyi/core/text";
import type { NewVoice } from "@manyi/store";
import { uuidv7 } from "@manyi/store";
import type { CaseHistory } from "../cases/index.js";
import { type Dice, diceOf } from "./dice.js";
import { BATCH_AGES } from "./stories.js";
import { BATCH_STORES, DEMO_ZONE } from "./world.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Cases are made from the voices of so many days. */
export const CASE_DAYS = 120;

type Cause = {
  readonly code: string;
  readonly by: string;
  readonly attribute: string | null;
  /** what customers write who say little */
  readonly said: string;
  readonly cause: string;
  readonly remedy: string;
  readonly apology: string;
};
const CAUSES: readonly Cause[] = [
  {
    code: "pass_understaffed",
    said: "上菜比预想的慢很多，希望快一些。",
    by: "us",
    attribute: "serving_speed",
    cause: "当晚传菜口只有一人，叫号中断，热菜因此延误，是我们排班不足。",
    remedy: "已退还变凉的菜，另赠代金券 100 元。",
    apology: "让您久等又没人解释，很抱歉。高峰期已加开传菜口，由专人告知等候时间。",
  },
  {
    code: "seasoning",
    said: "味道和预想的差得比较多。",
    by: "us",
    attribute: "taste",
    cause: "当班灶台的调味没有按标准量取。",
    remedy: "已免去这道菜的费用，并请厨师长复核配方卡。",
    apology: "没有让您吃好，很抱歉。",
  },
  {
    code: "queue_call",
    said: "等位等得太久，也没有人说要等多久。",
    by: "us",
    attribute: "waiting",
    cause: "叫号屏故障，后来改为人工叫号，漏叫了您的号。",
    remedy: "已修好叫号屏；为您留了下次免排队券。",
    apology: "让您白等，很抱歉。",
  },
  {
    code: "missing_item",
    said: "东西没有给全，麻烦核对一下。",
    by: "us",
    attribute: null,
    cause: "打包时漏放，出餐口没有核对小票。",
    remedy: "已补送并退还差价。",
    apology: "给您添了麻烦，很抱歉。",
  },
  {
    code: "price_label",
    said: "结账时才知道价格，和想的不一样。",
    by: "us",
    attribute: "price",
    cause: "酒水单更新后没有标价。",
    remedy: "已按原价退还差额，酒水单当天补齐标价。",
    apology: "没有事先写清楚，很抱歉。",
  },
];
/** The batch that several stores sold. */
const BATCH: Cause = {
  code: "batch:plum-0611",
  said: "酸梅汤不对劲。",
  by: "supplier",
  attribute: null,
  cause: "这批酸梅汤（批次 0611）封口不严，供应商已确认。",
  remedy: "已全部下架，退款并赠饮品券。",
  apology: "给您带来不适，很抱歉。我们已停用该供应商的这条产线。",
};
const BATCH_TEXTS = ["酸梅汤有一股怪味，喝了两口就停了。", "打包的酸梅汤瓶口是松的，味道发酸。", "酸梅汤喝着不对劲，和平时不一样。"];

export type Staff = { readonly managerOf: (storeId: number) => string; readonly agents: readonly string[]; readonly lead: string };

/** From an unhappy answer to its case. */
const OPENS_AFTER = 4 * MINUTE;

/** A case for about every third unhappy voice, and one for each customer of the bad batch: some finished, some in the middle of it. */
export function demoHistories(voices: readonly NewVoice[], anchorDay: number, staff: Staff, now: number): readonly CaseHistory[] {
  const dice = diceOf("complaints");
  const found: CaseHistory[] = [];
  for (const voice of voices) {
    // the answers below are in Chinese, so only cases of Chinese-speaking guests are told to the end
    if (voice.anonymity === "anonymous" || !voice.occurredAt || voice.locale === "en") continue;
    // its case is about to be opened and has no history yet
    if (voice.occurredAt.getTime() + OPENS_AFTER > now) continue;
    const age = anchorDay - voice.localDay;
    const isBatch = BATCH_STORES.includes(voice.unitId!) && age <= BATCH_AGES.from && age >= BATCH_AGES.to && dice.chance(0.08);
    const reason = unhappy(voice.scores ?? {});
    if (!isBatch && (reason === null || reason.metric !== "nps" || !dice.chance(0.34))) continue;
    found.push(historyOf(dice, voice, isBatch ? BATCH : causeFor(dice, voice), staff, now));
  }
  return found;
}

function causeFor(dice: Dice, voice: NewVoice): Cause {
  const scores = voice.scores ?? {};
  const speed = scores["p:serving_speed"];
  const taste = scores["p:taste"];
  if (speed !== undefined && speed <= 3) return CAUSES[0]!;
  if (taste !== undefined && taste <= 3) return CAUSES[1]!;
  if (scores["p:waiting"] !== undefined && scores["p:waiting"] <= 2) return CAUSES[2]!;
  return voice.touchpointId === 2 ? CAUSES[3]! : dice.pick(CAUSES.slice(0, 5));
}

function historyOf(dice: Dice, voice: NewVoice, cause: Cause, staff: Staff, now: number): CaseHistory {
  const text = cause === BATCH ? dice.pick(BATCH_TEXTS) : (voice.comment ?? cause.said);
  const manager = staff.managerOf(voice.unitId!);
  const agent = dice.pick(staff.agents);
  const isUnsafe = findSignals(text).some(({ kind }) => kind === "safety");
  const severity = isUnsafe || cause === BATCH ? "high" : (unhappy(voice.scores ?? {})?.severity ?? "normal");
  const events: {
    type: CaseEventType;
    at: number;
    payload: Record<string, unknown>;
    actorKind: "user" | "customer" | "system";
    actorId: string | null;
  }[] = [];
  let at = voice.occurredAt!.getTime() + OPENS_AFTER;
  const add = (type: CaseEventType, wait: number, actor: string | "customer" | null, payload: Record<string, unknown> = {}) => {
    at += wait;
    events.push({
      type,
      at,
      payload,
      actorKind: actor === "customer" ? "customer" : actor === null ? "system" : "user",
      actorId: actor === "customer" ? null : actor,
    });
  };
  // nobody works before ten: what comes in late is answered in the morning
  const shift = () => {
    const hour = ((at + 8 * HOUR) % (24 * HOUR)) / HOUR;
    return hour >= 21 ? (34 - hour + dice.uniform()) * HOUR : hour < 10 ? (10 - hour + dice.uniform()) * HOUR : 0;
  };
  add("opened", 0, null, { severity, channel: voice.channel, voiceId: voice.id });
  add("acknowledged", dice.chance(0.93) ? (5 + dice.below(50)) * MINUTE : (65 + dice.below(90)) * MINUTE, manager, { note: "" });
  add("assessed", shift() + (5 + dice.below(25)) * MINUTE, manager, { severity, causeCode: cause.code, causedBy: cause.by });
  add("investigated", shift() + (10 + dice.below(40)) * MINUTE, manager, { note: "查了当班记录，和当班同事核对过。" });
  const late = dice.chance(0.08);
  add("answered", shift() + (late ? 20 : 0.3 + dice.uniform()) * HOUR, manager, {
    cause: cause.cause,
    remedy: cause.remedy,
    apology: cause.apology,
  });
  const answeredAt = at;
  // something that lies about is only found among the newest
  const isStuck = dice.chance(0.25) && now - at < 36 * HOUR;
  let outcome: CaseHistory["outcome"] = null;
  if (!isStuck) {
    add("accepted", (1 + 10 * dice.uniform()) * HOUR, "customer", { note: "" });
    add("implemented", shift() + (2 + 12 * dice.uniform()) * HOUR, manager, { note: "" });
    add("verification_requested", 0, null);
    const word = dice.uniform();
    if (word < 0.76) {
      const score = dice.chance(0.88) ? 4 + dice.below(2) : 3;
      add("confirmed", shift() + (4 + 40 * dice.uniform()) * HOUR, dice.chance(0.6) ? "customer" : agent, {
        score,
        channel: "web",
        note: "",
      });
      outcome = outcomeOf({ solved: true, score });
    } else if (word < 0.85) {
      add("not_solved", (6 + 20 * dice.uniform()) * HOUR, "customer", {
        score: 2,
        channel: "web",
        note: "又遇到了一样的情况。",
        ownerId: staff.lead,
      });
      add("answered", shift() + HOUR, staff.lead, { cause: cause.cause, remedy: cause.remedy, apology: cause.apology });
      add("implemented", shift() + 20 * HOUR, staff.lead, { note: "" });
      add("verification_requested", 0, null);
      add("confirmed", shift() + 26 * HOUR, agent, { score: 4, channel: "phone", note: "" });
      outcome = "satisfied";
    } else {
      for (const channel of ["phone", "sms", "phone"]) add("verification_attempted", shift() + 52 * HOUR, agent, { channel, note: "" });
      add("closed_unverified", 70 * HOUR, agent);
      outcome = "unverified";
    }
  }
  const happened = events.filter((event) => event.at <= now);
  const ended = happened.length === events.length ? outcome : null;
  const answered = answeredAt <= now;
  const reopened = happened.some((event) => event.type === "not_solved");
  const head = text.split(/[。.!?！？\n]/)[0]!;
  return {
    id: uuidv7(voice.occurredAt!.getTime(), dice.bytes(10)),
    triggerKey: `voice:${voice.id}`,
    unitId: voice.unitId!,
    channel: voice.channel,
    title: head.length > 40 ? `${head.slice(0, 39)}…` : head,
    description: text,
    requestedRemedy: null,
    attribute: cause.attribute,
    causeCode: happened.some((event) => event.type === "assessed") ? cause.code : null,
    causedBy: happened.some((event) => event.type === "assessed") ? cause.by : null,
    touchpointId: voice.touchpointId ?? null,
    customerId: voice.customerId ?? null,
    voiceId: voice.id,
    firstScore: voice.scores ?? null,
    locale: "zh-CN",
    ownerId: reopened && ended === null ? staff.lead : manager,
    solverId: answered ? manager : null,
    verifierId: ended === null ? null : agent,
    answer: answered
      ? { cause: cause.cause, remedy: cause.remedy, apology: cause.apology, sentAt: new Date(answeredAt).toISOString() }
      : null,
    outcome: ended,
    monthDay: isoDateOf(localDayOf(voice.occurredAt!.getTime(), DEMO_ZONE)).slice(5).replace("-", ""),
    events: happened,
  };
}

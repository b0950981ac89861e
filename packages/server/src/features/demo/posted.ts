import { instantOf, isoWeekOf, monthIndexOf } from "@manyi/core/calendar";
import type { FeedbackEventType } from "@manyi/core/feedback";
import { type NewVoice, uuidv7 } from "@manyi/store";
import type { ItemHistory, VoiceDetail } from "../feedback/index.js";
import type { RatingSeries } from "../sources/index.js";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { DISHES, NICKNAMES, PLATFORMS, REQUESTS, reviewOf, SUBJECTS, SUGGESTIONS, talkOf } from "./posted-words.js";
import { AGENTS, MANAGER_PREFIX } from "./seed-world.js";
import { CUSTOMERS, DEMO_STORES, DEMO_TENANT, DEMO_ZONE, SLOW_STORE } from "./world.js";

const REVIEWS = 400;
const TALKS = 40;
const DAYS = 90;
const HOUR = 3_600_000;

type Posted = { readonly voice: NewVoice; readonly at: number };

function posted(key: string, source: string, dice: Dice, anchorDay: number, over: Partial<NewVoice>): Posted {
  const age = dice.below(DAYS);
  const localDay = anchorDay - age;
  const at = instantOf(localDay, 540 + dice.below(240), DEMO_ZONE) - HOUR * (age === 0 ? 9 : 0);
  return {
    at,
    voice: {
      tenantId: DEMO_TENANT,
      id: uuidv7(at, dice.bytes(10)),
      clientKey: `demo:${key}`,
      source,
      channel: "api",
      unitId: dice.pick(DEMO_STORES).id,
      locale: "zh-CN",
      anonymity: "identified",
      completeness: "complete",
      occurredAt: new Date(at),
      localDay,
      isoWeek: isoWeekOf(localDay),
      localMonth: monthIndexOf(localDay),
      ...over,
    },
  };
}

/** Items are put in with their logs, so the queue does not open them by itself. */
const known = (detail: VoiceDetail): NonNullable<NewVoice["detail"]> => ({ ...detail, handling: false });

function review(index: number, anchorDay: number, series: RatingSeries): Posted {
  const dice = diceOf(`review ${index}`);
  const isSlow = dice.chance(0.12);
  const rating = Math.max(1, Math.min(5, Math.round((isSlow ? 2.6 : 4.1) + dice.normal() * 1.05)));
  const isEnglish = dice.chance(0.08);
  const subject = isSlow ? "serving_speed" : dice.pick(SUBJECTS);
  const platform = dice.pick(PLATFORMS);
  const isWordless = dice.chance(0.12);
  const product = dice.chance(0.35) ? dice.pick(DISHES) : null;
  return posted(`review:${index}`, "review", dice, anchorDay, {
    ...(isSlow ? { unitId: SLOW_STORE } : {}),
    surveyId: series.surveyId,
    version: series.version,
    touchpointId: subject === "delivery" ? 2 : 1,
    locale: isEnglish ? "en" : "zh-CN",
    nums: [rating],
    scores: { "p:rating_5": rating },
    answers: { rating },
    comment: isWordless ? null : reviewOf(diceOf(`review words ${index}`), isEnglish, subject, rating >= 4),
    detail: known({
      platform: platform.name,
      product,
      author: dice.pick(NICKNAMES),
      url: `${platform.address}${index + 1}`,
      rating,
      ratingMin: 1,
      ratingMax: 5,
    }),
  });
}

function talk(index: number, anchorDay: number): Posted {
  const dice = diceOf(`talk ${index}`);
  const { kind, turns } = talkOf(index);
  const customer = dice.below(CUSTOMERS);
  return posted(`talk:${index}`, kind, dice, anchorDay, {
    channel: kind === "call" ? "phone" : "chat",
    customerId: demoCustomerId(customer),
    segmentId: 1 + (customer % 3),
    touchpointId: 1,
    comment: turns.flatMap(([who, words]) => (who === "客户" ? [words] : [])).join("\n"),
    detail: known({
      asked: index % 3 === 0,
      turns: turns.map(([speaker, text]) => ({ speaker, side: speaker === "客户" ? ("customer" as const) : ("staff" as const), text })),
    }),
  });
}

function message(index: number, anchorDay: number, source: "request" | "suggestion", text: string): Posted {
  const dice = diceOf(`${source} ${index}`);
  const isEnglish = /^[A-Z]/.test(text);
  return posted(`${source}:${index}`, source, dice, anchorDay, {
    channel: "email",
    locale: isEnglish ? "en" : "zh-CN",
    answers: { contact: { name: isEnglish ? "Sample guest" : "示例客户", email: `guest${index + 1}@example.com` } },
    comment: text,
    detail: known({ author: isEnglish ? "Sample guest" : "示例客户", asked: source === "request" }),
  });
}

/** What was posted, said and written in the ninety days before the demo was loaded; invented, and the same in every demo. */
export function demoPosted(anchorDay: number, series: RatingSeries): readonly Posted[] {
  return [
    ...Array.from({ length: REVIEWS }, (_, index) => review(index, anchorDay, series)),
    ...Array.from({ length: TALKS }, (_, index) => talk(index, anchorDay)),
    ...REQUESTS.map((text, index) => message(index, anchorDay, "request", text)),
    ...SUGGESTIONS.map((text, index) => message(index, anchorDay, "suggestion", text)),
  ];
}

const RESULTS = ["已和当班同事说明，并向客户解释。", "已补送，客户知道了。", "已记下，交店长会讨论。", "感谢已转告当班同事。"];
const REPLIES = ["谢谢您的评价，我们会改进等候的安排。", "谢谢您喜欢，欢迎再来。", "让您久等了，很抱歉，高峰期已加人手。"];

/** What happened to an item since: old ones are done, those of the last days wait, some for nobody yet. */
export function historyOf({ voice, at }: Posted, now: number): ItemHistory {
  const dice = diceOf(`handling ${voice.clientKey}`);
  const openedAt = Math.min(at + HOUR, now);
  const age = (now - openedAt) / (24 * HOUR);
  const events: ItemHistory["events"][number][] = [];
  const owner = voice.source === "review" ? `${MANAGER_PREFIX}${voice.unitId}` : dice.pick(AGENTS);
  const step = (hours: number, type: FeedbackEventType, payload: Record<string, unknown>) => {
    const when = Math.round(openedAt + hours * HOUR);
    if (when < now) events.push({ type, at: when, payload, actorId: owner });
    return when < now;
  };
  const isDone = dice.chance(age > 14 ? 1 : age > 3 ? 0.78 : 0.15);
  const isRouted = isDone || dice.chance(age > 3 ? 0.95 : 0.4);
  const hours = 2 + dice.below(20);
  if (isRouted && step(1, "analysed", { implied: true })) {
    const isTaken = step(hours, "assigned", { ownerId: owner, dueAt: openedAt + 5 * 24 * HOUR });
    if (isDone && isTaken) {
      const isReview = voice.source === "review";
      const detail = (voice.detail ?? {}) as VoiceDetail;
      const isReplied = isReview && dice.chance(0.55);
      if (isReplied) step(hours + 4, "replied", { how: "posted", text: dice.pick(REPLIES), url: detail.url, platform: detail.platform });
      const isSmall = isReview && !isReplied;
      const isOver = isSmall
        ? step(hours + 8, "no_action", { reason: "评价已阅，没有需要处理的事。" })
        : step(hours + 8, "resolved", { note: dice.pick(RESULTS) });
      if (isOver && !isReview && dice.chance(0.85)) step(hours + 30, "informed", { how: "phone" });
    }
  }
  return { voice, openedAt: new Date(openedAt), events };
}

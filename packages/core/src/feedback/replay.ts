import { type FeedbackEventType, type FeedbackState, stepFeedback } from "./machine.js";

/** What a replay needs of an event; `at` in milliseconds since 1970 UTC. */
export type FeedbackEvent = {
  readonly type: FeedbackEventType;
  readonly at: number;
  readonly payload: { readonly [name: string]: unknown };
};

/** What the events say about an item, without looking at any column. Instants in milliseconds since 1970 UTC. */
export type FeedbackFacts = {
  readonly state: FeedbackState;
  readonly ownerId: string | null;
  readonly dueAt: number | null;
  /** the author can be reached by name and address, not only by a nickname on a platform */
  readonly isIdentified: boolean;
  /** the author asked for an answer */
  readonly isAnswerAsked: boolean;
  readonly openedAt: number;
  /** first reply to the author; the response time runs until here, or until the end when nobody replied */
  readonly repliedAt: number | null;
  readonly decidedAt: number | null;
  readonly informedAt: number | null;
  readonly caseId: string | null;
  readonly reason: string | null;
};

/** Days until an item is due when nobody says otherwise: sooner when the author waits for an answer. */
export const FEEDBACK_DUE_DAYS = { asked: 2, other: 5 } as const;

/**
 * Whether an item may not end before its author was told: identified, and an answer was asked for (D§4.11).
 *
 * @example
 * mustInform({ isIdentified: true, isAnswerAsked: false }) // => false
 */
export function mustInform(facts: Pick<FeedbackFacts, "isIdentified" | "isAnswerAsked">): boolean {
  return facts.isIdentified && facts.isAnswerAsked;
}

/**
 * Whether nothing is owed any more. Resolved is no end for somebody who still waits for the answer.
 *
 * @example
 * isEndedFeedback({ state: "resolved", isIdentified: true, isAnswerAsked: true }) // => false
 * @example
 * isEndedFeedback({ state: "resolved", isIdentified: false, isAnswerAsked: true }) // => true
 */
export function isEndedFeedback(facts: Pick<FeedbackFacts, "state" | "isIdentified" | "isAnswerAsked">): boolean {
  if (facts.state === "informed" || facts.state === "archived" || facts.state === "spam") return true;
  return (facts.state === "resolved" || facts.state === "no_action") && !mustInform(facts);
}

/**
 * Why a step is refused although the table allows it: who asked for an answer is not put away unanswered, and nobody is informed whom
 * nobody can reach.
 *
 * @returns `null` when nothing speaks against it
 * @example
 * feedbackRefusal({ isIdentified: true, isAnswerAsked: true }, "archived") // => "ANSWER_OWED"
 */
export function feedbackRefusal(
  facts: Pick<FeedbackFacts, "isIdentified" | "isAnswerAsked">,
  step: FeedbackEventType,
): "ANSWER_OWED" | null {
  return (step === "archived" || step === "marked_spam") && mustInform(facts) ? "ANSWER_OWED" : null;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const instant = (value: unknown): number | null => (typeof value === "number" ? value : null);

/**
 * Plays the log of an item from its opening.
 *
 * @throws {RangeError} when the log does not begin with its opening, or takes a step the table forbids
 * @example
 * replayFeedback([
 *   { type: "opened", at: 0, payload: { identified: true, asked: true } },
 *   { type: "analysed", at: 1, payload: {} },
 *   { type: "no_action", at: 2, payload: { reason: "duplicate" } },
 * ]).state // => "no_action"
 */
export function replayFeedback(events: readonly FeedbackEvent[]): FeedbackFacts {
  const first = events[0];
  if (first === undefined || first.type !== "opened") throw new RangeError("the log of an item starts with “opened”");
  const facts = {
    state: "new" as FeedbackState,
    ownerId: text(first.payload.ownerId),
    dueAt: instant(first.payload.dueAt),
    isIdentified: first.payload.identified === true,
    isAnswerAsked: first.payload.asked === true,
    openedAt: first.at,
    repliedAt: null as number | null,
    decidedAt: null as number | null,
    informedAt: null as number | null,
    caseId: null as string | null,
    reason: null as string | null,
  };
  for (const { type, at, payload } of events.slice(1)) {
    if (type === "opened") throw new RangeError("an item is opened once");
    const next = stepFeedback(facts.state, type);
    if (next === null) throw new RangeError(`“${type}” is not possible while ${facts.state}`);
    facts.state = next;
    if (type === "assigned" || type === "case_opened") {
      facts.ownerId = text(payload.ownerId) ?? facts.ownerId;
      facts.dueAt = instant(payload.dueAt) ?? facts.dueAt;
    }
    if (type === "case_opened") facts.caseId = text(payload.caseId);
    if (type === "answer_wish") facts.isAnswerAsked = payload.asked === true;
    if (type === "replied") facts.repliedAt ??= at;
    if (type === "informed") facts.informedAt = at;
    if (next === "resolved" || next === "no_action" || next === "archived" || next === "spam") facts.decidedAt ??= at;
    if (type === "no_action" || type === "archived" || type === "marked_spam") facts.reason = text(payload.reason);
    if (type === "reopened") {
      facts.decidedAt = null;
      facts.informedAt = null;
      facts.reason = null;
    }
  }
  return facts;
}

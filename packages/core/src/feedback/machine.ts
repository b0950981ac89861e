/**
 * Where an item of feedback may stand (D§4.11): 收集 → 分析 → 分配 → 解决 → 闭环告知, and the two ways out of the queue.
 */
export const FEEDBACK_STATES = ["new", "analysed", "assigned", "resolved", "no_action", "informed", "archived", "spam"] as const;
export type FeedbackState = (typeof FEEDBACK_STATES)[number];

/** Sources whose voices want handling by themselves; any other voice becomes an item when somebody puts it into the queue. */
export const HANDLED_SOURCES = ["review", "social", "call", "chat", "email", "suggestion", "request", "note"] as const;
export type HandledSource = (typeof HANDLED_SOURCES)[number];

/** `same` keeps the state. */
type Move = { readonly from: readonly FeedbackState[]; readonly to: FeedbackState | "same" };

const OPEN: readonly FeedbackState[] = ["new", "analysed", "assigned"];
const DECIDED: readonly FeedbackState[] = ["resolved", "no_action"];

const MOVES = {
  analysed: { from: ["new"], to: "analysed" },
  assigned: { from: ["analysed", "assigned"], to: "assigned" },
  routed: { from: OPEN, to: "same" },
  noted: { from: FEEDBACK_STATES, to: "same" },
  replied: { from: [...OPEN, ...DECIDED, "informed"], to: "same" },
  answer_wish: { from: [...OPEN, ...DECIDED], to: "same" },
  case_opened: { from: ["analysed", "assigned"], to: "assigned" },
  resolved: { from: ["assigned"], to: "resolved" },
  no_action: { from: ["analysed", "assigned"], to: "no_action" },
  informed: { from: DECIDED, to: "informed" },
  archived: { from: OPEN, to: "archived" },
  marked_spam: { from: OPEN, to: "spam" },
  reopened: { from: [...DECIDED, "informed", "archived", "spam"], to: "analysed" },
} as const satisfies Record<string, Move>;

export type FeedbackEventType = keyof typeof MOVES | "opened";
type Step = Exclude<FeedbackEventType, "opened">;
export const FEEDBACK_STEPS = Object.keys(MOVES) as readonly Step[];

/**
 * One step of the state table.
 *
 * @returns the new state, or `null` when the step is not possible in this one
 * @example
 * stepFeedback("assigned", "resolved") // => "resolved"
 * @example
 * stepFeedback("new", "resolved") // => null
 */
export function stepFeedback(state: FeedbackState, step: Step): FeedbackState | null {
  const move: Move = MOVES[step];
  if (!move.from.includes(state)) return null;
  return move.to === "same" ? state : move.to;
}

/**
 * The steps that stand between a state and a step somebody asks for: who resolves what was never assigned has read it and taken it.
 *
 * @returns the steps in order, the one asked for last; `null` when it cannot be reached
 * @example
 * feedbackPath("new", "resolved") // => ["analysed", "assigned", "resolved"]
 * @example
 * feedbackPath("spam", "resolved") // => null
 */
export function feedbackPath(state: FeedbackState, step: Step): readonly Step[] | null {
  const before: Step[] = [];
  let standing = state;
  for (const implied of ["analysed", "assigned"] as const) {
    if (stepFeedback(standing, step) !== null) return [...before, step];
    const next = stepFeedback(standing, implied);
    if (next === null || implied === step) continue;
    before.push(implied);
    standing = next;
  }
  return stepFeedback(standing, step) === null ? null : [...before, step];
}

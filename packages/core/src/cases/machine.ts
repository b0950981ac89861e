/**
 * The life of a case 工单, after ISO 10002 clause 7 (D§4.3). Every change is an event; the state follows from the events alone.
 */
export const CASE_STATES = [
  "received",
  "acknowledged",
  "assessed",
  "assigned",
  "investigating",
  "responded",
  "decided",
  "implemented",
  "verifying",
  "closed",
  "waiting_customer",
  "external_dispute",
  "withdrawn",
  "merged",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** The ten steps a case walks, in order; the other states are side roads. */
export const CASE_STEPS: readonly CaseState[] = CASE_STATES.slice(0, 10);

export const SEVERITIES = ["safety", "high", "normal", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `same` keeps the state, `previous` returns to the one before waiting for the customer. */
type Move = { readonly from: readonly CaseState[]; readonly to: CaseState | "same" | "previous" };

const HANDLING: readonly CaseState[] = ["acknowledged", "assessed", "assigned", "investigating"];
const BEFORE_ANSWER: readonly CaseState[] = ["received", ...HANDLING];
const OPEN: readonly CaseState[] = [
  ...BEFORE_ANSWER,
  "responded",
  "decided",
  "implemented",
  "verifying",
  "waiting_customer",
  "external_dispute",
];

const MOVES = {
  acknowledged: { from: ["received"], to: "acknowledged" },
  assessed: { from: HANDLING, to: "assessed" },
  assigned: { from: OPEN, to: "same" },
  handed_over: { from: HANDLING, to: "assigned" },
  noted: { from: [...OPEN, "closed"], to: "same" },
  investigated: { from: HANDLING, to: "investigating" },
  asked: { from: [...HANDLING, "responded"], to: "waiting_customer" },
  resumed: { from: ["waiting_customer"], to: "previous" },
  facts_added: { from: OPEN, to: "same" },
  contact_changed: { from: OPEN, to: "same" },
  answered: { from: [...HANDLING, "responded"], to: "responded" },
  accepted: { from: ["responded"], to: "decided" },
  rejected: { from: ["responded", "decided"], to: "investigating" },
  implemented: { from: ["responded", "decided"], to: "implemented" },
  verification_requested: { from: ["implemented"], to: "verifying" },
  verification_attempted: { from: ["verifying"], to: "same" },
  confirmed: { from: ["implemented", "verifying"], to: "closed" },
  not_solved: { from: ["implemented", "verifying"], to: "investigating" },
  refused_for_good: { from: ["responded", "decided", "verifying"], to: "closed" },
  closed_unverified: { from: ["verifying"], to: "closed" },
  reopened: { from: ["closed", "withdrawn"], to: "investigating" },
  escalated: { from: OPEN, to: "same" },
  warned: { from: OPEN, to: "same" },
  disputed: { from: ["responded", "decided", "verifying", "investigating"], to: "external_dispute" },
  dispute_ended: { from: ["external_dispute"], to: "investigating" },
  withdrawn: { from: OPEN, to: "withdrawn" },
  merged: { from: OPEN, to: "merged" },
} as const satisfies Record<string, Move>;

export type CaseEventType = keyof typeof MOVES | "opened";
export const CASE_EVENT_TYPES = ["opened", ...Object.keys(MOVES)] as readonly CaseEventType[];

/** Where a case stands; `previous` is where it returns to after waiting for the customer. */
export type Standing = { readonly state: CaseState; readonly previous: CaseState };

/** A case begins here. */
export const RECEIVED: Standing = { state: "received", previous: "received" };

/**
 * One step of the state table.
 *
 * @returns the new standing, or `null` when the event is not possible in this state
 * @example
 * stepCase(RECEIVED, "acknowledged") // => { state: "acknowledged", previous: "received" }
 */
export function stepCase(standing: Standing, event: Exclude<CaseEventType, "opened">): Standing | null {
  const move: Move = MOVES[event];
  if (!move.from.includes(standing.state)) return null;
  if (move.to === "same") return standing;
  return { state: move.to === "previous" ? standing.previous : move.to, previous: standing.state };
}

/**
 * Whether a case still owes something to its customer.
 *
 * @example
 * isOpenCase("verifying") // => true
 */
export function isOpenCase(state: CaseState): boolean {
  return OPEN.includes(state);
}

/**
 * Events that a state allows, for buttons and refusals.
 *
 * @example
 * possibleEvents({ state: "waiting_customer", previous: "investigating" }).includes("resumed") // => true
 */
export function possibleEvents(standing: Standing): readonly CaseEventType[] {
  return (Object.keys(MOVES) as Exclude<CaseEventType, "opened">[]).filter((event) => stepCase(standing, event) !== null);
}

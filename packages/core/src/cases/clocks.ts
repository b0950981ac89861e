import { type BusinessCalendar, dueAt, elapsedMinutes, type Limit, type Pause } from "../calendar/index.js";
import { type CaseEventType, type CaseState, RECEIVED, type Severity, stepCase } from "./machine.js";

/** What a replay needs of an event; `at` in milliseconds since 1970 UTC. */
export type CaseEvent = { readonly type: CaseEventType; readonly at: number; readonly payload: { readonly [name: string]: unknown } };

export const CLOCKS = ["acknowledge", "answer", "resolve", "verify"] as const;
export type ClockKind = (typeof CLOCKS)[number];

/** Limits per severity; verify counts from the day the remedy was carried out. */
export type ServiceLevels = { readonly [S in Severity]: { readonly [C in ClockKind]: Limit } };

const wall = (minutes: number): Limit => ({ minutes, business: false });
const office = (hours: number): Limit => ({ minutes: hours * 60, business: true });
const level = (answer: number, resolve: number) => ({
  acknowledge: wall(60),
  answer: office(answer),
  resolve: office(resolve),
  verify: wall(7 * 1440),
});

/** D§8.1: acknowledge within an hour by the wall clock; answer and resolve in business hours; verify within seven days. */
export const DEFAULT_SERVICE_LEVELS: ServiceLevels = { safety: level(1, 8), high: level(2, 16), normal: level(4, 24), low: level(8, 40) };

/** A clock warns when this share of its limit is used. */
export const WARNING_SHARE = 0.75;

export type ClockState = "not_started" | "running" | "warning" | "breached" | "paused" | "done" | "done_late";
/** Instants in milliseconds since 1970 UTC. `used` is the share of the limit used up: 0 at the start, 1 when due, more when late. */
export type Clock = {
  readonly kind: ClockKind;
  readonly limit: Limit;
  readonly startedAt: number | null;
  readonly warnAt: number | null;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  readonly used: number | null;
  readonly state: ClockState;
};

/** What the events say about a case, without looking at any column. */
export type CaseFacts = {
  readonly state: CaseState;
  readonly previous: CaseState;
  readonly severity: Severity;
  /** since when the answer and resolve clocks run: the opening, or the last reopening */
  readonly runningSince: number;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly answeredAt: number | null;
  readonly implementedAt: number | null;
  readonly closedAt: number | null;
  readonly pauses: readonly Pause[];
  readonly escalation: number;
  readonly reopened: number;
  readonly attempts: readonly { readonly at: number; readonly channel: string }[];
};

const REOPENING: ReadonlySet<CaseEventType> = new Set(["reopened", "not_solved", "rejected"]);
const ENDING: ReadonlySet<CaseState> = new Set(["closed", "withdrawn", "merged"]);

/**
 * Replays a case from its event log (D§12.9).
 *
 * @param events in order, the first one `opened`
 * @throws {RangeError} when the log does not start with `opened`, or holds an event its state does not allow
 * @example
 * const events = [
 *   { type: "opened", at: 0, payload: { severity: "high" } },
 *   { type: "acknowledged", at: 60_000, payload: {} },
 * ];
 * const { state, severity, acknowledgedAt, answeredAt } = replayCase(events);
 * [state, severity, acknowledgedAt, answeredAt] // => ["acknowledged", "high", 60000, null]
 * replayCase([{ type: "acknowledged", at: 0, payload: {} }]) // throws RangeError
 */
export function replayCase(events: readonly CaseEvent[]): CaseFacts {
  const first = events[0];
  if (first === undefined || first.type !== "opened") throw new RangeError("a case log starts with “opened”");
  let standing = RECEIVED;
  let severity = first.payload.severity as Severity;
  let runningSince = first.at;
  let acknowledgedAt: number | null = null;
  let answeredAt: number | null = null;
  let implementedAt: number | null = null;
  let closedAt: number | null = null;
  let escalation = 0;
  let reopened = 0;
  const pauses: { from: number; to: number | null }[] = [];
  const attempts: { at: number; channel: string }[] = [];
  for (const event of events.slice(1)) {
    if (event.type === "opened") throw new RangeError("a case is opened once");
    const next = stepCase(standing, event.type);
    if (next === null) throw new RangeError(`“${event.type}” is not possible while ${standing.state}`);
    const pause = pauses.at(-1);
    if (standing.state === "waiting_customer" && next.state !== "waiting_customer" && pause !== undefined) pause.to = event.at;
    standing = next;
    if (event.type === "acknowledged") acknowledgedAt = event.at;
    if (event.type === "assessed" && typeof event.payload.severity === "string") severity = event.payload.severity as Severity;
    if (event.type === "asked") pauses.push({ from: event.at, to: null });
    if (event.type === "answered") answeredAt ??= event.at;
    if (event.type === "implemented") implementedAt = event.at;
    if (event.type === "escalated") escalation++;
    if (event.type === "verification_attempted") attempts.push({ at: event.at, channel: String(event.payload.channel) });
    if (REOPENING.has(event.type)) {
      escalation++;
      if (event.type !== "rejected") reopened++;
      runningSince = event.at;
      answeredAt = null;
      implementedAt = null;
      closedAt = null;
      attempts.length = 0;
    }
    if (ENDING.has(standing.state)) closedAt ??= event.at;
  }
  return {
    ...standing,
    severity,
    runningSince,
    openedAt: first.at,
    acknowledgedAt,
    answeredAt,
    implementedAt,
    closedAt,
    pauses,
    escalation,
    reopened,
    attempts,
  };
}

/** The calendar version and zone in force when the case was opened, and the limits; `now` in milliseconds since 1970 UTC. */
export type ClockRules = {
  readonly calendar: BusinessCalendar;
  readonly timeZone: string;
  readonly levels: ServiceLevels;
  readonly now: number;
};

/**
 * The four clocks of a case. Only the resolution clock pauses, and only while waiting for the customer.
 *
 * @returns acknowledge, answer, resolve, verify — in this order
 * @example
 * import { OFFICE_HOURS } from "@manyi/core/calendar";
 * const at = Date.UTC(2026, 2, 2, 10);
 * const facts = replayCase([{ type: "opened", at, payload: { severity: "high" } }]);
 * const rules = { calendar: OFFICE_HOURS, timeZone: "UTC", levels: DEFAULT_SERVICE_LEVELS, now: at + 90 * 60_000 };
 * clocksOf(facts, rules).map(({ kind, used, state }) => [kind, used, state])
 * // => [["acknowledge", 1.5, "breached"], ["answer", 0.75, "warning"], ["resolve", 0.09375, "running"], ["verify", null, "not_started"]]
 */
export function clocksOf(facts: CaseFacts, rules: ClockRules): readonly Clock[] {
  const ended = facts.closedAt;
  const clock = (kind: ClockKind, startedAt: number | null, doneAt: number | null, pauses: readonly Pause[]): Clock => {
    const limit = rules.levels[facts.severity][kind];
    if (startedAt === null) return { kind, limit, startedAt, warnAt: null, dueAt: null, doneAt: null, used: null, state: "not_started" };
    const { calendar, timeZone, now } = rules;
    const until = doneAt ?? now;
    const due = dueAt(startedAt, limit, pauses, calendar, timeZone, until);
    const warnAt = dueAt(startedAt, { ...limit, minutes: limit.minutes * WARNING_SHARE }, pauses, calendar, timeZone, until);
    const paused = pauses.reduce(
      (sum, pause) => sum + elapsedMinutes(Math.max(startedAt, pause.from), pause.to ?? until, limit.business, calendar, timeZone),
      0,
    );
    const used = Math.max(0, elapsedMinutes(startedAt, until, limit.business, calendar, timeZone) - paused) / limit.minutes;
    const isPaused = doneAt === null && pauses.some((pause) => pause.to === null);
    const running = isPaused ? "paused" : until > due ? "breached" : until >= warnAt ? "warning" : "running";
    return {
      kind,
      limit,
      startedAt,
      warnAt,
      dueAt: due,
      doneAt,
      used,
      state: doneAt === null ? running : doneAt > due ? "done_late" : "done",
    };
  };
  const pauses = facts.pauses.filter((pause) => pause.to === null || pause.to > facts.runningSince);
  return [
    clock("acknowledge", facts.openedAt, facts.acknowledgedAt ?? ended, []),
    clock("answer", facts.runningSince, facts.answeredAt ?? ended, []),
    clock("resolve", facts.runningSince, facts.implementedAt ?? ended, pauses),
    clock("verify", facts.implementedAt, facts.implementedAt === null ? null : ended, []),
  ];
}

/**
 * The clock to look at first: breached before warning before running, then the earliest due.
 *
 * @returns `null` when nothing is running
 * @example
 * import { OFFICE_HOURS } from "@manyi/core/calendar";
 * const at = Date.UTC(2026, 2, 2, 10);
 * const facts = replayCase([{ type: "opened", at, payload: { severity: "high" } }]);
 * const rules = { calendar: OFFICE_HOURS, timeZone: "UTC", levels: DEFAULT_SERVICE_LEVELS, now: at + 90 * 60_000 };
 * nextClock(clocksOf(facts, rules))?.kind // => "acknowledge"
 * nextClock([]) // => null
 */
export function nextClock(clocks: readonly Clock[]): Clock | null {
  const live = clocks.filter((clock) => clock.dueAt !== null && clock.doneAt === null);
  return live.reduce<Clock | null>((best, clock) => (best === null || clock.dueAt! < best.dueAt! ? clock : best), null);
}

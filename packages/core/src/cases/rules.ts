import type { CaseFacts } from "./clocks.js";
import type { Severity } from "./machine.js";

const DAY = 86_400_000;

/** New contact on the same matter within this many days reopens; later it is a new, linked case (D§4.3). */
export const REOPEN_DAYS = 30;

/**
 * Whether a case may be closed without the customer's word: at least three tries, on at least two channels, over at least seven days.
 *
 * @param now milliseconds since 1970 UTC
 * @returns what is still missing; all zero means it may be closed
 * @example
 * const day = 86_400_000;
 * missingForUnverified([{ at: 0, channel: "phone" }, { at: 3 * day, channel: "sms" }], 5 * day)
 * // => { tries: 1, channels: 0, days: 2 }
 */
export function missingForUnverified(attempts: CaseFacts["attempts"], now: number): { tries: number; channels: number; days: number } {
  const channels = new Set(attempts.map((attempt) => attempt.channel)).size;
  const first = attempts.length === 0 ? now : Math.min(...attempts.map((attempt) => attempt.at));
  return {
    tries: Math.max(0, 3 - attempts.length),
    channels: Math.max(0, 2 - channels),
    days: Math.max(0, Math.ceil(7 - (now - first) / DAY)),
  };
}

/** What an answer to the customer must carry (A1.8). */
export type CaseAnswer = { readonly cause: string; readonly remedy: string; readonly apology: string };

/**
 * Parts that an answer lacks.
 *
 * @example
 * missingFromAnswer({ cause: "传菜口人手不足", remedy: " ", apology: "很抱歉" }) // => ["remedy"]
 */
export function missingFromAnswer(answer: CaseAnswer): readonly (keyof CaseAnswer)[] {
  return (["cause", "remedy", "apology"] as const).filter((part) => answer[part].trim() === "");
}

/** What the customer said at verification. */
export type Verification = { readonly solved: boolean; readonly score: number | null };

/**
 * How a verified case ends. Solved, yet scored 3 or lower, is solved without satisfaction: it does not count as a closed loop.
 *
 * @example
 * outcomeOf({ solved: true, score: 5 }) // => "satisfied"
 */
export function outcomeOf(verification: Verification): "satisfied" | "not_satisfied" {
  return verification.solved && (verification.score === null || verification.score >= 4) ? "satisfied" : "not_satisfied";
}

/** Scores of one voice that may call for a case. */
export type Scores = { readonly [metric: string]: number };

/**
 * The detractor rule (U7.1): NPS ≤ 6, CSAT ≤ 2 or CES ≤ 2. Where none of the three was asked, a satisfaction ratio below 0.8
 * (5P < 4E) on any attribute decides; beside them a single attribute is for the figures, not for a case.
 *
 * @returns the reason in codes and the severity it starts with; `null` when the voice is no reason for a case
 * @example
 * unhappy({ nps: 6 }) // => { metric: "nps", value: 6, severity: "normal" }
 * @example
 * unhappy({ nps: 7 }) // => null
 * @example
 * unhappy({ "e:speed": 5, "p:speed": 3 }) // => { metric: "ratio:speed", value: 0.6, severity: "normal" }
 */
export function unhappy(scores: Scores): { metric: string; value: number; severity: Severity } | null {
  const { nps, csat, ces } = scores;
  if (nps !== undefined && nps <= 6) return { metric: "nps", value: nps, severity: nps <= 3 ? "high" : "normal" };
  if (csat !== undefined && csat <= 2) return { metric: "csat", value: csat, severity: csat === 1 ? "high" : "normal" };
  if (ces !== undefined && ces <= 2) return { metric: "ces", value: ces, severity: "normal" };
  if (nps !== undefined || csat !== undefined || ces !== undefined) return null;
  for (const [metric, e] of Object.entries(scores)) {
    const match = /^[er]:(.+)$/.exec(metric);
    const p = match === null ? undefined : scores[`p:${match[1]}`];
    if (match !== null && p !== undefined && 5 * p < 4 * e)
      return { metric: `ratio:${match[1]}`, value: p / e, severity: 5 * p < 2 * e ? "high" : "normal" };
  }
  return null;
}

import { sum } from "../numeric/index.js";

/** One item of a checklist as found. */
export interface AuditItem {
  readonly weight: number;
  /** 0 failed … 1 met; `null` not applicable */
  readonly result: number | null;
  /** failing it fails the audit */
  readonly isCritical?: boolean;
}

/** The score of an audit. */
export interface AuditScore {
  /** 0..100; at most 59 when a critical item failed */
  readonly value: number;
  /** what the items alone would give */
  readonly uncapped: number;
  /** items that applied */
  readonly n: number;
  /** none: every item of the checklist was looked at, nothing was sampled */
  readonly interval: null;
  readonly hasFailedCritical: boolean;
}

/** What a failed critical item leaves at most. */
const CRITICAL_CAP = 59;

/**
 * Audit score 稽核得分: Σwᵢsᵢ/Σwᵢ·100 over the items that apply. A critical item found at 0 fails the audit and caps the score at 59.
 *
 * @returns `null` when no item applied
 * @throws {RangeError} when a weight is not above 0 or a result lies outside 0..1
 * @example
 * auditScore([{ weight: 10, result: 1 }, { weight: 20, result: 0.5 }, { weight: 30, result: 1 }, { weight: 20, result: null }, { weight: 20, result: 0 }]).value // => 62.5
 */
export function auditScore(items: readonly AuditItem[]): AuditScore | null {
  for (const { weight, result } of items) {
    if (!(weight > 0)) throw new RangeError(`a weight is above 0, got ${weight}`);
    if (result !== null && !(result >= 0 && result <= 1)) throw new RangeError(`a result runs from 0 to 1, got ${result}`);
  }
  const applied = items.flatMap(({ weight, result, isCritical }) => (result === null ? [] : [{ weight, result, isCritical }]));
  if (applied.length === 0) return null;
  const uncapped = (100 * sum(applied.map(({ weight, result }) => weight * result))) / sum(applied.map(({ weight }) => weight));
  const hasFailedCritical = applied.some(({ isCritical, result }) => isCritical === true && result === 0);
  const value = hasFailedCritical ? Math.min(CRITICAL_CAP, uncapped) : uncapped;
  return { value, uncapped, n: applied.length, interval: null, hasFailedCritical };
}

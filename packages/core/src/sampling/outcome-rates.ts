/** How the units of a frame ended, by the standard definitions of the American Association for Public Opinion Research. */
export interface Outcomes {
  readonly complete: number;
  readonly partial: number;
  /** refusals and break-offs */
  readonly refusal: number;
  readonly nonContact: number;
  readonly other: number;
  /** eligibility unknown, whether anyone was there to ask */
  readonly unknown: number;
  /** eligibility unknown, other */
  readonly unknownOther: number;
  /** known not to belong to the population */
  readonly ineligible: number;
}

/** Outcome rates, shares 0..1; `null` where the denominator is 0. */
export interface OutcomeRates {
  /** complete, over all that may be eligible */
  readonly rr1: number | null;
  /** complete and partial, over all that may be eligible */
  readonly rr2: number | null;
  /** complete, with the unknown ones counted at the estimated share that is eligible */
  readonly rr3: number | null;
  readonly rr4: number | null;
  /** complete, over the known eligible ones only */
  readonly rr5: number | null;
  readonly rr6: number | null;
  readonly coop1: number | null;
  readonly ref1: number | null;
  readonly con1: number | null;
  /** estimated share of eligible ones among the unknown: that among the known */
  readonly eligibleShare: number | null;
}

/**
 * Response, cooperation, refusal and contact rates. For surveys with a frame only: an open link has no response rate.
 *
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example
 * const outcomes = { complete: 300, partial: 20, refusal: 80, nonContact: 150, other: 10, unknown: 100, unknownOther: 40, ineligible: 60 };
 * outcomeRates(outcomes).rr1 // => 0.4285714
 * outcomeRates(outcomes).rr3 // => 0.4370301
 */
export function outcomeRates(outcomes: Outcomes): OutcomeRates {
  for (const [name, count] of Object.entries(outcomes)) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${name} is a whole number ≥ 0, got ${count}`);
  }
  const { complete, partial, refusal, nonContact, other, ineligible } = outcomes;
  const eligible = complete + partial + refusal + nonContact + other;
  const unknown = outcomes.unknown + outcomes.unknownOther;
  const contacted = complete + partial + refusal + other;
  const eligibleShare = ratio(eligible, eligible + ineligible);
  // with nobody known there is no estimate, and nothing but the unknown to divide by
  const likely = eligible + (eligibleShare ?? 1) * unknown;
  return {
    rr1: ratio(complete, eligible + unknown),
    rr2: ratio(complete + partial, eligible + unknown),
    rr3: ratio(complete, likely),
    rr4: ratio(complete + partial, likely),
    rr5: ratio(complete, eligible),
    rr6: ratio(complete + partial, eligible),
    coop1: ratio(complete, contacted),
    ref1: ratio(refusal, eligible + unknown),
    con1: ratio(contacted, eligible + unknown),
    eligibleShare,
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * What a questionnaire that was begun counts as, by the share of applicable questions answered: complete above 80 %, partial from
 * 50 %, break-off below.
 *
 * @param answered questions answered
 * @param applicable questions shown or due to be shown
 * @returns `null` when no question applied
 * @throws {RangeError} when the numbers are not whole or more was answered than applied
 * @example
 * classifyOutcome(17, 20) // => "complete"
 * classifyOutcome(16, 20) // => "partial"
 * classifyOutcome(9, 20) // => "break-off"
 */
export function classifyOutcome(answered: number, applicable: number): "complete" | "partial" | "break-off" | null {
  if (!Number.isInteger(answered) || !Number.isInteger(applicable) || answered < 0 || answered > applicable) {
    throw new RangeError(`0 ≤ answered ≤ applicable, both whole, got ${answered} of ${applicable}`);
  }
  if (applicable === 0) return null;
  if (5 * answered > 4 * applicable) return "complete";
  return 2 * answered >= applicable ? "partial" : "break-off";
}

/** Answer to one half of a Kano pair, 1–5: like 喜欢, must-be 理应如此, neutral 无所谓, live with 勉强接受, dislike 不喜欢. */
export type KanoAnswer = 1 | 2 | 3 | 4 | 5;

/** M must-be, O one-dimensional, A attractive, I indifferent, R reverse, Q questionable. */
export type KanoCategory = "M" | "O" | "A" | "I" | "R" | "Q";

/** Which evaluation table: the classic one, or Pouliot's, where "must-be" twice and "live with" twice are questionable too. */
export type KanoTable = "classic" | "pouliot";

export type KanoCounts = Readonly<Record<KanoCategory, number>>;

// Rows: how the customer feels when it is there (functional); columns: when it is not (dysfunctional).
const CLASSIC = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
const POULIOT = ["QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"];

/**
 * Category of one Kano pair.
 *
 * @param functional answer to "how do you feel if it is there"
 * @param dysfunctional answer to "how do you feel if it is not there"
 * @throws {RangeError} when an answer is not 1, 2, 3, 4 or 5
 * @example
 * kanoCategory(1, 5) // => "O"
 */
export function kanoCategory(functional: number, dysfunctional: number, table: KanoTable = "classic"): KanoCategory {
  const category = (table === "classic" ? CLASSIC : POULIOT)[functional - 1]?.[dysfunctional - 1];
  if (category === undefined) throw new RangeError(`kanoCategory needs answers 1..5, got (${functional}, ${dysfunctional})`);
  return category as KanoCategory;
}

/**
 * Category counts from the 5 × 5 cross-table of answers an engine returns.
 *
 * @param crossTable 25 counts, row = functional answer, column = dysfunctional answer, row-major
 * @throws {RangeError} when it does not hold 25 numbers ≥ 0
 * @example
 * kanoCounts([0, 2, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) // => { M: 4, O: 3, A: 2, I: 1, R: 0, Q: 0 }
 */
export function kanoCounts(crossTable: ArrayLike<number>, table: KanoTable = "classic"): KanoCounts {
  if (crossTable.length !== 25) throw new RangeError(`kanoCounts needs 25 counts, got ${crossTable.length}`);
  const counts: Record<KanoCategory, number> = { M: 0, O: 0, A: 0, I: 0, R: 0, Q: 0 };
  for (let f = 0; f < 5; f++) {
    for (let d = 0; d < 5; d++) {
      const count = crossTable[f * 5 + d]!;
      if (!(count >= 0)) throw new RangeError(`kanoCounts needs counts ≥ 0, got ${count}`);
      counts[kanoCategory(f + 1, d + 1, table)] += count;
    }
  }
  return counts;
}

/**
 * The 5 × 5 cross-table of paired answers; a pair with a missing half is left out.
 *
 * @returns 25 counts, row-major, as {@link kanoCounts} takes them
 * @example
 * kanoCrossTable([1, 1, null], [5, 5, 2])[4] // => 2
 */
export function kanoCrossTable(functional: ArrayLike<number | null>, dysfunctional: ArrayLike<number | null>): Float64Array {
  if (functional.length !== dysfunctional.length) throw new RangeError("kanoCrossTable needs as many functional as dysfunctional answers");
  const crossTable = new Float64Array(25);
  for (let i = 0; i < functional.length; i++) {
    const f = functional[i];
    const d = dysfunctional[i];
    if (f === null || f === undefined || d === null || d === undefined) continue;
    kanoCategory(f, d); // refuses answers outside 1..5
    crossTable[(f - 1) * 5 + (d - 1)]!++;
  }
  return crossTable;
}

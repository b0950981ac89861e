/** One column of a regression: a number per row. */
export interface Predictor {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** @throws {RangeError} when a column or the weights do not have one finite number per row, or a weight is below 0 */
export function requireColumns(predictors: readonly Predictor[], rows: number, weights?: ArrayLike<number>): void {
  for (const { name, values } of predictors) {
    if (values.length !== rows)
      throw new RangeError(`a regression needs columns of one length, got ${values.length} for ${rows} of ${name}`);
    for (let i = 0; i < rows; i++) if (!Number.isFinite(values[i])) throw new RangeError(`${name} holds finite numbers, got ${values[i]}`);
  }
  if (weights === undefined) return;
  if (weights.length !== rows) throw new RangeError(`a regression needs one weight per row, got ${weights.length} for ${rows}`);
  for (let i = 0; i < rows; i++) {
    if (!(weights[i]! >= 0 && Number.isFinite(weights[i]))) throw new RangeError(`a weight is ≥ 0, got ${weights[i]}`);
  }
}

/**
 * Turns a category into 0/1 columns, one per level except the reference.
 *
 * @param name prefix of the column names
 * @param values category per row
 * @param levels levels in order, the first being the reference; default all that occur, in alphabetical order
 * @throws {RangeError} when a value is none of the levels
 * @example
 * treatmentCoding("contract", ["month", "year", "month"]) // => [{ name: "contractyear", values: [0, 1, 0] }]
 */
export function treatmentCoding(name: string, values: readonly string[], levels?: readonly string[]): Predictor[] {
  const known = levels ?? [...new Set(values)].sort();
  const stray = values.find((value) => !known.includes(value));
  if (stray !== undefined) throw new RangeError(`treatmentCoding knows no level "${stray}" of ${name}`);
  return known
    .slice(1)
    .map((level) => ({ name: `${name}${level}`, values: Float64Array.from(values, (value) => (value === level ? 1 : 0)) }));
}

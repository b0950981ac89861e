/** One column of a regression: a number per row. */
export interface Predictor {
  readonly name: string;
  readonly values: ArrayLike<number>;
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

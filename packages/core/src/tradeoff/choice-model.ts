import { type Interval, zOfLevel } from "../measures/index.js";
import { type Choice, fitConditionalLogit, varianceOf } from "./conditional-logit.js";

export type ChoiceAttribute = { readonly name: string; readonly levels: readonly string[] };

/** One choice task: what was offered, each offer by the number of its level in every attribute, and which was taken. */
export type ChoiceTask = {
  readonly offers: readonly (readonly number[])[];
  readonly chosen: number;
  /** people who chose the same, 1 when left out */
  readonly n?: number;
  /** whose choice: several tasks of one person are not independent */
  readonly person?: number | string;
};

export type ChoiceModel = {
  readonly tasks: number;
  readonly isByPerson: boolean;
  readonly logLikelihood: number;
  /** McFadden's R²: 1 − log-likelihood ÷ that of guessing */
  readonly pseudoRSquared: number;
  readonly attributes: readonly {
    readonly name: string;
    /** the part-worths of an attribute sum to 0 */
    readonly levels: readonly {
      readonly name: string;
      readonly partWorth: number;
      readonly standardError: number;
      readonly interval: Interval;
    }[];
    /** percent, 0..100: its range over the ranges of all attributes */
    readonly importance: number;
    readonly importanceInterval: Interval;
  }[];
};

/**
 * Choice-based trade-off: part-worths of attribute levels by conditional logit with effects coding, and the importance of attributes.
 *
 * @param attributes at least one, each with at least two levels
 * @param level of the intervals, 0..1; those of importance by the delta method
 * @returns `null` when the choices do not determine the part-worths
 * @throws {RangeError} for an attribute with fewer than two levels, or a task that offers an unknown level or takes no offer
 * @example
 * const attributes = [{ name: "wait", levels: ["5 min", "15 min"] }];
 * const model = choiceModel([{ offers: [[0], [1]], chosen: 0, n: 30 }, { offers: [[0], [1]], chosen: 1, n: 10 }], attributes);
 * model.attributes[0].levels.map(({ partWorth }) => partWorth) // => [0.5493, -0.5493]
 */
export function choiceModel(tasks: readonly ChoiceTask[], attributes: readonly ChoiceAttribute[], level = 0.95): ChoiceModel | null {
  if (attributes.length === 0 || attributes.some(({ levels }) => levels.length < 2))
    throw new RangeError("every attribute needs two levels or more");
  for (const task of tasks) requireTask(task, attributes);
  const starts = attributes.map((_, i) => attributes.slice(0, i).reduce((sum, { levels }) => sum + levels.length - 1, 0));
  const k = attributes.reduce((sum, { levels }) => sum + levels.length - 1, 0);
  /** Effects coding: the last level is less than all others together. */
  const weightsOf = (attribute: number, place: number): Float64Array => {
    const last = attributes[attribute]!.levels.length - 1;
    const row = new Float64Array(k);
    for (let i = 0; i < last; i++) row[starts[attribute]! + i] = place === last ? -1 : Number(i === place);
    return row;
  };
  const coded = attributes.map(({ levels }, attribute) => levels.map((_, place) => weightsOf(attribute, place)));
  const known = tasks.filter(({ n = 1 }) => n > 0);
  const isByPerson = known.every(({ person }) => person !== undefined) && new Set(known.map(({ person }) => person)).size > k;
  const choices = known.map(
    ({ offers, chosen, n = 1, person }): Choice => ({
      rows: offers.map((offer) =>
        addRows(
          offer.map((place, attribute) => coded[attribute]![place]!),
          k,
        ),
      ),
      chosen,
      n,
      person: isByPerson ? person! : null,
    }),
  );
  const fit = choices.length === 0 ? null : fitConditionalLogit(choices, k);
  if (fit === null) return null;
  const z = zOfLevel(level);
  const worth = (weights: Float64Array) => weights.reduce((sum, weight, i) => sum + weight * fit.beta[i]!, 0);
  const levels = coded.map((rows) => rows.map((weights) => ({ value: worth(weights), weights })));
  const ranges = levels.map((rows) => {
    const highest = rows.reduce((best, row) => (row.value > best.value ? row : best));
    const lowest = rows.reduce((least, row) => (row.value < least.value ? row : least));
    return { range: highest.value - lowest.value, slope: highest.weights.map((weight, i) => weight - lowest.weights[i]!) };
  });
  const whole = ranges.reduce((sum, { range }) => sum + range, 0);
  const wholeSlope = addRows(
    ranges.map(({ slope }) => slope),
    k,
  );
  const guessing = choices.reduce((sum, { rows, n }) => sum - n * Math.log(rows.length), 0);
  return {
    tasks: choices.reduce((sum, { n }) => sum + n, 0),
    isByPerson: fit.isByPerson,
    logLikelihood: fit.logLikelihood,
    pseudoRSquared: 1 - fit.logLikelihood / guessing,
    attributes: attributes.map(({ name, levels: names }, a) => {
      const importance = whole === 0 ? 0 : ranges[a]!.range / whole;
      const slope = whole === 0 ? new Float64Array(k) : ranges[a]!.slope.map((own, i) => (own - importance * wholeSlope[i]!) / whole);
      const half = z * Math.sqrt(varianceOf(fit.covariance, slope));
      return {
        name,
        levels: names.map((label, i) => {
          const { value, weights } = levels[a]![i]!;
          const standardError = Math.sqrt(varianceOf(fit.covariance, weights));
          return {
            name: label,
            partWorth: value,
            standardError,
            interval: { low: value - z * standardError, high: value + z * standardError },
          };
        }),
        importance: 100 * importance,
        importanceInterval: { low: 100 * Math.max(0, importance - half), high: 100 * Math.min(1, importance + half) },
      };
    }),
  };
}

function requireTask({ offers, chosen, n = 1 }: ChoiceTask, attributes: readonly ChoiceAttribute[]): void {
  const isKnown = offers.every(
    (offer) => offer.length === attributes.length && offer.every((place, i) => attributes[i]!.levels[place] !== undefined),
  );
  if (offers.length < 2 || !isKnown || offers[chosen] === undefined || !Number.isInteger(n) || n < 0) {
    throw new RangeError(`no choice task: ${chosen} of ${JSON.stringify(offers)}, n ${n}`);
  }
}

function addRows(rows: readonly Float64Array[], k: number): Float64Array {
  return Float64Array.from({ length: k }, (_, i) => rows.reduce((sum, row) => sum + row[i]!, 0));
}

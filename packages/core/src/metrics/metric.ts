import type { FigureKind } from "../format/index.js";
import type { Scale } from "../survey/types.js";

/** The families of metrics. `ratio` without an attribute is over every attribute with a pair. */
export type MetricFamily = "answers" | "nps" | "csat" | "ces" | "ratio" | "p" | "e";
/** One metric: its family and, for those that measure one attribute, which. */
export type Metric = { readonly family: MetricFamily; readonly attribute: string | null };

/** What a metric is: read by page, API, export, alert and scoreboard alike. */
export type MetricDefinition = {
  readonly family: MetricFamily;
  /** raised when the formula changes; a report names the version it used */
  readonly version: number;
  /** formula in the words of the method's field */
  readonly formula: string;
  readonly unit: "points" | "percent" | "scale" | "ratio" | "answers";
  /** how it is printed, which fixes the decimals */
  readonly shown: FigureKind;
  readonly better: "higher" | "neither";
  /** the declared scale; `null`: that of the question */
  readonly scale: Scale | null;
  /** per attribute (`p:service`), on its own (`nps`), or both (`ratio`, `ratio:service`) */
  readonly per: "attribute" | "whole" | "both";
  readonly interval: "adjusted Wald" | "Wilson" | "Student t" | "delta method" | "none";
  /** categories of the distribution in their fixed order */
  readonly categories: readonly string[];
  readonly source: string;
};

/** The one metric registry. */
export const METRICS: Readonly<Record<MetricFamily, MetricDefinition>> = {
  answers: {
    family: "answers",
    version: 1,
    formula: "valid voices, partial ones included",
    unit: "answers",
    shown: "count",
    better: "neither",
    scale: null,
    per: "whole",
    interval: "none",
    categories: ["complete", "partial"],
    source: "D§1",
  },
  nps: {
    family: "nps",
    version: 1,
    formula: "100 · (promoters − detractors) / n",
    unit: "points",
    shown: "nps",
    better: "higher",
    scale: { min: 0, max: 10 },
    per: "whole",
    interval: "adjusted Wald",
    categories: ["promoters", "passives", "detractors"],
    source: "D§6.2",
  },
  csat: {
    family: "csat",
    version: 1,
    formula: "share answering 4 or 5 of 1–5",
    unit: "percent",
    shown: "percent",
    better: "higher",
    scale: { min: 1, max: 5 },
    per: "whole",
    interval: "Wilson",
    categories: ["5", "4", "3", "2", "1"],
    source: "D§6.3",
  },
  ces: {
    family: "ces",
    version: 1,
    formula: "mean of 1–7, 7 = made it easy",
    unit: "scale",
    shown: "mean",
    better: "higher",
    scale: { min: 1, max: 7 },
    per: "whole",
    interval: "Student t",
    categories: ["7", "6", "5", "4", "3", "2", "1"],
    source: "D§6.4",
  },
  ratio: {
    family: "ratio",
    version: 1,
    formula: "ΣP / ΣE of the same people, attributes and scale",
    unit: "ratio",
    shown: "ratio",
    better: "higher",
    scale: null,
    per: "both",
    interval: "delta method",
    categories: ["delighted", "satisfied", "tolerable", "dissatisfied"],
    source: "D§6.1",
  },
  p: {
    family: "p",
    version: 1,
    formula: "mean perception of an attribute",
    unit: "scale",
    shown: "mean",
    better: "higher",
    scale: null,
    per: "attribute",
    interval: "Student t",
    categories: [],
    source: "D§6.7",
  },
  e: {
    family: "e",
    version: 1,
    formula: "mean expectation of an attribute",
    unit: "scale",
    shown: "mean",
    better: "neither",
    scale: null,
    per: "attribute",
    interval: "Student t",
    categories: [],
    source: "D§6.7",
  },
};

/**
 * Reads a metric code as it stands in an address: `nps`, `csat`, `ces`, `ratio`, `ratio:service`, `p:service`, `e:service`.
 *
 * @returns `null` for anything that is not a metric
 * @example
 * parseMetric("ratio:service") // => { family: "ratio", attribute: "service" }
 * parseMetric("p") // => null
 */
export function parseMetric(code: string): Metric | null {
  const [family, ...rest] = code.split(":");
  const attribute = rest.length === 0 ? null : rest.join(":");
  if (family === undefined || !isFamily(family) || attribute === "") return null;
  const { per } = METRICS[family];
  if (attribute === null ? per === "attribute" : per === "whole") return null;
  return { family, attribute };
}

/**
 * The code of a metric.
 *
 * @example
 * metricCode({ family: "p", attribute: "service" }) // => "p:service"
 */
export function metricCode({ family, attribute }: Metric): string {
  return attribute === null ? family : `${family}:${attribute}`;
}

function isFamily(text: string): text is MetricFamily {
  return Object.hasOwn(METRICS, text);
}

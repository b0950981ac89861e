import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { DayRange } from "@manyi/core/metrics";
import { levelDrift, mannKendall } from "@manyi/core/monitoring";
import { decide } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  attributeNames,
  cellAt,
  countSpans,
  type Row,
  readStatement,
  readTimeline,
  regroup,
  setOf,
  showFigures,
} from "../figures/index.js";
import { type PairedAttribute, pairedAttributes, pairOf, setName } from "./pairs.js";

type Query = z.output<typeof api.expectation.drift.query>;
type Drift = z.input<typeof api.expectation.drift.reply>;

/** Fewer periods have no slope worth a test. */
const FEWEST = 4;
const MONTHS = { month: 1, quarter: 3 } as const;

type Part = DayRange & { readonly stretch: number };

/**
 * How expectation and perception of each attribute move over months or quarters. A drift is two moves in a row in one direction that
 * together exceed chance; slopes of all attributes are corrected for their number. A question that became another one starts anew.
 */
export async function expectationDrift(ctx: Context, { recalled, by, periods, ...filters }: Query): Promise<Drift> {
  const asked = await ask(ctx, filters as Filters);
  const attributes = pairedAttributes(asked, recalled);
  const lines = await Promise.all(attributes.map((attribute) => readLine(asked, attribute, MONTHS[by], periods)));
  const range: DayRange = lines[0] === undefined ? asked.period : { from: lines[0].parts[0]!.from, to: asked.period.to };
  const whole: Asked = { ...asked, period: range, compare: null };
  const rows = lines.flatMap(({ parts, cells }, i) => {
    const { metric, attribute } = attributes[i]!;
    return parts.map(
      ({ from, to }, at): Row => ({
        metric,
        period: { from, to },
        now: cellAt(cells, [at]),
        set: { ...setOf(asked, metric, { period: { from, to } }), metric: setName(attribute, recalled) },
      }),
    );
  });
  let at = 0;
  const groups = lines.map(({ parts }) => ({ rows: parts.map(() => at++), isTotalShown: true }));
  const [statement, nameOf, figures] = await Promise.all([readStatement(whole), attributeNames(ctx), showFigures(whole, rows, groups)]);
  const found = lines.map(({ parts }, i) => {
    const pairs = groups[i]!.rows.map((row) => pairOf(figures[row]!));
    const latest = parts.flatMap(({ stretch }, part) => (stretch === parts.at(-1)!.stretch ? [part] : []));
    const held = latest.flatMap((part) => (pairs[part]!.e === null || pairs[part]!.figure.base === "low" ? [] : [pairs[part]!.e!]));
    return { parts, pairs, drifts: driftsOf(parts, pairs), slope: held.length < FEWEST ? null : mannKendall(held) };
  });
  const { isSignificant, compared } = decide(found.map(({ slope }) => slope?.p ?? null));
  return {
    statement,
    tested: compared,
    rows: found.map(({ parts, pairs, drifts, slope }, i) => ({
      attribute: attributes[i]!.attribute,
      label: nameOf(attributes[i]!.attribute),
      scale: attributes[i]!.scale,
      points: pairs.map(({ errorOfE: _error, ...pair }, part) => ({
        ...pair,
        start: isoDateOf(parts[part]!.from),
        stretch: parts[part]!.stretch,
      })),
      drifts,
      slope: slope === null ? null : { value: slope.slope, ...slope.slopeInterval, p: slope.p, significant: isSignificant[i]! },
    })),
  };
}

/** Months are the spans a question may be cut at; quarters add up whole months of one stretch. */
async function readLine(asked: Asked, { metric, measure }: PairedAttribute, months: number, periods: number) {
  const open: Asked = { ...asked, filters: { ...asked.filters, from: undefined } };
  const { whole, spans } = await readTimeline(open, metric, { by: "month", periods: periods * months });
  // a quarter that begins before the first month is no quarter
  const first = spans.findIndex(({ key }) => key % months === 0);
  const parts: Part[] = [];
  const partOf = new Map<number, number>();
  let name: number | null = null;
  spans.forEach(({ key, from, to, stretch }, span) => {
    if (span < first) return;
    const last = parts.at(-1);
    const own = Math.floor(key / months);
    if (last !== undefined && own === name && last.stretch === stretch) parts[parts.length - 1] = { ...last, to };
    else parts.push({ from, to, stretch });
    name = own;
    partOf.set(span, parts.length - 1);
  });
  const cells = regroup(await countSpans(whole, measure, "month", spans), ([span]) => {
    const part = partOf.get(Number(span));
    return part === undefined ? undefined : [part];
  });
  return { parts, cells };
}

function driftsOf(parts: readonly Part[], pairs: readonly ReturnType<typeof pairOf>[]): Drift["rows"][number]["drifts"] {
  return [...new Set(parts.map(({ stretch }) => stretch))].flatMap((stretch) => {
    const places = parts.flatMap((part, i) => (part.stretch === stretch ? [i] : []));
    const means = places.map((i) => {
      const { e, errorOfE, figure } = pairs[i]!;
      return figure.base === "low" ? { value: null, standardError: null } : { value: e, standardError: errorOfE };
    });
    return levelDrift(means).map(({ at, from, to, direction }) => ({ on: isoDateOf(parts[places[at]!]!.from), from, to, direction }));
  });
}

import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { DayRange, Metric } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  attributeNames,
  cellAt,
  countSpans,
  type Estimate,
  type Grouping,
  placeOf,
  plan,
  type Row,
  readStatement,
  readTimeline,
  regroup,
  type Span,
  setOf,
  showEstimates,
  unitGroups,
  unitsBelow,
  unitsToCompare,
} from "../figures/index.js";
import { type Leaf, rankPoints, readCorrelations, scorePoint } from "./index-points.js";
import { within } from "./model.js";
import { modelInForce } from "./model-settings.js";
import { readWeightVersions, versionAt, type WeightVersion } from "./weight-versions.js";

type Query = z.output<typeof api.analysis.modelHistory.query>;
type Reply = z.input<typeof api.analysis.modelHistory.reply>;
type Period = DayRange & { readonly stretch: number };

/**
 * The weighted index over time, as a whole and by unit. Every period is weighed by what was in force at its end, and the line breaks where
 * that changed; or all of them by today's weights. Small units are pulled towards the whole before they are ranked.
 */
export async function modelHistory(ctx: Context, { by, periods, weights, ...filters }: Query): Promise<Reply> {
  const wide = await ask(ctx, filters as Filters);
  const { definition, questions } = await modelInForce(ctx, wide);
  const asked = definition === null ? wide : within(wide, definition.surveyId);
  const rated = questions.flatMap(({ code }) => (code.startsWith("p:") ? [code.slice("p:".length)] : []));
  if (definition === null || rated.length === 0) {
    const statement = await readStatement(asked);
    return { statement, surveyId: definition?.surveyId ?? null, versions: [], periods: [], breaks: [], lines: [] };
  }
  const metrics = rated.map((attribute): Metric => ({ family: "p", attribute }));
  const months = by === "quarter" ? 3 : 1;
  const step = by === "week" ? "week" : "month";
  const { whole, spans, breaks } = await readTimeline(asked, metrics, { by: step, periods: periods * months });
  const { parts, partOf } = joinSpans(spans, months, filters.from !== undefined);
  const looked: Asked = { ...whole, period: { from: parts[0]!.from, to: parts.at(-1)!.to } };
  const [statement, versions, nameOf, correlationOf, leaves] = await Promise.all([
    readStatement(looked),
    readWeightVersions(ctx, rated),
    attributeNames(ctx),
    readCorrelations(looked, rated),
    readLeaves(looked, metrics, { step, spans, parts, partOf }),
  ]);
  const applied = parts.map(({ to }) => (weights === "today" ? versions.at(-1)! : versionAt(versions, to)));
  const units = unitsToCompare(asked.units, asked.unit);
  const lines = [null, ...units].map((unit, line) => ({
    unitId: unit?.id ?? null,
    label: unit === null ? (asked.unit?.name ?? null) : unit.name,
    points: parts.map((_, part) => scorePoint(leaves[line]![part]!, applied[part]!, correlationOf)),
  }));
  const isNew = (part: number) => part > 0 && applied[part]!.version !== applied[part - 1]!.version;
  let changes = 0;
  return {
    statement,
    surveyId: definition.surveyId,
    versions: versions.map((version, i) => presentVersion(version, versions[i - 1], nameOf)),
    periods: parts.map(({ from, to, stretch }, part) => {
      if (isNew(part)) changes++;
      return { from: isoDateOf(from), to: isoDateOf(to), version: applied[part]!.version, stretch: stretch + changes };
    }),
    breaks: [
      ...breaks,
      ...parts.flatMap(({ from }, part): Reply["breaks"] => {
        const { version } = applied[part]!;
        const label = { "zh-CN": `权重第 ${version} 版`, en: `weights v${version}` };
        return isNew(part) ? [{ on: isoDateOf(from), kind: "weights", label }] : [];
      }),
    ],
    lines: rankPoints(lines),
  };
}

/** Weeks and months as they are; quarters add up whole months of one stretch. Without dates a quarter that begins too early is left out. */
function joinSpans(spans: readonly Span[], months: number, isCut: boolean): { parts: Period[]; partOf: ReadonlyMap<number, number> } {
  const parts: Period[] = [];
  const partOf = new Map<number, number>();
  const begins = spans.findIndex(({ key }) => key % months === 0);
  const first = months === 1 || isCut ? 0 : Math.max(0, begins);
  let name: number | null = null;
  spans.forEach(({ key, from, to, stretch }, span) => {
    if (span < first) return;
    const last = parts.at(-1);
    const own = Math.floor(key / months);
    if (last !== undefined && months > 1 && own === name && last.stretch === stretch) parts[parts.length - 1] = { ...last, to };
    else parts.push({ from, to, stretch });
    name = own;
    partOf.set(span, parts.length - 1);
  });
  return { parts, partOf };
}

type Timeline = {
  readonly step: "week" | "month";
  readonly spans: readonly Span[];
  readonly parts: readonly Period[];
  readonly partOf: ReadonlyMap<number, number>;
};

/**
 * Every rated attribute in every period, of the whole and of each unit, past the privacy stage: siblings of a period are hidden together,
 * and so are the periods of the whole.
 *
 * @returns by line (the whole first), period, attribute
 */
async function readLeaves(asked: Asked, metrics: readonly Metric[], { step, spans, parts, partOf }: Timeline): Promise<Leaf[][][]> {
  const compared = unitsToCompare(asked.units, asked.unit);
  const groupOf = unitGroups(asked.units, compared);
  const members = [null, ...compared.map((unit) => unitsBelow(asked.units, unit).map(({ id }) => id))];
  const rows: Row[] = [];
  const groups: Grouping[] = [];
  const counted = await Promise.all(
    metrics.map((metric) => countSpans(asked, plan(asked, metric)?.measure ?? null, step, spans, ["unit"])),
  );
  for (const [i, metric] of metrics.entries()) {
    const wholes = regroup(counted[i]!, ([span]) => placed(partOf.get(Number(span))));
    const byUnit = regroup(counted[i]!, ([span, unit]) =>
      placed(partOf.get(Number(span)), typeof unit === "number" ? groupOf(unit) : undefined),
    );
    const start = rows.length;
    members.forEach((units, line) => {
      parts.forEach((period, part) => {
        const now = line === 0 ? cellAt(wholes, [part]) : cellAt(byUnit, [part, compared[line - 1]!.id]);
        const set = setOf(asked, metric, { period: { from: period.from, to: period.to }, ...(units === null ? {} : { units }) });
        rows.push({ metric, period: { from: period.from, to: period.to }, now, set });
      });
    });
    const at = (line: number, part: number) => start + line * parts.length + part;
    groups.push({ rows: parts.map((_, part) => at(0, part)), isTotalShown: true });
    groups.push(...parts.map((_, part) => ({ rows: compared.map((_, line) => at(line + 1, part)), isTotalShown: true })));
  }
  const shown = await showEstimates(asked, rows, groups);
  const size = members.length * parts.length;
  return members.map((_, line) =>
    parts.map((_, part) => metrics.map((metric, i) => leafOf(asked, metric, shown[i * size + line * parts.length + part]!))),
  );
}

function placed(part: number | undefined, ...rest: readonly (number | undefined)[]): number[] | undefined {
  const keys = [part, ...rest];
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function leafOf(asked: Asked, { attribute }: Metric, { figure, standardError }: Estimate): Leaf {
  const { min, max } = placeOf(asked, `p:${attribute}`).scale;
  const { value, n, suppressed } = figure;
  return {
    name: attribute!,
    mean: value === null ? null : (100 * (value - min)) / (max - min),
    standardError: standardError === null ? null : (100 * standardError) / (max - min),
    n: n ?? 0,
    isHidden: suppressed !== null,
  };
}

function presentVersion(
  { version, sinceOn: since, by, shares }: WeightVersion,
  before: WeightVersion | undefined,
  nameOf: Awaited<ReturnType<typeof attributeNames>>,
): Reply["versions"][number] {
  const codes = [...new Set([...shares.keys(), ...(before?.shares.keys() ?? [])])];
  return {
    version,
    since,
    by,
    shares: codes.map((code) => ({
      code,
      label: nameOf(code),
      share: shares.get(code) ?? 0,
      before: before === undefined ? null : (before.shares.get(code) ?? 0),
    })),
  };
}

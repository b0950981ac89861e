import type { api, Filters } from "@manyi/contracts";
import { type DayRange, type Figure, type Key, METRICS, type Metric, type Plan } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "./ask.js";
import { readStatement } from "./base.js";
import { attributeNames } from "./catalog.js";
import { cellAt, count, plan, regroup } from "./count.js";
import { setOf } from "./overview.js";
import { type Row, showFigures } from "./show.js";
import { type Unit, unitsBelow } from "./units.js";

type Query = z.output<typeof api.figures.changes.query>;
type Changes = z.input<typeof api.figures.changes.reply>;

/** A page names at most this many priorities. */
const MOST = 3;
/** Smaller bases are not worth a test of their own. */
const SMALLEST = 30;

type Tested = {
  readonly metric: Metric;
  readonly scale: { min: number; max: number } | null;
  readonly unit: Unit | null;
  readonly row: Row;
};

/**
 * What really changed: every metric is tested against the period before, for the whole and for every unit of the reader's scope, all
 * corrected together. Shown are the surest large ones, and of a store and its region only the one that says more.
 */
export async function changes(ctx: Context, { all, ...filters }: Query): Promise<Changes> {
  const asked = await ask(ctx, { ...(filters as Filters), compare: filters.compare === "none" ? "previous" : filters.compare });
  const [statement, nameOf, tested] = await Promise.all([readStatement(asked), attributeNames(ctx), testEverything(asked)]);
  const figures = await showFigures(
    asked,
    tested.map(({ row }) => row),
  );
  const items = tested.map((test, i) => ({ ...test, figure: figures[i]! }));
  const made = items.filter(({ figure }) => figure.change !== null && figure.change.p !== null);
  const real = made.filter(({ figure }) => figure.change!.significant).sort((a, b) => weightOf(b) - weightOf(a));
  const rest = made.filter(({ figure }) => !figure.change!.significant);
  const shown = all === "true" ? [...real, ...rest] : withoutEchoes(real).slice(0, MOST);
  return {
    statement,
    tested: made.length,
    significant: real.length,
    items: shown.map(({ metric, unit, figure }) => ({
      metric: metric.family,
      attribute: metric.attribute,
      unitId: unit?.id ?? null,
      label: labelOf(metric, placeOf(asked.units, unit), nameOf),
      figure,
      significant: figure.change!.significant,
    })),
  };
}

async function testEverything(asked: Asked): Promise<Tested[]> {
  const paired = asked.catalog.attributes("paired");
  const single = asked.catalog.attributes("rated").filter((code) => !paired.includes(code));
  const metrics: Metric[] = [
    ...(["nps", "csat", "ces"] as const).map((family) => ({ family, attribute: null })),
    ...paired.map((attribute) => ({ family: "ratio" as const, attribute })),
    ...single.map((attribute) => ({ family: "p" as const, attribute })),
  ].filter(({ attribute }) => asked.filters.attribute === undefined || attribute === asked.filters.attribute);
  const planned = metrics.flatMap((metric) => {
    const found = asked.catalog.find(
      metric.family === "ratio" || metric.family === "p" ? `p:${metric.attribute}` : metric.family,
      asked.surveys,
    );
    // a metric on two scales cannot be tested; asked for by name it is refused
    const counted = found.kind === "mixed scales" ? null : plan(asked, metric);
    return counted === null ? [] : [{ metric, ...counted }];
  });
  const found = await Promise.all(planned.map((one) => testMetric(asked, one)));
  return found.flat();
}

async function testMetric(
  asked: Asked,
  { metric, measure, scale }: { metric: Metric } & Extract<Plan, { kind: "count" }>,
): Promise<Tested[]> {
  const periods: DayRange[] = [asked.period, asked.compare!];
  const cells = await count(asked, measure, ["period", "unit"], periods);
  const within = asked.unit === null ? asked.units : unitsBelow(asked.units, asked.unit);
  const tested: Tested[] = [];
  const add = (unit: Unit | null, units: ReadonlySet<number> | null) => {
    const summed = regroup(cells, ([period, id]) => (units === null || (typeof id === "number" && units.has(id)) ? [period!] : undefined));
    const [now, before] = [cellAt(summed, [0]), cellAt(summed, [1])];
    if (unit !== null && (sizeOf(now) < SMALLEST || sizeOf(before) < SMALLEST)) return;
    const set = setOf(asked, metric, units === null ? {} : { units: [...units] });
    tested.push({ metric, scale, unit, row: { metric, period: asked.period, now, before, set } });
  };
  add(asked.unit, null);
  const seen = new Set<Key>([...cells.values()].map(({ keys }) => keys[1]!));
  for (const unit of within) {
    if (unit.id === asked.unit?.id || unit.parent_id === null) continue;
    const units = unitsBelow(within, unit).map(({ id }) => id);
    // where nobody else was answered to, or to somebody limited to it, this unit is the whole, which is tested already
    if (units.length === within.length || [...seen].every((id) => typeof id === "number" && units.includes(id))) continue;
    if (units.some((id) => seen.has(id))) add(unit, new Set(units));
  }
  return tested;
}

function sizeOf({ open, anonymous }: Row["now"]): number {
  const size = (counts: typeof open) =>
    counts === null ? 0 : counts.kind === "levels" ? counts.counts.reduce((a, b) => a + b, 0) : counts.n;
  return size(open) + size(anonymous);
}

type Item = Tested & { readonly figure: Figure };

/** How large a change is at the very least, as a share of what the metric can move: the near end of its interval. */
function weightOf({ metric, scale, figure }: Item): number {
  const { low, high, difference } = figure.change!;
  const least = low === null || high === null ? Math.abs(difference ?? 0) : Math.max(0, low, -high);
  const { unit } = METRICS[metric.family];
  const range = unit === "points" ? 200 : unit === "percent" ? 100 : unit === "ratio" ? 1 : (scale?.max ?? 5) - (scale?.min ?? 1);
  return least / range;
}

/** Leaves out what a larger finding on the same metric already says: a region through its store, a group through its region. */
function withoutEchoes(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  for (const item of items) if (!kept.some((other) => isEcho(item, other))) kept.push(item);
  return kept;
}

function isEcho(a: Item, b: Item): boolean {
  if (a.metric.family !== b.metric.family || a.metric.attribute !== b.metric.attribute) return false;
  if (a.unit === null || b.unit === null) return true;
  return a.unit.path.startsWith(b.unit.path) || b.unit.path.startsWith(a.unit.path);
}

const NAMES: Readonly<Record<Metric["family"], LocalText>> = {
  answers: { "zh-CN": "答卷", en: "Answers" },
  nps: { "zh-CN": "净推荐值 NPS", en: "NPS" },
  csat: { "zh-CN": "满意率 CSAT", en: "CSAT" },
  ces: { "zh-CN": "费力度 CES", en: "CES" },
  ratio: { "zh-CN": "满意度", en: "satisfaction ratio" },
  p: { "zh-CN": "感受值", en: "perception" },
  e: { "zh-CN": "期望值", en: "expectation" },
};

/** Where it changed: a unit by its name, and the whole by its own words only where there are parts to tell it from. */
function placeOf(units: readonly Unit[], tested: Unit | null): LocalText | null {
  if (tested !== null) return tested.name;
  const stores = units.filter(({ id }) => !units.some(({ parent_id }) => parent_id === id));
  if (stores.length < 2) return null;
  const top = units.find((unit) => unit.parent_id !== null && unitsBelow(units, unit).length === units.length);
  return top?.name ?? { "zh-CN": "全部", en: "all units" };
}

function labelOf({ family, attribute }: Metric, place: LocalText | null, nameOf: (code: string) => LocalText): LocalText {
  const inLocale = (locale: "zh-CN" | "en") => {
    const attributeName = attribute === null ? "" : (nameOf(attribute)[locale] ?? nameOf(attribute)["zh-CN"] ?? attribute);
    const space = locale === "en" && attribute !== null ? " " : "";
    const name = `${attributeName}${space}${NAMES[family][locale]}`;
    return place === null ? name : `${name} · ${place[locale] ?? place["zh-CN"] ?? place.en ?? ""}`;
  };
  return { "zh-CN": inLocale("zh-CN"), en: inLocale("en") };
}

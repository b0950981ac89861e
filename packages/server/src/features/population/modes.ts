import type { api, Filters } from "@manyi/contracts";
import {
  addCounts,
  baseOf,
  type Counts,
  type DayRange,
  type Difference,
  type Measurement,
  type Metric,
  testChange,
  type VoiceCounts,
} from "@manyi/core/metrics";
import { decide } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask, cellAt, count, metricOf, plan, readStatement, setOf, showFigures } from "../figures/index.js";

type Query = z.output<typeof api.population.modes.query>;
type Modes = z.input<typeof api.population.modes.reply>;
type Tested = Modes["channels"][number]["difference"];

/**
 * Whether answers differ by channel, each against all others together, and the first half of them from the second. Anonymous surveys
 * declare no channel, so their answers take no part.
 */
export async function modes(ctx: Context, { metric: code, ...filters }: Query): Promise<Modes> {
  const metric = metricOf(code);
  const plain = await ask(ctx, { ...(filters as Filters), compare: "none" });
  const asked: Asked = { ...plain, where: { ...plain.where, anonymous: "without" } };
  const planned = plan(asked, metric);
  const statement = await readStatement(asked);
  if (planned === null) return { statement, tested: 0, rule: "each-at-0.05", channels: [], halves: null };
  const [cells, parted] = await Promise.all([count(asked, planned.measure, ["channel"], [asked.period]), halvesOf(asked, planned.measure)]);
  const held = [...cells.values()].flatMap(({ keys, open }) =>
    open === null || baseOf(open) === 0 ? [] : [{ channel: String(keys[0] ?? ""), counts: open }],
  );
  held.sort((a, b) => baseOf(b.counts) - baseOf(a.counts));
  const differences = held.map(({ counts }) => {
    const others = held.filter((other) => other.counts !== counts).map((other) => other.counts);
    return others.length === 0
      ? null
      : testChange(
          metric.family,
          counts,
          others.reduce((a, b) => addCounts(a, b)),
        );
  });
  const halfTest = parted === null ? null : testChange(metric.family, parted.late.counts, parted.early.counts);
  const { isSignificant, compared, rule } = decide([...differences, halfTest].map((test) => test?.p ?? null));
  const shownHalves = parted === null ? null : await shown(asked, metric, [parted.early, parted.late]);
  const shownChannels = await shown(
    asked,
    metric,
    held.map(({ counts }) => ({ counts, period: asked.period })),
  );
  return {
    statement,
    tested: compared,
    rule,
    channels: held.map(({ channel }, i) => ({
      channel,
      figure: shownChannels[i]!,
      difference: presented(differences[i] ?? null, isSignificant[i]!),
    })),
    halves:
      shownHalves === null
        ? null
        : { early: shownHalves[0]!, late: shownHalves[1]!, difference: presented(halfTest, isSignificant.at(-1)!) },
  };
}

type Part = { readonly counts: Counts; readonly period: DayRange };

function shown(asked: Asked, metric: Metric, parts: readonly Part[]) {
  return showFigures(
    asked,
    parts.map(({ counts, period }) => ({ metric, period, now: { open: counts, anonymous: null }, set: setOf(asked, metric, { period }) })),
  );
}

function presented(found: Difference | null, isSignificant: boolean): Tested {
  if (found === null || found.low === null || found.high === null) return null;
  return { value: found.difference, low: found.low, high: found.high, p: found.p, significant: isSignificant };
}

/** Parts the days where half of the answers have come in. */
async function halvesOf(asked: Asked, measure: Measurement): Promise<{ early: Part; late: Part } | null> {
  const { period } = asked;
  const days = await count({ ...asked, isWeighted: false }, { kind: "voices" }, ["day"], [period]);
  const counted = [...days.values()]
    .map(({ keys, open }) => ({ day: Number(keys[0]), n: (open as VoiceCounts | null)?.n ?? 0 }))
    .sort((a, b) => a.day - b.day);
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  let seen = 0;
  // the day after which the two parts are most alike in size; the last day has nothing after it
  const ends = counted.slice(0, -1).map(({ day, n }) => {
    seen += n;
    return { day, distance: Math.abs(seen - total / 2) };
  });
  const middle = ends.sort((x, y) => x.distance - y.distance)[0];
  if (middle === undefined) return null;
  const parts: DayRange[] = [
    { from: period.from, to: middle.day },
    { from: middle.day + 1, to: period.to },
  ];
  const cells = await count(asked, measure, ["period"], parts);
  const [early, late] = [cellAt(cells, [0]).open, cellAt(cells, [1]).open];
  if (early === null || late === null || baseOf(early) === 0 || baseOf(late) === 0) return null;
  return { early: { counts: early, period: parts[0]! }, late: { counts: late, period: parts[1]! } };
}

import type { Moments } from "@manyi/core/drivers";
import { addCounts, type MomentCounts, type Score } from "@manyi/core/metrics";
import type { Scale } from "@manyi/core/survey";
import { AppError } from "../../platform/errors.js";
import { thresholdSince } from "../../platform/threshold.js";
import type { Asked } from "./ask.js";
import { type Cells, cellAt, count } from "./count.js";
import { metricOf, setOf } from "./overview.js";
import { refusedReleases } from "./released.js";

/** Random groups that answers are resampled in: enough for the shape of the spread, few enough to count in one statement. */
const GROUPS = 64;

/** Sums and cross-products of complete answers, as a whole and by random group of people. */
export type GroupedMoments = {
  readonly counts: MomentCounts;
  /** scaled so that the weights of all answers sum to their number */
  readonly whole: Moments;
  readonly groups: readonly Moments[];
  /** (Σw)²/Σw²; the number of answers when they are not weighted */
  readonly effectiveN: number;
};

/**
 * Counts complete answers to some metrics by random group of people. Anonymous answers take part from k on, and only as a set that does
 * not differ from one shown before by a few people.
 *
 * @param codes metric codes, each asked somewhere; the names of the moments
 * @param lots `whole` spares the groups where nothing is resampled
 * @returns `null` when nobody answered all of them
 * @throws {AppError} SCALE_MISMATCH when surveys ask one of them on different scales
 */
export async function readMoments(asked: Asked, codes: readonly string[], lots: "lots" | "whole" = "lots"): Promise<GroupedMoments | null> {
  const scores = codes.map((code) => ({ name: code, score: placeOf(asked, code).score }));
  const [cells, available] = await Promise.all([
    count(asked, { kind: "moments", scores, available: "without" }, lots === "lots" ? ["lot"] : [], [asked.period]),
    count(asked, { kind: "moments", scores, available: "only" }, [], [asked.period]),
  ]);
  const { lots: counted, withAnonymous } = await visibleLots(asked, cells, codes);
  const moments = groupedMoments(counted);
  if (moments === null) return null;
  const { open, anonymous } = cellAt(available, []);
  const shown = [open, withAnonymous ? anonymous : null].flatMap((part) => (part?.kind === "moments" ? [part.available] : []));
  return { ...moments, counts: { ...moments.counts, available: codes.map((_, i) => shown.reduce((sum, part) => sum + part[i]!, 0)) } };
}

/**
 * The same apart for each segment; answers of anonymous surveys and of nobody known stay away.
 *
 * @returns by segment id
 */
export async function readMomentsBySegment(asked: Asked, codes: readonly string[]): Promise<ReadonlyMap<number, GroupedMoments>> {
  const scores = codes.map((code) => ({ name: code, score: placeOf(asked, code).score }));
  const cells = await count(asked, { kind: "moments", scores, available: "without" }, ["segment", "lot"], [asked.period]);
  const bySegment = new Map<number, MomentCounts[]>();
  for (const { keys, open } of cells.values()) {
    const [segment] = keys;
    if (typeof segment !== "number" || open?.kind !== "moments") continue;
    const lots = bySegment.get(segment) ?? Array.from({ length: GROUPS }, (): MomentCounts => nothing(codes));
    bySegment.set(segment, lots);
    const at = groupOf(keys[1] ?? null);
    lots[at] = addLots(lots[at]!, open);
  }
  return new Map([...bySegment].flatMap(([segment, lots]) => pair(segment, groupedMoments(lots))));
}

function pair<V>(key: number, value: V | null): [number, V][] {
  return value === null ? [] : [[key, value]];
}

/** Lots with the answers of anonymous surveys where these may stand in them. */
async function visibleLots(asked: Asked, cells: Cells, codes: readonly string[]) {
  const open = Array.from({ length: GROUPS }, () => nothing(codes));
  const both = Array.from({ length: GROUPS }, () => nothing(codes));
  let anonymousN = 0;
  for (const { keys, open: own, anonymous } of cells.values()) {
    const at = groupOf(keys[0] ?? null);
    if (own?.kind === "moments") {
      open[at] = addLots(open[at]!, own);
      both[at] = addLots(both[at]!, own);
    }
    if (anonymous?.kind === "moments") {
      both[at] = addLots(both[at]!, anonymous);
      anonymousN += anonymous.n;
    }
  }
  if (anonymousN < thresholdSince(asked.ctx.organisation, asked.period.from)) return { lots: open, withAnonymous: false };
  const [refusal] = await refusedReleases(asked, [
    // one question alone tells what its mean on any other page tells: both are one family of sets
    { set: { ...setOf(asked, metricOf("nps")), metric: codes.length === 1 ? codes[0]! : `drivers ${codes.join(" ")}` }, n: anonymousN },
  ]);
  return refusal === null ? { lots: both, withAnonymous: true } : { lots: open, withAnonymous: false };
}

function groupOf(lot: string | number | null): number {
  return lot === null ? 0 : Number.parseInt(String(lot), 16) % GROUPS;
}

function nothing(names: readonly string[]): MomentCounts {
  const k = names.length;
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return { kind: "moments", names, n: 0, sums: zeros(k), crossProducts: zeros(k * k), available: zeros(k), weights: null };
}

/** An empty lot has no weights; the first answers decide whether they are weighted. */
function addLots(a: MomentCounts, b: MomentCounts): MomentCounts {
  return a.n === 0 && a.weights === null && b.weights !== null ? addCounts({ ...a, weights: { w: 0, ww: 0 } }, b) : addCounts(a, b);
}

function groupedMoments(lots: readonly MomentCounts[]): GroupedMoments | null {
  const isWeighted = lots.some(({ weights }) => weights !== null);
  const even = lots.map((lot) => (isWeighted && lot.weights === null ? { ...lot, weights: { w: 0, ww: 0 } } : lot));
  const counts = even.reduce((sum, lot) => addCounts(sum, lot));
  if (counts.n === 0) return null;
  const unit = counts.weights === null ? 1 : counts.n / counts.weights.w;
  const scaled = ({ names, n, sums, crossProducts, weights }: MomentCounts): Moments => ({
    names,
    n: weights === null ? n : weights.w * unit,
    sums: sums.map((sum) => sum * unit),
    crossProducts: crossProducts.map((sum) => sum * unit),
  });
  return {
    counts,
    whole: scaled(counts),
    groups: even.map(scaled),
    effectiveN: counts.weights === null ? counts.n : counts.weights.w ** 2 / counts.weights.ww,
  };
}

/**
 * Where a metric is asked and on which scale.
 *
 * @throws {AppError} SCALE_MISMATCH when surveys ask it on different scales
 * @throws {RangeError} when nobody asks it
 */
export function placeOf(asked: Asked, code: string): { readonly score: Score; readonly scale: Scale } {
  const place = asked.catalog.find(code, asked.surveys);
  if (place.kind === "mixed scales") throw new AppError("SCALE_MISMATCH");
  if (place.kind === "not asked") throw new RangeError(`nobody asks ${code}`);
  return place;
}

/**
 * The sets of attributes that some survey asks together with all of the given metrics.
 *
 * @returns perception codes per set, each set once
 */
export function askedTogether(asked: Asked, outcomes: readonly string[]): string[][] {
  const sets = new Map<string, string[]>();
  for (const [id, codes] of asked.catalog.surveys) {
    if (asked.surveys !== null && !asked.surveys.includes(id)) continue;
    const rated = codes.filter((code) => code.startsWith("p:") && !outcomes.includes(code)).sort();
    if (outcomes.every((outcome) => codes.includes(outcome)) && rated.length > 0) sets.set(rated.join(" "), rated);
  }
  return [...sets.values()];
}

/** Moments of the outcomes and of the set of attributes, asked together with them, that has most complete answers. */
export async function readBestMoments(asked: Asked, outcomes: readonly string[]): Promise<GroupedMoments | null> {
  const counted = await Promise.all(askedTogether(asked, outcomes).map((rated) => readMoments(asked, [...outcomes, ...rated])));
  const found = counted.filter((moments) => moments !== null);
  return found.sort((a, b) => b.counts.n - a.counts.n || b.counts.names.length - a.counts.names.length)[0] ?? null;
}

import type { ScaleCheck } from "@manyi/contracts";
import {
  addCounts,
  type DayRange,
  type Dimension,
  type Key,
  type Levels,
  type Measurement,
  type MomentCounts,
  type Score,
  type SplitCell,
  suppressCells,
} from "@manyi/core/metrics";
import { outlineOf, type RatingScale, ratingScales, type Series } from "@manyi/core/survey";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, type Cells, cellAt, count, refusedReleases, regroup } from "../figures/index.js";
import { checkScale, type ItemAnswers } from "./check-scale.js";
import type { VersionRow } from "./queries.js";

/** With fewer answers a reliability means nothing. */
const FEWEST = 10;

/** One wave: which cells are its own, and its days. */
export type Wave = { readonly keys: readonly Key[]; readonly period: DayRange };
/** How answers are told apart into waves. */
export type Parting = { readonly by: Dimension; readonly keyOf: (key: Key) => Key };

/**
 * The scales of a version, wave by wave; without parting one wave holds everything. Answers of anonymous surveys take part where neither
 * a wave nor what is left of the others tells of few people.
 *
 * @returns per wave the scales that enough people answered whole
 */
export async function readScales(
  asked: Asked,
  { survey_id: surveyId, definition, series }: VersionRow,
  waves: readonly Wave[],
  parting: Parting | null = null,
): Promise<ScaleCheck[][]> {
  const conditional = new Set(outlineOf(definition).questions.flatMap(({ key, showIf }) => (showIf === undefined ? [] : [key])));
  const checked = await Promise.all(
    ratingScales(definition).map((scale) => {
      const scores = placesOf(scale, series, surveyId);
      return scores === null ? waves.map(() => null) : readScale({ asked, scale, scores, conditional, waves, parting });
    }),
  );
  return waves.map((_, wave) => checked.flatMap((scale) => scale[wave] ?? []));
}

type Place = { readonly name: string; readonly score: Score };

function placesOf(scale: RatingScale, series: readonly Series[], surveyId: number): Place[] | null {
  const found = scale.items.flatMap(({ part }) => {
    const ordinals = series.filter((one) => one.part === part && one.kind === "score").map(({ ordinal }) => ordinal);
    return ordinals.length === 0 ? [] : [{ name: part, score: { from: "series" as const, places: [{ surveyId, ordinals }] } }];
  });
  return found.length === scale.items.length ? found : null;
}

type Looked = {
  readonly asked: Asked;
  readonly scale: RatingScale;
  readonly scores: readonly Place[];
  /** how many were asked is not known where a question depends on an answer */
  readonly conditional: ReadonlySet<string>;
  readonly waves: readonly Wave[];
  readonly parting: Parting | null;
};

async function readScale({ asked, scale, scores, conditional, waves, parting }: Looked): Promise<(ScaleCheck | null)[]> {
  const counted = async (measure: Measurement): Promise<Cells> => {
    const cells = await count(asked, measure, parting === null ? [] : [parting.by], [asked.period]);
    return parting === null ? cells : regroup(cells, ([key]) => [parting.keyOf(key ?? null)]);
  };
  const measures = await Promise.all([
    counted({ kind: "moments", scores, available: "without" }),
    counted({ kind: "voices" }),
    ...scores.map(({ score }) => counted({ kind: "levels", score, scale: scale.scale })),
  ]);
  const cells = waves.map(({ keys }) => measures.map((one) => cellAt(one, keys)));
  const withAnonymous = await mayShow(asked, scale, waves, cells);
  return cells.map((own, wave) => {
    const [summed, people, ...answers] = own.map((cell) => shownOf(cell, withAnonymous[wave]!));
    const counts = summed as MomentCounts | null;
    if (counts === null || counts.n < FEWEST) return null;
    const askedOf = (people as { readonly n: number } | null)?.n ?? 0;
    const items = answers.map(
      (one, i): ItemAnswers => ({
        counts: (one as Levels | null)?.counts ?? emptyOf(scale),
        asked: conditional.has(scale.items[i]!.question) ? null : askedOf,
      }),
    );
    return checkScale(scale, counts, items);
  });
}

/** Per wave whether its anonymous answers may be counted in: every count of it, and nothing beside it tells what is left out. */
async function mayShow(
  asked: Asked,
  { key }: RatingScale,
  waves: readonly Wave[],
  cells: readonly (readonly SplitCell[])[],
): Promise<boolean[]> {
  const isTotalShown = waves.length > 1;
  const hidden = waves.map(() => false);
  for (const measure of cells[0]?.keys() ?? []) {
    const siblings = cells.map((own) => own[measure]!);
    if (siblings.every(({ anonymous }) => anonymous === null)) continue;
    const k = thresholdSince(asked.ctx.organisation, asked.period.from);
    const found = suppressCells(siblings, { k, isTotalShown });
    for (const wave of waves.keys()) {
      const part = siblings[wave]!.anonymous;
      // α and means of an item that everybody answered alike tell no more than its mean on any other page does
      const isBeside = found.hidden[wave] === "complement" || found.isTotalHidden;
      const isHidden = part === null || sizeOf(part) < k || isBeside;
      hidden[wave] = hidden[wave]! || isHidden;
    }
  }
  const releases = waves.flatMap(({ period }, wave) => {
    const part = cells[wave]![0]!.anonymous;
    if (hidden[wave] || part === null) return [];
    const set = { metric: `scale ${key}`, period, units: asked.where.units ?? null, surveys: asked.surveys };
    return [{ wave, release: { set, n: sizeOf(part) } }];
  });
  const refusals = await refusedReleases(
    asked,
    releases.map(({ release }) => release),
  );
  const shown = new Set(releases.flatMap(({ wave }, i) => (refusals[i] === null ? [wave] : [])));
  return waves.map((_, wave) => shown.has(wave));
}

function sizeOf(part: NonNullable<SplitCell["anonymous"]>): number {
  return part.kind === "levels" ? part.counts.reduce((sum, one) => sum + one, 0) : part.n;
}

function shownOf({ open, anonymous }: SplitCell, withAnonymous: boolean) {
  if (!withAnonymous || anonymous === null) return open;
  return open === null ? anonymous : addCounts(open, anonymous);
}

function emptyOf({ scale: { min, max } }: RatingScale): number[] {
  return Array.from({ length: max - min + 1 }, () => 0);
}

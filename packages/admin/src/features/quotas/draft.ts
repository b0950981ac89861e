import type { QuotaChoice, QuotaPlanView, QuotaProgress, WantedQuotas } from "@manyi/contracts";
import { spreadTarget } from "@manyi/core/quotas";

type WantedQuota = WantedQuotas["quotas"][number];

/** How a total is spread over cells: alike, or as the people are known to be. */
export type Fill = "alike" | "people";

/** A quota that is being made: what tells its people apart, which levels, how many answers in all, and what was typed over. */
export type Draft = {
  readonly mode: "hard" | "soft";
  readonly dimensions: readonly string[];
  /** levels by dimension; a dimension that is absent takes all of its levels */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  readonly total: number;
  readonly fill: Fill;
  /** targets by cell, by the name `cellName` gives it; null: no quota for this combination */
  readonly typed: Readonly<Record<string, number | null>>;
};

export const NEW_DRAFT: Draft = { mode: "hard", dimensions: [], levels: {}, total: 200, fill: "alike", typed: {} };

/** Cells beyond this cannot be overlooked, let alone filled. */
export const MOST_CELLS = 500;

/** How a dimension is called in a draft. */
export function nameOf(dimension: QuotaChoice["dimension"]): string {
  return dimension.kind === "answer" ? `answer ${dimension.question}` : dimension.kind;
}

/** How a cell is called among the cells of a draft. */
export function cellName(levels: readonly string[]): string {
  return JSON.stringify(levels);
}

/** The chosen dimensions in the order they were chosen; what is not offered any more is passed over. */
export function chosenOf(draft: Draft, choices: readonly QuotaChoice[]): readonly QuotaChoice[] {
  return draft.dimensions.flatMap((name) => choices.find((choice) => nameOf(choice.dimension) === name && choice.refusal === null) ?? []);
}

/** The levels of a dimension that take part: those picked, or all. Of units, where none are picked, those on one height only. */
export function levelsOf(draft: Draft, choice: QuotaChoice): QuotaChoice["levels"] {
  const picked = draft.levels[nameOf(choice.dimension)];
  if (picked !== undefined) return choice.levels.filter(({ level }) => picked.includes(level));
  if (choice.dimension.kind !== "unit") return choice.levels;
  const known = new Set(choice.levels.map(({ level }) => level));
  const tops = choice.levels.filter(({ parent }) => parent === null || !known.has(parent));
  const below = choice.levels.filter(({ parent }) => parent === tops[0]?.level);
  return tops.length === 1 && below.length > 0 ? below : tops;
}

/** Whether people are known for one of the chosen dimensions, so that a total can be spread by them. */
export function knowsPeople(draft: Draft, choices: readonly QuotaChoice[]): boolean {
  return chosenOf(draft, choices).some((choice) => levelsOf(draft, choice).some(({ people }) => people !== null));
}

export type DraftCell = {
  readonly levels: readonly string[];
  readonly labels: readonly QuotaChoice["label"][];
  readonly target: number | null;
};

/** Every combination of the chosen levels with its target; `null` when there are more than can be handled. */
export function cellsOf(draft: Draft, choices: readonly QuotaChoice[]): readonly DraftCell[] | null {
  const chosen = chosenOf(draft, choices).map((choice) => levelsOf(draft, choice));
  const n = chosen.reduce((product, levels) => product * levels.length, 1);
  if (n === 0) return [];
  if (n > MOST_CELLS) return null;
  const shares = chosen.map((levels) =>
    draft.fill === "people" && levels.some(({ people }) => people !== null) ? levels.map(({ people }) => people ?? 0) : levels.length,
  );
  const targets = spreadTarget(draft.total, shares);
  let combinations: QuotaChoice["levels"][] = [[]];
  for (const levels of chosen) combinations = combinations.flatMap((before) => levels.map((level) => [...before, level]));
  return combinations.map((combination, place) => {
    const levels = combination.map(({ level }) => level);
    const typed = draft.typed[cellName(levels)];
    return { levels, labels: combination.map(({ label }) => label), target: typed === undefined ? (targets[place] ?? 0) : typed };
  });
}

/** The quota a draft stands for; cells without a target are left out. `null` when none is left. */
export function quotaOf(draft: Draft, choices: readonly QuotaChoice[]): WantedQuota | null {
  const cells = (cellsOf(draft, choices) ?? []).flatMap(({ levels, target }) =>
    target === null ? [] : [{ levels: [...levels], target, isClosed: false }],
  );
  if (cells.length === 0) return null;
  return { mode: draft.mode, dimensions: chosenOf(draft, choices).map(({ dimension }) => dimension), cells };
}

/** The plan as it stands, as it is sent back. */
export function wantedOf(plan: QuotaPlanView): WantedQuotas {
  return { revision: plan.revision, countsFrom: plan.countsFrom, quotas: plan.quotas.map(asWanted) };
}

/** A quota as it stands, as it is sent back. */
export function asWanted({ id, mode, dimensions, cells }: QuotaProgress): WantedQuota {
  return {
    id,
    mode,
    dimensions: [...dimensions],
    cells: cells.map((cell) => ({ id: cell.id, levels: [...cell.levels], target: cell.target, isClosed: cell.state === "closed" })),
  };
}

/** The same plan with one quota changed, or without it. */
export function withQuota(plan: QuotaPlanView, id: number, changed: WantedQuota | null): WantedQuotas {
  const wanted = wantedOf(plan);
  return { ...wanted, quotas: wanted.quotas.flatMap((quota) => (quota.id === id ? (changed ?? []) : quota)) };
}

/** Answers of a whole quota: what its cells have reached, against their targets. */
export function sumOf({ cells }: QuotaProgress): { readonly reached: number; readonly target: number; readonly out: number } {
  return cells.reduce(
    (sum, { reached, target, screenedOut: { door, page, sent } }) => ({
      reached: sum.reached + reached,
      target: sum.target + target,
      out: sum.out + door + page + sent,
    }),
    { reached: 0, target: 0, out: 0 },
  );
}

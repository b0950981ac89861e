import type { Quota, QuotaCell, QuotaDimension, QuotaFacts } from "./types.js";

/** A cell with the quota it belongs to. */
export type Fallen = { readonly quota: Quota; readonly cell: QuotaCell };

/**
 * The cells somebody falls in, in the order of the quotas. A cell asks for something that is not known (yet): nobody falls in it.
 *
 * @param quotas the quotas of one survey
 * @param facts what is known of who answers
 * @example
 * const cell = { id: 1, levels: ["en"], target: 2, reached: 0, isClosed: false };
 * const quota = { id: 7, mode: "hard", dimensions: [{ kind: "locale" }], cells: [cell] };
 * const facts = { units: [], channel: "qr", touchpointId: null, segmentId: null, locale: "en", answers: {} };
 * cellsOf([quota], facts).map(({ cell }) => cell.id) // => [1]
 */
export function cellsOf(quotas: readonly Quota[], facts: QuotaFacts): readonly Fallen[] {
  return quotas.flatMap((quota) =>
    quota.cells.filter(({ levels }) => quota.dimensions.every((by, i) => isAt(by, levels[i], facts))).map((cell) => ({ quota, cell })),
  );
}

function isAt(dimension: QuotaDimension, level: string | undefined, facts: QuotaFacts): boolean {
  if (level === undefined) return false;
  switch (dimension.kind) {
    case "unit":
      return facts.units.includes(Number(level));
    case "touchpoint":
      return facts.touchpointId !== null && facts.touchpointId === Number(level);
    case "segment":
      return facts.segmentId !== null && facts.segmentId === Number(level);
    case "channel":
      return facts.channel === level;
    case "locale":
      return facts.locale === level;
    case "answer":
      return facts.answers[dimension.question] === level;
  }
}

/** How a cell stands: still open, its target reached, beyond it (soft only), or closed by hand. */
export type CellState = "open" | "full" | "over" | "closed";

/**
 * How a cell stands.
 *
 * @param mode `hard` or `soft`
 * @param cell target, answers reached and whether it was closed by hand
 * @example
 * cellState("hard", { target: 100, reached: 100, isClosed: false }) // => "full"
 * cellState("soft", { target: 100, reached: 104, isClosed: false }) // => "over"
 * cellState("soft", { target: 100, reached: 4, isClosed: true }) // => "closed"
 */
export function cellState(
  mode: Quota["mode"],
  { target, reached, isClosed }: Pick<QuotaCell, "target" | "reached" | "isClosed">,
): CellState {
  if (isClosed) return "closed";
  if (reached < target) return "open";
  return mode === "soft" && reached > target ? "over" : "full";
}

/**
 * The first cell that has no place left; `null` when there is one in all of them. A soft quota always has a place, unless it was closed by
 * hand.
 *
 * @param fallen cells somebody falls in, as `cellsOf` gives them
 * @example
 * const cell = { id: 1, levels: [], target: 2, reached: 2, isClosed: false };
 * firstFull([{ quota: { id: 7, mode: "hard", dimensions: [], cells: [cell] }, cell }])?.cell.id // => 1
 * firstFull([{ quota: { id: 7, mode: "soft", dimensions: [], cells: [cell] }, cell }]) // => null
 */
export function firstFull(fallen: readonly Fallen[]): Fallen | null {
  return fallen.find(({ quota, cell }) => cell.isClosed || (quota.mode === "hard" && cell.reached >= cell.target)) ?? null;
}

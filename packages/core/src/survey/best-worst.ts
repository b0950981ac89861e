import { type BestWorstDesign, bestWorstDesign } from "../tradeoff/index.js";
import type { AnswerValue, BestWorstQuestion, Option } from "./types.js";

/** Questionnaires of different sets that people take turns with. */
export const BEST_WORST_BLOCKS = 12;

/** One set as it is shown: its place in the person's row, from 1, and its items. */
export type ShownSet = { readonly number: number; readonly options: readonly Option[] };

type Planned = Pick<BestWorstQuestion, "options" | "perSet" | "sets">;

// a question is a value that is never changed in place, so its design stays true
const designs = new WeakMap<readonly Option[], Map<string, BestWorstDesign>>();

function designOf({ options, perSet, sets }: Planned): BestWorstDesign {
  const known = designs.get(options) ?? new Map<string, BestWorstDesign>();
  designs.set(options, known);
  const name = `${perSet} ${sets}`;
  let design = known.get(name);
  if (design === undefined) {
    design = bestWorstDesign({ items: options.length, perSet, sets, blocks: BEST_WORST_BLOCKS, seed: 1 });
    known.set(name, design);
  }
  return design;
}

/**
 * Whether sets can be drawn at all: more items than stand in a set, and every item in at least one.
 *
 * @example
 * const options = ["a", "b", "c", "d"].map((id, i) => ({ id, code: i + 1, text: {} }));
 * canDrawSets({ options, perSet: 3, sets: 4 }) // => true
 * canDrawSets({ options, perSet: 4, sets: 4 }) // => false
 */
export function canDrawSets({ options, perSet, sets }: Planned): boolean {
  return (
    perSet >= 2 &&
    perSet <= 6 &&
    options.length > perSet &&
    options.length <= 40 &&
    sets >= 1 &&
    sets <= 20 &&
    sets * perSet >= options.length
  );
}

/**
 * The sets of one of the questionnaires, in order.
 *
 * @param block 1..12
 * @returns empty where no sets can be drawn
 * @example
 * const options = ["a", "b", "c", "d"].map((id, i) => ({ id, code: i + 1, text: {} }));
 * bestWorstSets({ options, perSet: 3, sets: 4 }, 1).map((set) => set.options.length) // => [3, 3, 3, 3]
 */
export function bestWorstSets(question: Planned, block: number): ShownSet[] {
  if (!canDrawSets(question)) return [];
  const sets = designOf(question).blocks[block - 1] ?? [];
  return sets.map((items, i) => ({ number: i + 1, options: items.map((item) => question.options[item]!) }));
}

/**
 * Which questionnaire a visit gets: always the same for one name, each as often as the others for many.
 *
 * @param visit any name of the visit
 * @returns 1..12
 * @example
 * blockOfVisit("lq2x1.abc") // => 6
 */
export function blockOfVisit(visit: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < visit.length; i += 1) hash = Math.imul(hash ^ visit.charCodeAt(i), 0x01000193);
  return ((hash >>> 8) % BEST_WORST_BLOCKS) + 1;
}

/** What tells the design of a question from any other: answers are stored by number of set. */
export function designName({ options, perSet, sets }: Planned): string {
  let hash = 0x811c9dc5;
  for (const character of `${options.map(({ code }) => code).join(",")} ${perSet} ${sets}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** The answer to one set as one number, from 1; `null` when it is not complete. */
export function packSet(question: Planned, number: number, value: AnswerValue | undefined): number | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const parts = value as { readonly [part: string]: unknown };
  const block = parts.block;
  if (typeof block !== "number") return null;
  const shown = bestWorstSets(question, block)[number - 1]?.options ?? [];
  const best = shown.findIndex(({ id }) => id === parts[`b${number}`]);
  const worst = shown.findIndex(({ id }) => id === parts[`w${number}`]);
  if (best < 0 || worst < 0 || best === worst) return null;
  const { perSet, sets } = question;
  return ((block - 1) * sets + (number - 1)) * perSet ** 2 + best * perSet + worst + 1;
}

/**
 * What a packed answer says, by place of the items in the question.
 *
 * @returns `null` for a number that no set of this question has
 * @example
 * const options = ["a", "b", "c", "d"].map((id, i) => ({ id, code: i + 1, text: {} }));
 * const { set, best, worst } = unpackSet({ options, perSet: 3, sets: 4 }, 2);
 * [set.indexOf(best), set.indexOf(worst)] // => [0, 1]
 */
export function unpackSet(question: Planned, packed: number): { set: readonly number[]; best: number; worst: number } | null {
  const { perSet, sets } = question;
  if (!canDrawSets(question) || !Number.isInteger(packed) || packed < 1) return null;
  const at = Math.floor((packed - 1) / perSet ** 2);
  const set = designOf(question).blocks[Math.floor(at / sets)]?.[at % sets];
  if (set === undefined) return null;
  const picked = (packed - 1) % perSet ** 2;
  const [best, worst] = [set[Math.floor(picked / perSet)], set[picked % perSet]];
  return best === undefined || worst === undefined || best === worst ? null : { set, best, worst };
}

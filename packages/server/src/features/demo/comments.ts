import * as en from "./comment-frame-en.js";
import * as zh from "./comment-frame-zh.js";
import { SUBJECTS_EN } from "./comment-subjects-en.js";
import { SUBJECTS_ZH } from "./comment-subjects-zh.js";
import { typed } from "./comment-typing.js";
import type { Dice } from "./dice.js";

/** What is said about one attribute: what was so, and what came of it or a detail; any of `more` may follow any of `say`. */
type Pieces = { readonly say: readonly string[]; readonly more: readonly string[] };
export type Subject = { readonly good: Pieces; readonly bad: Pieces };

export type Told = {
  readonly isEnglish: boolean;
  /** attribute code */
  readonly subject: string;
  readonly isGood: boolean;
  /** in a store and on a day when the bad plum drink was sold */
  readonly isBatch?: boolean;
  /** since the new dish is on the menu */
  readonly isNewDish?: boolean;
};

/** Shares of comments: a word or two; copied from elsewhere; with an opening, a fact, a detail, a second subject, a "but" and a closing. */
const SHARES = {
  short: 0.05,
  copied: 0.008,
  opening: 0.42,
  fact: 0.5,
  more: 0.72,
  second: 0.1,
  aside: 0.12,
  closing: 0.42,
  batch: 0.8,
  newDish: 0.09,
};
/** What comes up by the way at a table. */
const SECOND = ["taste", "staff", "serving_speed", "price", "cleanliness", "decor", "waiting"];
/** What stays the same within one comment. */
const KEPT: ReadonlySet<string> = new Set(["people", "h", "price", "spot"]);

/** Fills the places in braces; some are drawn once for the whole comment. */
function filler(dice: Dice, slots: Readonly<Record<string, readonly string[]>>): (text: string) => string {
  const kept = new Map<string, string>();
  const draw = (slot: string) => {
    if (slot === "n") return String(25 + dice.below(40));
    if (slot === "s") return String(5 + dice.below(11));
    return dice.pick(slots[slot]!);
  };
  return (text) =>
    text.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const drawn = kept.get(slot) ?? draw(slot);
      if (KEPT.has(slot)) kept.set(slot, drawn);
      return drawn;
    });
}

/** The clauses of a comment without marks between them; `null` when nobody says anything about the subject. */
function clausesOf(dice: Dice, { isEnglish, subject, isGood, isBatch, isNewDish }: Told): readonly string[] | null {
  const side = isGood ? "good" : "bad";
  const [subjects, frame] = isEnglish ? [SUBJECTS_EN, en] : [SUBJECTS_ZH, zh];
  const own = subjects[subject]?.[side];
  if (own === undefined) return null;
  const fill = filler(dice, frame.SLOTS);
  if (dice.chance(SHARES.short)) return [fill(dice.pick(frame.SHORT[side]))];
  const isDelivered = subject === "delivery";
  const around = isDelivered ? frame.DELIVERY : { opening: frame.OPENINGS, fact: frame.FACTS, aside: frame.ASIDES };
  const isOfBatch = isBatch === true && !isDelivered && !isGood && dice.chance(SHARES.batch);
  const text: string[] = [];
  if (dice.chance(SHARES.opening)) text.push(dice.pick(around.opening));
  if (dice.chance(SHARES.fact)) text.push(dice.pick(around.fact));
  text.push(dice.pick(isOfBatch && subject === "taste" ? frame.BATCH : own.say));
  if (text.length === 1 || dice.chance(SHARES.more)) text.push(dice.pick(own.more));
  if (!isDelivered && dice.chance(SHARES.second)) text.push(dice.pick(subjects[dice.pick(SECOND)]![side].say));
  if (isOfBatch && subject !== "taste") text.push(dice.pick(frame.BATCH));
  if (isNewDish === true && dice.chance(SHARES.newDish)) text.push(dice.pick(frame.NEW_DISH[side]));
  if (dice.chance(SHARES.aside)) text.push(dice.pick(around.aside[side]));
  if (dice.chance(SHARES.closing)) text.push(dice.pick(frame.CLOSINGS[side]));
  return text.map(fill);
}

/**
 * What one customer writes about an attribute: pieces put together and typed the way people type. The same dice give the same comment.
 *
 * @returns `null` when customers write nothing about this attribute
 */
export function commentOf(dice: Dice, told: Told): string | null {
  const clauses = clausesOf(dice, told);
  if (clauses === null) return null;
  const copied = (told.isEnglish ? en : zh).COPIED[told.isGood ? "good" : "bad"];
  return dice.chance(SHARES.copied) ? dice.pick(copied) : typed(dice, clauses, told);
}

/** The same said aloud, without the habits of a keyboard. */
export function spokenOf(dice: Dice, told: Told): string {
  return `${clausesOf(dice, told)!.join("，")}。`;
}

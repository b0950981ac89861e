import { isContradictory, isGibberish, isImpossible, isStraightLine } from "@manyi/core/quality";
import type { Answers, AnswerValue, PackedAnswers, Question, Scale, SurveyDefinition } from "@manyi/core/survey";
import { isAnswered, visibleQuestions } from "@manyi/core/survey";

export type Signs = {
  /** seconds between opening and sending; `null` when not known */
  readonly seconds: number | null;
  readonly tooFast: number;
  /** what stood in the field that people cannot see */
  readonly trap: string;
  /** came without proof of work, and more of these came than people without scripts send */
  readonly isUnproven: boolean;
  /** what another system sent, unchecked: answers to questions that were not asked show in it */
  readonly posted?: Readonly<Record<string, unknown>>;
};

/** No evidence beside the answers themselves: of files, and of systems that say nothing of time and device. */
export const NO_SIGNS: Signs = { seconds: null, tooFast: 0, trap: "", isUnproven: false };
/** So many ratings of one file on one scale are a grid; all at one end of it are a straight line only when there are more. */
const GRID_ITEMS = 5;
const GRID_ITEMS_AT_END = 8;

type Scores = Pick<PackedAnswers, "nps" | "csat" | "ces">;

/**
 * Marks of doubtful quality (D§5.6). A mark never removes an answer; whether it counts is a person's decision. Copied words and repeated
 * answers show only beside others and are found later, see `features/quality`.
 *
 * @returns `speeding`, `straight_lining`, `bot_trap`, `contradiction`, `impossible`, `gibberish`, `unproven`
 */
export function flagsOf(definition: SurveyDefinition, answers: Answers, scores: Scores, signs: Signs): string[] {
  const flags: string[] = [];
  const asked = visibleQuestions(definition, answers);
  if (signs.seconds !== null && signs.seconds < signs.tooFast) flags.push("speeding");
  if (asked.some((question) => question.type === "matrix" && isStraightLine(rowsOf(answers, question)))) flags.push("straight_lining");
  if (signs.trap !== "") flags.push("bot_trap");
  if (isContradictory({ ...scores, ratings: asked.flatMap((question) => ratingsOf(answers, question)) })) flags.push("contradiction");
  if (isImpossible({ ticked: asked.map((question) => tickedOf(answers, question)), unasked: unaskedOf(signs.posted, definition, asked) }))
    flags.push("impossible");
  if (asked.some((question) => question.type === "text" && isGibberish(textOf(answers, question)))) flags.push("gibberish");
  if (signs.isUnproven) flags.push("unproven");
  return flags;
}

/**
 * The same for a row of a file, where grids are columns of their own and words stand beside the answers.
 *
 * @param comment the words of the row; `null` none
 */
export function flagsOfRow(definition: SurveyDefinition, answers: Answers, scores: Scores & Pick<PackedAnswers, "comment">): string[] {
  const flags = flagsOf(definition, answers, scores, NO_SIGNS);
  const grids = new Map<string, { readonly scale: Scale; readonly row: number[] }>();
  for (const page of definition.pages) {
    for (const question of page.questions) {
      const given = answers[question.key];
      if (question.type !== "rating" || typeof given !== "number") continue;
      const { min, max } = question.scale;
      const key = `${question.role} ${min} ${max}`;
      const grid = grids.get(key) ?? { scale: question.scale, row: [] };
      grid.row.push(given);
      grids.set(key, grid);
    }
  }
  const isLine = [...grids.values()].some(({ scale: { min, max }, row }) =>
    isStraightLine(row, row[0] === min || row[0] === max ? GRID_ITEMS_AT_END : GRID_ITEMS),
  );
  if (isLine && !flags.includes("straight_lining")) flags.push("straight_lining");
  if (scores.comment !== null && isGibberish(scores.comment) && !flags.includes("gibberish")) flags.push("gibberish");
  return flags;
}

/** The words of what was ticked, in the survey's first language. */
function tickedOf(answers: Answers, question: Question): string[] {
  const given = answers[question.key];
  if (question.type !== "multiple" || !Array.isArray(given)) return [];
  return question.options.filter(({ id }) => given.includes(id)).map(({ text }) => text["zh-CN"] ?? text.en ?? "");
}

function unaskedOf(posted: Signs["posted"], definition: SurveyDefinition, asked: readonly Question[]): number {
  if (posted === undefined) return 0;
  const keys = new Set(asked.map(({ key }) => key));
  const all = definition.pages.flatMap((page) => page.questions);
  return all.filter(({ key }) => !keys.has(key) && isAnswered(posted[key] as AnswerValue | undefined)).length;
}

function textOf(answers: Answers, { key }: Question): string {
  const given = answers[key];
  return typeof given === "string" ? given : "";
}

function rowsOf(answers: Answers, { key }: Question): (number | null)[] {
  const rows = answers[key];
  if (typeof rows !== "object" || rows === null || Array.isArray(rows)) return [];
  return Object.values(rows).map((value) => (typeof value === "number" ? value : null));
}

/** Perceptions of single things, on 0–1. */
function ratingsOf(answers: Answers, question: Question): number[] {
  if (question.type === "matrix")
    return rowsOf(answers, question).flatMap((value) => (value === null ? [] : [share(value, question.scale)]));
  const given = answers[question.key];
  if (question.type === "rating" && question.role !== "expectation" && typeof given === "number") return [share(given, question.scale)];
  if (question.type !== "pair" || typeof given !== "object" || given === null || Array.isArray(given)) return [];
  const { p } = given as { readonly p?: unknown };
  return typeof p === "number" ? [share(p, question.scale)] : [];
}

function share(value: number, { min, max }: Scale): number {
  return (value - min) / (max - min);
}

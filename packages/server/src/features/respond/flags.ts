import { isContradictory, isGibberish, isStraightLine } from "@manyi/core/quality";
import type { Answers, PackedAnswers, Question, Scale, SurveyDefinition } from "@manyi/core/survey";
import { visibleQuestions } from "@manyi/core/survey";

export type Signs = {
  /** seconds between opening and sending; `null` when not known */
  readonly seconds: number | null;
  readonly tooFast: number;
  /** what stood in the field that people cannot see */
  readonly trap: string;
  /** came without proof of work, and more of these came than people without scripts send */
  readonly isUnproven: boolean;
};

type Scores = Pick<PackedAnswers, "nps" | "csat" | "ces">;

/**
 * Marks of doubtful quality (D§5.6). A mark never removes an answer; whether it counts is a person's decision. Copied words and repeated
 * answers show only beside others and are found later, see `features/quality`.
 *
 * @returns `speeding`, `straight_lining`, `bot_trap`, `contradiction`, `gibberish`, `unproven`
 */
export function flagsOf(definition: SurveyDefinition, answers: Answers, scores: Scores, signs: Signs): string[] {
  const flags: string[] = [];
  const asked = visibleQuestions(definition, answers);
  if (signs.seconds !== null && signs.seconds < signs.tooFast) flags.push("speeding");
  if (asked.some((question) => question.type === "matrix" && isStraightLine(rowsOf(answers, question)))) flags.push("straight_lining");
  if (signs.trap !== "") flags.push("bot_trap");
  if (isContradictory({ ...scores, ratings: asked.flatMap((question) => ratingsOf(answers, question)) })) flags.push("contradiction");
  if (asked.some((question) => question.type === "text" && isGibberish(textOf(answers, question)))) flags.push("gibberish");
  if (signs.isUnproven) flags.push("unproven");
  return flags;
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

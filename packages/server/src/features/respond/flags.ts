import type { Answers, SurveyDefinition } from "@manyi/core/survey";
import { visibleQuestions } from "@manyi/core/survey";

/** Equal ratings in a row from which a grid counts as answered without reading (D§5.6). */
const STRAIGHT_LINE = 5;

export type Signs = {
  /** seconds between opening and sending; `null` when not known */
  readonly seconds: number | null;
  readonly tooFast: number;
  /** what stood in the field that people cannot see */
  readonly trap: string;
};

/**
 * Marks of doubtful quality. A mark never removes an answer; whether it counts is a person's decision.
 *
 * @returns `speeding`, `straight_lining`, `bot_trap`
 */
export function flagsOf(definition: SurveyDefinition, answers: Answers, { seconds, tooFast, trap }: Signs): string[] {
  const flags: string[] = [];
  if (seconds !== null && seconds < tooFast) flags.push("speeding");
  if (isStraightLining(definition, answers)) flags.push("straight_lining");
  if (trap !== "") flags.push("bot_trap");
  return flags;
}

function isStraightLining(definition: SurveyDefinition, answers: Answers): boolean {
  return visibleQuestions(definition, answers).some((question) => {
    if (question.type !== "matrix") return false;
    const rows = answers[question.key];
    if (typeof rows !== "object" || rows === null || Array.isArray(rows)) return false;
    const given = Object.values(rows).filter((value) => typeof value === "number");
    return given.length >= STRAIGHT_LINE && new Set(given).size === 1;
  });
}

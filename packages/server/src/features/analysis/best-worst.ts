import type { api, Filters } from "@manyi/contracts";
import { unpackSet } from "@manyi/core/survey";
import { type BestWorstAnswer, bestWorstScores } from "@manyi/core/tradeoff";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, readStatement } from "../figures/index.js";
import { chosenOf, readAnswered, readTradeoffQuestions, type TradeoffQuestion, within } from "./tradeoff-questions.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.bestWorst.query>;
type Reply = z.input<typeof api.analysis.bestWorst.reply>;

/** Up to so many people are read one by one, so that intervals know whose sets belong together; of more, each set is counted by itself. */
const MOST_PEOPLE = 4000;
/** Below this the order of items is about these people, whatever the threshold. */
const FEWEST = 10;

/** What matters most and what least, from best–worst answers. */
export async function bestWorst(ctx: Context, { question: code, ...filters }: Query): Promise<Reply> {
  const asked = await askUnweighted(ctx, filters as Filters);
  const questions = await readTradeoffQuestions(asked, "bestWorst");
  const chosen = chosenOf(questions, code);
  const own = chosen === null ? asked : within(asked, chosen.survey.id);
  const [statement, { people, answers }] = await Promise.all([
    readStatement(own),
    chosen === null ? { people: 0, answers: [] } : readPicks(own, chosen),
  ]);
  const shared = {
    statement,
    questions: questions.map(({ code, question: { text, high, low }, survey }) => ({ code, label: text, survey, high, low })),
    chosen: chosen?.code ?? null,
  };
  const isShown = people >= Math.max(FEWEST, thresholdSince(ctx.organisation, asked.period.from));
  const found = chosen === null || !isShown ? null : bestWorstScores(answers, chosen.question.options.length);
  if (chosen === null || found === null) {
    const hidden = people === 0 ? null : ("TOO_FEW" as const);
    return { ...shared, hidden, people: 0, answers: 0, isEstimated: false, isByPerson: false, items: [] };
  }
  return {
    ...shared,
    hidden: null,
    people,
    answers: found.answers,
    isEstimated: found.logLikelihood !== null,
    isByPerson: found.isByPerson,
    items: found.items.map((item, i) => {
      const { id, text } = chosen.question.options[i]!;
      return { id, label: text, ...item };
    }),
  };
}

async function readPicks(asked: Asked, { question, scores }: TradeoffQuestion<"bestWorst">) {
  const bySet = await Promise.all(scores.map((score) => readAnswered(asked, [score])));
  const people = Math.max(0, ...bySet.map((answered) => answered.reduce((sum, { n }) => sum + n, 0)));
  const pick = (packed: number | null | undefined, n: number, person?: number): BestWorstAnswer[] => {
    const read = packed === null || packed === undefined ? null : unpackSet(question, packed);
    return read === null ? [] : [{ ...read, n, ...(person === undefined ? {} : { person }) }];
  };
  if (people > MOST_PEOPLE) return { people, answers: bySet.flat().flatMap(({ values, n }) => pick(values[0], n)) };
  const together = await readAnswered(asked, scores);
  let person = 0;
  const answers = together.flatMap(({ values, n }) =>
    Array.from({ length: n }, () => {
      person += 1;
      return values.flatMap((packed) => pick(packed, 1, person));
    }).flat(),
  );
  return { people, answers };
}

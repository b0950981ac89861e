import type { LocalText, Question, Series } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";

/** One question of a survey that people can be told apart by. */
export type AskedQuestion = {
  readonly surveyId: number;
  readonly surveyTitle: LocalText;
  /** as in `Series.part`; the key alone for a multiple choice */
  readonly part: string;
  readonly label: LocalText;
  readonly metric: string | null;
} & (
  | { readonly kind: "score"; readonly ordinal: number; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly ordinal: number; readonly options: readonly { readonly code: number; readonly label: LocalText }[] }
  | { readonly kind: "multiple"; readonly options: readonly { readonly ordinal: number; readonly label: LocalText }[] }
);

/** A longer scale has no rows of its own: a hundred of them would be no table. */
const MOST_LEVELS = 21;

/** Every score and choice question of the published surveys, as their newest version asks it. @param surveyId only this survey */
export async function readQuestions({ db, tenantId }: Context, surveyId: number | null = null): Promise<AskedQuestion[]> {
  const versions = await db
    .selectFrom("survey_versions as v")
    .innerJoin("surveys as s", (join) => join.onRef("s.tenant_id", "=", "v.tenant_id").onRef("s.id", "=", "v.survey_id"))
    .select(["v.survey_id", "s.title", "v.definition", "v.series"])
    .where("v.tenant_id", "=", tenantId)
    .$if(surveyId !== null, (query) => query.where("v.survey_id", "=", surveyId))
    .distinctOn("v.survey_id")
    .orderBy("v.survey_id")
    .orderBy("v.number", "desc")
    .execute();
  return versions.flatMap(({ survey_id, title, definition, series }) => {
    const questions = (definition.pages ?? []).flatMap((page) => page.questions);
    const survey = { surveyId: survey_id, surveyTitle: title };
    return [...scores(series, questions, survey), ...multiples(series, questions, survey)];
  });
}

type Survey = Pick<AskedQuestion, "surveyId" | "surveyTitle">;

function scores(series: readonly Series[], questions: readonly Question[], survey: Survey): AskedQuestion[] {
  return series.flatMap(({ part, kind, ordinal, scale, metric }): AskedQuestion[] => {
    const asked = { ...survey, part, label: labelOf(part, questions), metric, ordinal };
    if (kind === "score" && scale !== null && scale.max - scale.min < MOST_LEVELS)
      return [{ ...asked, kind, min: scale.min, max: scale.max }];
    const question = questions.find(({ key }) => key === part);
    if (kind !== "choice" || question?.type !== "single") return [];
    return [{ ...asked, kind, options: question.options.map(({ code, text }) => ({ code, label: text })) }];
  });
}

function multiples(series: readonly Series[], questions: readonly Question[], survey: Survey): AskedQuestion[] {
  return questions.flatMap((question): AskedQuestion[] => {
    if (question.type !== "multiple") return [];
    const options = question.options.flatMap(({ id, text }) => {
      const flag = series.find(({ part }) => part === `${question.key}#${id}`);
      return flag === undefined ? [] : [{ ordinal: flag.ordinal, label: text }];
    });
    return options.length === 0 ? [] : [{ ...survey, part: question.key, label: question.text, metric: null, kind: "multiple", options }];
  });
}

/** The question in words; of a matrix its row, of a pair what was asked; a part of no known question stands for itself. */
function labelOf(part: string, questions: readonly Question[]): LocalText {
  const whole = questions.find(({ key }) => key === part);
  if (whole !== undefined) return whole.text;
  const [key, detail] = [part.slice(0, part.lastIndexOf(".")), part.slice(part.lastIndexOf(".") + 1)];
  const question = questions.find((one) => one.key === key);
  if (question?.type === "matrix") return question.rows.find((row) => row.key === detail)?.text ?? question.text;
  if (question?.type === "pair") return detail === "e" ? question.expectation : question.perception;
  return { "zh-CN": part, en: part };
}

import type { Score } from "@manyi/core/metrics";
import type { BestWorstQuestion, LocalText, PriceQuestion, Question, Series } from "@manyi/core/survey";
import { AppError } from "../../platform/errors.js";
import { type Asked, count } from "../figures/index.js";

type Kinds = { readonly price: PriceQuestion; readonly bestWorst: BestWorstQuestion };

/** A price or best–worst question as the newest version of its survey asks it. */
export type TradeoffQuestion<T extends keyof Kinds> = {
  readonly code: string;
  readonly question: Kinds[T];
  readonly survey: { readonly id: number; readonly title: LocalText };
  /** where its parts stand among the packed numbers of this survey, in the order of the question */
  readonly scores: readonly Score[];
};

/** Every question of a kind in the surveys looked at, newest survey first; anonymous surveys report no joint answers. */
export async function readTradeoffQuestions<T extends keyof Kinds>(
  { ctx: { db, tenantId }, surveys }: Asked,
  type: T,
): Promise<TradeoffQuestion<T>[]> {
  const versions = await db
    .selectFrom("survey_versions as v")
    .innerJoin("surveys as s", (join) => join.onRef("s.tenant_id", "=", "v.tenant_id").onRef("s.id", "=", "v.survey_id"))
    .select(["v.survey_id", "s.title", "v.definition", "v.series"])
    .where("v.tenant_id", "=", tenantId)
    .$if(surveys !== null, (query) => query.where("v.survey_id", "in", [...(surveys ?? [])]))
    .distinctOn("v.survey_id")
    .orderBy("v.survey_id", "desc")
    .orderBy("v.number", "desc")
    .execute();
  return versions.flatMap(({ survey_id, title, definition, series }) =>
    (definition.pages ?? [])
      .flatMap((page) => page.questions)
      .filter((question: Question): question is Question & Kinds[T] => question.type === type)
      .map((question) => ({
        code: `${survey_id}:${question.key}`,
        question,
        survey: { id: survey_id, title },
        scores: placesOf(series, question.key, survey_id),
      }))
      .filter(({ scores }) => scores.length > 0),
  );
}

function placesOf(series: readonly Series[], key: string, surveyId: number): Score[] {
  return series
    .filter(({ part, kind }) => (kind === "price" || kind === "set") && part.startsWith(`${key}.`))
    .map(({ ordinal }) => ({ from: "series" as const, places: [{ surveyId, ordinals: [ordinal] }] }));
}

/** The question asked for. @throws {AppError} NOT_FOUND for a code that none of them has */
export function chosenOf<Q extends { readonly code: string }>(questions: readonly Q[], code: string | undefined): Q | null {
  if (code === undefined) return questions[0] ?? null;
  const found = questions.find((one) => one.code === code);
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}

/** The same question over one survey alone. */
export function within(asked: Asked, surveyId: number): Asked {
  return { ...asked, surveys: [surveyId], where: { ...asked.where, surveys: [surveyId] } };
}

/** People who answered at least one part, told apart by what they answered and, before that, by segment where asked. */
export type Answered = { readonly segment: number | null; readonly values: readonly (number | null)[]; readonly n: number };

/**
 * Counts people by their answers to several parts together. Such a table is no declared report of an anonymous survey: its answers are left
 * out.
 */
export async function readAnswered(asked: Asked, scores: readonly Score[], by: readonly "segment"[] = []): Promise<Answered[]> {
  const cells = await count(asked, { kind: "voices" }, [...by, ...scores.map((answer) => ({ answer }))], [asked.period]);
  return [...cells.values()].flatMap(({ keys, open }): Answered[] => {
    const values = keys.slice(by.length).map((key) => (typeof key === "number" ? key : null));
    if (open?.kind !== "voices" || open.n === 0 || values.every((value) => value === null)) return [];
    return [{ segment: by.length > 0 && typeof keys[0] === "number" ? keys[0] : null, values, n: open.n }];
  });
}

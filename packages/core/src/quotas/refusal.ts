import { type LocalText, type Question, referencesOf } from "../survey/index.js";

/**
 * Why a question may not decide a quota: it is not there, it is no single choice, it tells how satisfied somebody is, or it is only asked
 * after such an answer.
 */
export type QuotaRefusal = "missing" | "not_closed" | "outcome" | "after_outcome";

/** What a choice says when it tells satisfaction, a wish to recommend, or a trouble: whoever is unhappy must always be heard. */
const OUTCOME_WORDS =
  /满意|不满|推荐|投诉|抱怨|失望|再来|再次|回头|问题.{0,4}(解决|处理)|遇到.{0,4}(问题|麻烦|困难)|satisf|recommend|complain|unhappy|disappoint|(any|a) (problem|trouble)|resolved|solved|come back|visit (us )?again/i;

/**
 * Whether the answers to a question may decide a quota, and why not. Quotas tell apart who people are, never how content they are: a full
 * cell of "dissatisfied" would turn complaints away.
 *
 * @param definition the published survey
 * @param key the question
 * @returns `null` when it may
 * @example
 * quotaRefusal({ pages: [{ questions: [{ key: "score", type: "nps", text: {} }] }] }, "score") // => "outcome"
 * quotaRefusal({ pages: [] }, "age") // => "missing"
 */
export function quotaRefusal(
  definition: { readonly pages: readonly { readonly questions: readonly Question[] }[] },
  key: string,
): QuotaRefusal | null {
  const questions = new Map(definition.pages.flatMap((page) => page.questions).map((question) => [question.key, question]));
  const question = questions.get(key);
  if (question === undefined) return "missing";
  if (tellsOutcome(question)) return "outcome";
  if (question.type !== "single") return "not_closed";
  return followsOutcome(question, questions, new Set()) ? "after_outcome" : null;
}

function tellsOutcome(question: Question): boolean {
  switch (question.type) {
    case "nps":
    case "csat":
    case "ces":
    case "rating":
    case "pair":
    case "matrix":
      return true;
    case "single":
      return question.role !== undefined || saysOutcome(question.text) || question.options.some(({ text }) => saysOutcome(text));
    default:
      return false;
  }
}

function saysOutcome(text: LocalText): boolean {
  return Object.values(text).some((words) => words !== undefined && OUTCOME_WORDS.test(words));
}

/** Shown only after a certain score it would be a gate by that score. */
function followsOutcome(question: Question, questions: ReadonlyMap<string, Question>, seen: Set<string>): boolean {
  if (question.showIf === undefined || seen.has(question.key)) return false;
  seen.add(question.key);
  return referencesOf(question.showIf).some((reference) => {
    const named = questions.get(reference.split(".")[0] ?? "");
    return named !== undefined && (tellsOutcome(named) || followsOutcome(named, questions, seen));
  });
}

import { outlineOf, referencesOf, type SurveyDefinition } from "@manyi/core/survey";

/** Which questions ask what about one attribute 测评要素. */
export type Coverage = {
  readonly attribute: string;
  readonly questions: readonly number[];
  readonly perception: boolean;
  readonly expectation: boolean;
  readonly followUp: boolean;
};

/**
 * Attributes against what is asked of each: perception, expectation, a follow-up. A follow-up is an open or choice question that is
 * linked to the attribute or shown because of it.
 *
 * @param known codes of the organisation's attributes, listed even when nothing asks for them
 */
export function coverageOf(definition: SurveyDefinition, known: readonly string[]): readonly Coverage[] {
  const { questions, places } = outlineOf(definition);
  const asked = questions.flatMap((question, index) => {
    const number = index + 1;
    if (question.type === "matrix")
      return question.rows.flatMap((row) =>
        row.attribute === undefined ? [] : [{ attribute: row.attribute, number, asks: ["perception"] }],
      );
    if (question.type === "pair") return [{ attribute: question.attribute, number, asks: ["perception", "expectation"] }];
    if (question.type === "rating")
      return question.attribute === undefined ? [] : [{ attribute: question.attribute, number, asks: [question.role ?? "perception"] }];
    if (question.type === "single" && question.role !== undefined) return [];
    if (question.type !== "text" && question.type !== "single" && question.type !== "multiple") return [];
    const causes = (question.showIf === undefined ? [] : referencesOf(question.showIf)).flatMap((name) => {
      const [key = "", part] = name.split(".");
      const cause = places.get(key)?.question;
      const row = cause?.type === "matrix" ? cause.rows.find((one) => one.key === part)?.attribute : cause?.attribute;
      return row === undefined ? [] : [row];
    });
    const about = new Set([...(question.attribute === undefined ? [] : [question.attribute]), ...causes]);
    return [...about].map((attribute) => ({ attribute, number, asks: ["followUp"] }));
  });
  const codes = [...new Set([...asked.map(({ attribute }) => attribute), ...known])];
  return codes.map((attribute) => {
    const own = asked.filter((one) => one.attribute === attribute);
    const has = (what: string) => own.some(({ asks }) => asks.includes(what));
    return {
      attribute,
      questions: [...new Set(own.map(({ number }) => number))],
      perception: has("perception"),
      expectation: has("expectation"),
      followUp: has("followUp"),
    };
  });
}

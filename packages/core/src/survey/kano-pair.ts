import { fault, type SurveyFault } from "./faults.js";
import { outlineOf } from "./outline.js";
import type { LocalText, Option, SingleQuestion, SurveyDefinition } from "./types.js";

/** The five answers of either half of a Kano pair; the code is what is counted. */
export const KANO_OPTIONS: readonly Option[] = [
  { id: "like", code: 1, text: { "zh-CN": "我喜欢这样", en: "I like it that way" } },
  { id: "must", code: 2, text: { "zh-CN": "理应如此", en: "It must be that way" } },
  { id: "neutral", code: 3, text: { "zh-CN": "无所谓", en: "I do not mind" } },
  { id: "tolerate", code: 4, text: { "zh-CN": "可以忍受", en: "I can live with it" } },
  { id: "dislike", code: 5, text: { "zh-CN": "我不喜欢这样", en: "I dislike it that way" } },
];

/**
 * The two halves of a Kano pair: how a customer feels if the attribute is there, and if it is not.
 *
 * @param keys of the two questions; free in the survey
 * @param name what the attribute is called
 * @example
 * kanoPair("birthday", { en: "a birthday treat" }, ["bd-yes", "bd-no"])[1].role // => "kano_dysfunctional"
 */
export function kanoPair(attribute: string, name: LocalText, keys: readonly [string, string]): readonly [SingleQuestion, SingleQuestion] {
  const zh = name["zh-CN"] ?? name.en ?? attribute;
  const en = name.en ?? name["zh-CN"] ?? attribute;
  const half = (key: string, role: NonNullable<SingleQuestion["role"]>, text: LocalText): SingleQuestion => ({
    key,
    type: "single",
    role,
    attribute,
    text,
    options: KANO_OPTIONS,
  });
  return [
    half(keys[0], "kano_functional", { "zh-CN": `如果${zh}做得好，您会怎么想？`, en: `${en}: how would you feel if we did this well?` }),
    half(keys[1], "kano_dysfunctional", {
      "zh-CN": `如果${zh}做得不好或没有，您会怎么想？`,
      en: `${en}: how would you feel if we did this badly or not at all?`,
    }),
  ];
}

/** Faults of Kano pairs: each half names its attribute, offers the five answers, and has its other half. */
export function kanoFaults(definition: SurveyDefinition): SurveyFault[] {
  const halves = outlineOf(definition).questions.filter((one): one is SingleQuestion => one.type === "single" && one.role !== undefined);
  return halves.flatMap((half) => {
    const codes = half.options.map(({ code }) => code).sort();
    if (codes.length !== 5 || codes.some((code, i) => code !== i + 1)) {
      return [
        fault(
          `${half.key}.options`,
          "KANO_OPTIONS",
          `「${half.key}」是 Kano 题，须保留五个标准选项。`,
          `“${half.key}” is half of a Kano pair and keeps its five answers.`,
        ),
      ];
    }
    const other = halves.find((one) => one.attribute === half.attribute && one.role !== half.role);
    if (half.attribute !== undefined && other !== undefined) return [];
    return [
      fault(
        half.key,
        "KANO_PAIR",
        `「${half.key}」缺另一半：同一要素要问「做得好」和「做得不好」两道题。`,
        `“${half.key}” lacks its other half: one attribute is asked about done well and done badly.`,
      ),
    ];
  });
}

import type { QuotaChoice } from "@manyi/contracts";
import { type QuotaDimension, quotaRefusal } from "@manyi/core/quotas";
import { type LocalText, outlineOf, type SurveyDefinition } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { newest, readLevels, readMargins } from "../population/index.js";

const KINDS = ["unit", "channel", "touchpoint", "segment", "locale"] as const;
const LABELS: Readonly<Record<(typeof KINDS)[number], LocalText>> = {
  unit: { "zh-CN": "单元", en: "Unit" },
  channel: { "zh-CN": "渠道", en: "Channel" },
  touchpoint: { "zh-CN": "触点", en: "Touchpoint" },
  segment: { "zh-CN": "客群", en: "Segment" },
  locale: { "zh-CN": "语言", en: "Language" },
};

/** What quotas of a survey may be set on, with every level and how many people there are; questions that may not decide say why. */
export async function readChoices(ctx: Context, definition: SurveyDefinition | null): Promise<QuotaChoice[]> {
  const [levels, margins] = await Promise.all([readLevels(ctx), readMargins(ctx).then(newest)]);
  const known = KINDS.map((kind): QuotaChoice => {
    const people = new Map(margins.find(({ dimension }) => dimension === kind)?.levels.map((one) => [one.level, one.people]));
    const shown = levels
      .get(kind)!
      .filter(({ level }) => kind !== "locale" || (definition?.locales as readonly string[] | undefined)?.includes(level) === true);
    return {
      dimension: { kind },
      label: LABELS[kind],
      refusal: null,
      levels: shown.map(({ level, label, parent }) => ({ level, label, parent, people: people.get(level) ?? null })),
    };
  });
  const asked = definition === null ? [] : outlineOf(definition).questions;
  const questions = asked.flatMap((question): QuotaChoice[] => {
    const refusal = quotaRefusal(definition!, question.key);
    if (refusal === "missing" || refusal === "not_closed") return [];
    const options = question.type === "single" ? question.options : [];
    return [
      {
        dimension: { kind: "answer", question: question.key },
        label: question.text,
        refusal,
        levels: refusal === null ? options.map(({ id, text }) => ({ level: id, label: text, parent: null, people: null })) : [],
      },
    ];
  });
  return [...known.filter((choice) => choice.levels.length > 0), ...questions];
}

/** What dimensions and levels are called. A level that has gone is called by its code. */
export function labelsOf(choices: readonly QuotaChoice[]) {
  const spelled = (dimension: QuotaDimension) => (dimension.kind === "answer" ? `answer ${dimension.question}` : dimension.kind);
  const known = new Map(choices.map((choice) => [spelled(choice.dimension), choice]));
  const plain = (text: string): LocalText => ({ "zh-CN": text, en: text });
  return {
    dimension: (by: QuotaDimension): LocalText => known.get(spelled(by))?.label ?? plain(by.kind === "answer" ? by.question : by.kind),
    level: (by: QuotaDimension, level: string): LocalText =>
      known.get(spelled(by))?.levels.find((one) => one.level === level)?.label ?? plain(level),
  };
}

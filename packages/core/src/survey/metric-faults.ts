import { fault, type SurveyFault } from "./faults.js";
import { kanoFaults } from "./kano-pair.js";
import { NPS_WORDINGS } from "./official.js";
import { outlineOf } from "./outline.js";
import { seriesOf } from "./series.js";
import type { Scale, Series, SurveyDefinition } from "./types.js";

/** Faults of what is measured: one metric once per survey, on one scale everywhere; the NPS question in its official words; Kano questions in pairs. */
export function metricFaults(definition: SurveyDefinition, published: readonly Series[]): SurveyFault[] {
  return [...wordings(definition), ...kanoFaults(definition), ...repeats(definition), ...scaleMismatches(definition, published)];
}

function wordings(definition: SurveyDefinition): SurveyFault[] {
  return outlineOf(definition).questions.flatMap((question) => {
    if (question.type !== "nps") return [];
    const official = NPS_WORDINGS[question.wording];
    return definition.locales
      .filter((locale) => (question.text[locale] ?? "") !== "" && question.text[locale] !== official[locale])
      .map((locale) =>
        fault(
          `${question.key}.text.${locale}`,
          "NPS_WORDING",
          `NPS 题请用规定的问法：「${official[locale]}」`,
          `Use the official NPS wording: “${official[locale]}”`,
        ),
      );
  });
}

function repeats(definition: SurveyDefinition): SurveyFault[] {
  const first = new Map<string, string>();
  return seriesOf(definition, []).flatMap(({ metric, part }) => {
    if (metric === null) return [];
    const earlier = first.get(metric);
    if (earlier === undefined) {
      first.set(metric, part);
      return [];
    }
    return [
      fault(
        part,
        "DUPLICATE_METRIC",
        `「${earlier}」和「${part}」测的是同一项（${metric}），留一个。`,
        `“${earlier}” and “${part}” measure the same thing (${metric}); keep one.`,
      ),
    ];
  });
}

/**
 * Metrics that stand on another scale than elsewhere: expectation and perception of one attribute share a scale, and a metric keeps the
 * scale it was first published on, because two scales cannot be averaged.
 *
 * @example
 * const published = [{ ordinal: 1, part: "overall", kind: "score", scale: { min: 1, max: 10 }, metric: "csat" }];
 * scaleMismatches(VERIFICATION_SURVEY, published)[0]?.message.en
 * // => "“satisfaction” uses 1–5, but its metric (csat) stands on 1–10. Two scales cannot be averaged."
 */
export function scaleMismatches(definition: SurveyDefinition, published: readonly Series[]): SurveyFault[] {
  const known = new Map<string, Scale>();
  for (const { metric, scale } of published)
    if (metric !== null && scale !== null && !known.has(family(metric))) known.set(family(metric), scale);
  return seriesOf(definition, []).flatMap(({ metric, scale, part }) => {
    if (metric === null || scale === null) return [];
    const other = known.get(family(metric));
    if (other === undefined) {
      known.set(family(metric), scale);
      return [];
    }
    if (other.min === scale.min && other.max === scale.max) return [];
    const was = `${other.min}–${other.max}`;
    const is = `${scale.min}–${scale.max}`;
    return [
      fault(
        part,
        "SCALE_MISMATCH",
        `「${part}」用了 ${is}，而同一指标（${metric}）已用 ${was}。两种量表不能平均。`,
        `“${part}” uses ${is}, but its metric (${metric}) stands on ${was}. Two scales cannot be averaged.`,
      ),
    ];
  });
}

/** Expectation, recalled expectation and perception of one attribute belong together. */
function family(metric: string): string {
  return metric.replace(/^[epr]:/, "attribute:");
}

import type { ScaleCheck } from "@manyi/contracts";
import {
  alphaInterval,
  factorability,
  firstLoadings,
  floorCeiling,
  type ItemMoments,
  reliability,
  scaleWarnings,
} from "@manyi/core/scales";
import type { LocalText, RatingScale } from "@manyi/core/survey";

/** What was answered to one item: people per answer, lowest first, and how many were asked; `null` where that is not known. */
export type ItemAnswers = { readonly counts: readonly number[]; readonly asked: number | null };

const asText = (text: LocalText) => ({ "zh-CN": text["zh-CN"], en: text.en });

/** One scale: α with its interval, every item beside the others, and what to doubt. Items are taken as they point, the good end up. */
export function checkScale({ key, label, scale, items }: RatingScale, moments: ItemMoments, answers: readonly ItemAnswers[]): ScaleCheck {
  const found = moments.n < 2 ? null : reliability(moments);
  const loadings = moments.n < 3 ? null : firstLoadings(moments);
  const factors = moments.n < 3 ? null : factorability(moments);
  const check = {
    key,
    label: asText(label),
    n: moments.n,
    alpha: found?.alpha ?? null,
    interval: found === null ? null : alphaInterval(found.alpha, found.n, items.length),
    kmo: factors?.kmo ?? null,
    bartlettP: factors?.bartlett.p ?? null,
    items: items.map((item, i) => {
      const { counts, asked } = answers[i]!;
      const n = counts.reduce((sum, count) => sum + count, 0);
      const ends = floorCeiling({ scale, counts });
      return {
        key: item.part,
        label: asText(item.label),
        n,
        missingShare: asked === null || asked === 0 ? null : (asked - n) / asked,
        mean: n === 0 ? null : counts.reduce((sum, count, at) => sum + count * (scale.min + at), 0) / n,
        itemTotal: found?.items[i]?.restCorrelation ?? null,
        alphaIfDropped: found?.items[i]?.alphaIfDeleted ?? null,
        floor: ends?.floor.value ?? null,
        ceiling: ends?.ceiling.value ?? null,
        loading: loadings?.[i] ?? null,
      };
    }),
  };
  return { ...check, warnings: scaleWarnings(check) };
}

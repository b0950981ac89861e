import type { EffectResult } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { Forest, type ForestRow } from "./forest.js";
import { TONES, toneClass, useEffectWords, useVerdictWords } from "./words.js";

/** What came of it in one sentence, the interval beside it, and the same calculation where nothing was done. */
export function VerdictCard({ result }: { readonly result: EffectResult }) {
  const { t } = useTranslation("effects");
  const { plan, verdict, effect, placebos } = result;
  const words = useEffectWords(plan.metric);
  const { title, about } = useVerdictWords(plan)(result);
  const rows: ForestRow[] = [
    ...(effect === null ? [] : [{ name: t("forest.effect"), value: effect.value, interval: effect.interval, isMain: true }]),
    ...placebos.map((placebo, i) => ({
      name: t("forest.placebo", { number: placebos.length - i }),
      value: placebo.effect,
      interval: placebo.interval,
      isMain: false,
    })),
  ];
  return (
    <section className="card effects-verdict" aria-label={t("verdict.label")}>
      <div>
        <span className={toneClass(TONES[verdict])}>{t(`verdict.${verdict}.short`)}</span>
        <h2>{title}</h2>
        <p className="quiet">{about}</p>
        {effect === null ? null : (
          <p className="caption">
            {[
              t("interval", { ends: words.interval(effect.interval) }),
              words.p(effect.p),
              plan.detectable === null ? "" : t("agreedDetectable", { size: words.size(plan.detectable) }),
            ]
              .filter((fact) => fact !== "")
              .join(" · ")}
          </p>
        )}
      </div>
      {rows.length === 0 ? null : <Forest rows={rows} tick={words.difference} caption={t("forest.caption")} />}
    </section>
  );
}

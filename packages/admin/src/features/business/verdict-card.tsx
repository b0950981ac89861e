import { useTranslation } from "react-i18next";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { change, changeEnds, stepOf } from "./amounts.js";
import type { Found, LinkNames } from "./link-tab.js";

/** The answer in a sentence, what a point is worth when that may be said, and what keeps it from being said. */
export function VerdictCard({ found, names }: { readonly found: Found; readonly names: LinkNames }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { lags, lag, by, worth, metric, figure } = found;
  const at = lags[lag]!;
  const anywhere = lags.some(({ isFound }) => isFound);
  const later = lag === 0 ? t("verdict.same") : t(`verdict.later.${by}`, { count: lag });
  const step = stepOf(metric);
  const points = t("points");
  const told = (value: number) => change(value, figure, format, points);
  const endsOf = (times: number) => {
    const { low, high } = worth!.perPoint!.interval!;
    return changeEnds({ low: low * times, high: high * times }, figure, format, points);
  };
  const sentence =
    at.refused !== null
      ? t(`verdict.refused.${at.refused}`, { pairs: at.pairs, ...names })
      : at.isFound
        ? t(at.pearson!.value > 0 ? "verdict.together" : "verdict.against", { later, ...names })
        : anywhere
          ? t("verdict.notAtThisLag", { later, ...names })
          : t("verdict.none", names);
  return (
    <Card
      className="business-verdict"
      title={t("verdict.title")}
      caption={at.refused === null ? t("verdict.base", { pairs: format.count(at.pairs), units: format.count(at.units) }) : undefined}
    >
      <p className="business-sentence" role="status">
        {sentence}
      </p>
      {at.refused === "TOO_FEW_PAIRS" ? <p className="quiet">{t("verdict.more")}</p> : null}
      {worth?.perPoint ? (
        <div className="business-worth">
          <p className="caption">{t("worth.title")}</p>
          <p>
            <b>{told(worth.perPoint.value * step)}</b> <span className="quiet">{t("worth.ends", { ends: endsOf(step) })}</span>
          </p>
          <p>{t("worth.reading", { step: String(step), later, ...names })}</p>
          {step === 10 ? <p className="caption">{t("worth.one", { value: told(worth.perPoint.value), ends: endsOf(1) })}</p> : null}
          <p className="caption">{t("worth.range", rangeOf(found, format))}</p>
        </div>
      ) : null}
      {worth === null ? null : (
        <details className="business-conditions" open={at.isFound && worth.perPoint === null}>
          <summary>{worth.perPoint === null ? t("worth.untold") : t("worth.conditions")}</summary>
          <ul>
            {worth.conditions.map(({ code, holds }) => (
              <li key={code}>
                <span aria-hidden="true">{holds ? "✓" : "✗"}</span>{" "}
                {t(`condition.${code}.${holds ? "holds" : "fails"}`, { n: format.count(Math.round(worth.medianAnswers)) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {at.refused === null ? <p className="business-caution">{at.isFound ? t("verdict.caution") : t("verdict.cautionNone")}</p> : null}
    </Card>
  );
}

/** The values the line was drawn through: beyond them it says nothing. */
function rangeOf({ pairs, metric }: Found, format: ReturnType<typeof useFormat>) {
  const values = pairs.map((pair) => pair.metric);
  const kind = kindOf(metric);
  return { low: format.figure(kind, Math.min(...values)), high: format.figure(kind, Math.max(...values)) };
}

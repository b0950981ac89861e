import { CheckOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import type { EffectResult } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { tight, useEffectWords } from "./words.js";

/** What speaks for believing it, and what against. */
export function TrustCard({ result }: { readonly result: EffectResult }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { plan, cautions, placebos, regressionToMean, overlaps, effect } = result;
  const words = useEffectWords(plan.metric);
  const has = (code: (typeof cautions)[number]) => cautions.includes(code);
  const fixed = plan.versions.find(({ number }) => number === plan.number) ?? plan.versions.at(-1);
  const first = plan.versions[0];
  const isLate = has("NOT_BEFOREHAND") || has("CHANGED_AFTER_START");
  const small = (["ONE_UNIT_EACH", "FEW_UNITS", "SMALL_BASE"] as const).filter(has);
  const failed = placebos.filter(({ isFailed }) => isFailed).length;
  return (
    <Card title={t("trust.title")}>
      <ul className="effects-trust">
        <Item good={!isLate} title={t(isLate ? (has("CHANGED_AFTER_START") ? "trust.changed" : "trust.late") : "trust.beforehand")}>
          {fixed === undefined
            ? ""
            : tight(
                t(fixed.number > 1 ? "trust.fixedAnew" : "trust.fixed", {
                  at: format.moment(fixed.fixedAt),
                  by: fixed.fixedBy ?? "—",
                  first: first === undefined ? "" : format.moment(first.fixedAt),
                  reason: fixed.reason,
                }),
              )}
        </Item>
        {small.map((code) => (
          <Item key={code} good={false} title={t(`caution.${code}.title`)}>
            {t(`caution.${code}.about`)}
          </Item>
        ))}
        {has("QUESTION_CHANGED") ? (
          <Item good={false} title={t("caution.QUESTION_CHANGED.title")}>
            {t("caution.QUESTION_CHANGED.about")}
          </Item>
        ) : null}
        <Item
          good={placebos.length > 0 && failed === 0}
          title={t(placebos.length === 0 ? "trust.noPlacebo" : failed === 0 ? "trust.placebo" : "trust.placeboFailed")}
        >
          {placebos.length === 0
            ? t("caution.NO_EARLIER_PERIOD.about")
            : t("trust.placeboAbout", { count: placebos.length, last: words.difference(placebos.at(-1)!.effect) })}
        </Item>
        {regressionToMean === null ? null : (
          <Item good={!has("REGRESSION_TO_MEAN")} title={t(has("REGRESSION_TO_MEAN") ? "trust.toMeanWarned" : "trust.toMean")}>
            {t(has("REGRESSION_TO_MEAN") ? (effect === null ? "trust.toMeanEarly" : "trust.toMeanLeft") : "trust.toMeanAbout", {
              gap: words.difference(regressionToMean.baselineGap),
              expected: words.difference(regressionToMean.expected),
              left: effect === null ? "" : words.difference(effect.value - regressionToMean.expected),
            })}
          </Item>
        )}
        {overlaps.length === 0 ? (
          <Item good title={t("trust.alone")}>
            {t("trust.aloneAbout")}
          </Item>
        ) : (
          overlaps.map((other) => (
            <Item key={other.id} good={!other.isUneven} title={t(other.isUneven ? "trust.overlap" : "trust.overlapEven")}>
              <Link to="/prove/effect/$id" params={{ id: other.id }} className="effects-link">
                {format.words(other.name)}
              </Link>{" "}
              {t("trust.overlapAbout", {
                range: format.range(other.window),
                treated: Math.round(other.treatedShare * plan.treated.length),
                comparison: Math.round(other.comparisonShare * plan.comparison.length),
              })}
            </Item>
          ))
        )}
        {(["SMALLER_THAN_PLANNED", "UNITS_LEFT_OUT"] as const).filter(has).map((code) => (
          <Item key={code} good={false} title={t(`caution.${code}.title`)}>
            {t(`caution.${code}.about`)}
          </Item>
        ))}
      </ul>
    </Card>
  );
}

function Item({ good, title, children }: { readonly good: boolean; readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation("effects");
  return (
    <li>
      {good ? (
        <CheckOutlined className="better" role="img" aria-label={t("trust.good")} />
      ) : (
        <ExclamationCircleOutlined className="worse" role="img" aria-label={t("trust.mind")} />
      )}
      <div>
        <p className="strong">{title}</p>
        <p className="caption">{children}</p>
      </div>
    </li>
  );
}

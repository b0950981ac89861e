import type { EffectPreview } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { tight, useEffectWords } from "./words.js";

/** What can be found with the answers there are, said before anything is agreed on, and what to mind. */
export function OutlookCard(props: { readonly found: EffectPreview; readonly metric: string; readonly planned: number | null }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { found, metric, planned } = props;
  const words = useEffectWords(metric);
  const { detectable, expected, cautions, regressionToMean, window } = found;
  const side = (part: "treated" | "comparison") => `n ${format.count(expected[part].before)} → ${format.count(expected[part].after)}`;
  return (
    <Card
      title={detectable === null ? t("outlook.cannot") : tight(t("outlook.can", { size: words.size(detectable) }))}
      caption={t("outlook.power")}
      foot={<span>{tight(t("outlook.foot", { before: format.range(window.before), after: format.range(window.after) }))}</span>}
    >
      <dl className="effects-outlook">
        <div>
          <dt>{t("outlook.smallest")}</dt>
          <dd>{detectable === null ? "—" : words.size(detectable)}</dd>
        </div>
        <div>
          <dt>{t("outlook.planned")}</dt>
          <dd>{planned === null ? "—" : words.size(planned)}</dd>
        </div>
        <div>
          <dt>{t("outlook.treated")}</dt>
          <dd>{side("treated")}</dd>
        </div>
        <div>
          <dt>{t("outlook.comparison")}</dt>
          <dd>{side("comparison")}</dd>
        </div>
      </dl>
      {cautions.length === 0 ? (
        <p className="quiet">{t("outlook.fine")}</p>
      ) : (
        <ul className="effects-warnings">
          {cautions.map((code) => (
            <li key={code}>
              <b className="strong">{t(`caution.${code}.title`)}</b>{" "}
              {t(`caution.${code}.about`, {
                gap: regressionToMean === null ? "" : words.difference(regressionToMean.baselineGap),
                expected: regressionToMean === null ? "" : words.difference(regressionToMean.expected),
              })}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

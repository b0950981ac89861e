import type { Figure as FigureData } from "@manyi/contracts";
import { bandOfRatio } from "@manyi/core/measures";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ChangeTag } from "../../figures/change.js";
import { Distribution } from "../../figures/distribution.js";
import { Figure } from "../../figures/figure.js";
import { TargetTag } from "../../figures/target-tag.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Fresh } from "../../ui/fresh.js";
import { MeasureHelp } from "../metrics/index.js";
import { narrowedBy } from "../voices/index.js";
import { type DashboardSearch, shownMetrics } from "./search.js";

/** One card per headline metric that anybody answered; those nobody was asked stay away. */
export function HeadlineCards({ figures, search }: { readonly figures: readonly FigureData[]; readonly search: DashboardSearch }) {
  const { t } = useTranslation("figures");
  const shown = shownMetrics.flatMap((metric) => figures.find((figure) => figure.metric === metric && figure.attribute === null) ?? []);
  const answered = shown.filter(({ n, suppressed }) => suppressed !== null || (n ?? 0) > 0);
  return (
    <div className="headlines">
      {answered.map((figure) => (
        <Card
          key={figure.metric}
          title={t(`metric.${figure.metric}`)}
          caption={figure.metric === "ratio" ? t("scale.ratio") : undefined}
          link={<ChangeTag figure={figure} />}
        >
          <Figure
            figure={figure}
            scale={figure.metric === "ratio" ? undefined : t(`scale.${figure.metric}`)}
            link={(value) => (
              <Link to="/listen/voices" search={{ ...search, ...narrowedBy(figure.metric) }}>
                <Fresh of={figure.value}>{value}</Fresh>
              </Link>
            )}
            beside={figure.metric === "ratio" ? <Parts figure={figure} /> : undefined}
          />
          <Distribution figure={figure} search={search} />
          <div className="headline-foot">
            <TargetTag figure={figure} />
            <CsatForms figure={figure} />
            <MeasureHelp family={figure.metric} />
          </div>
        </Card>
      ))}
    </div>
  );
}

/** The two other forms of CSAT, which are never mixed with the share of satisfied people. */
function CsatForms({ figure: { metric, parts } }: { readonly figure: FigureData }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { mean, index } = parts;
  if (metric !== "csat" || mean == null || index == null) return null;
  return <span className="caption">{t("csatForms", { mean: format.figure("mean", mean), index: index.toFixed(1) })}</span>;
}

/** The band of a ratio and the two means it divides. */
function Parts({ figure }: { readonly figure: FigureData }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { p, e } = figure.parts;
  if (figure.value === null) return null;
  const band = bandOfRatio(figure.value);
  return (
    <>
      <span className={`tag ${band === "tolerable" || band === "dissatisfied" ? "tag-worse" : "tag-better"}`}>{t(`part.${band}`)}</span>
      {p === undefined || e === undefined ? null : (
        <dl className="ratio-parts">
          <div>
            <dt>{t("perceived")}</dt>
            <dd>{format.figure("mean", p)}</dd>
          </div>
          <span aria-hidden="true">÷</span>
          <div>
            <dt>{t("expected")}</dt>
            <dd>{format.figure("mean", e)}</dd>
          </div>
        </dl>
      )}
    </>
  );
}

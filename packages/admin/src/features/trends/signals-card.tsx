import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { narrowedBy } from "../voices/index.js";
import type { Found } from "./control-card.js";

const SHOWN = 8;

/** What stands out, the newest first, each in a sentence with the numbers it rests on. */
export function SignalsCard({
  found,
  metric,
  filters,
}: {
  readonly found: Found;
  readonly metric: string;
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const kind = kindOf(metric);
  const newest = found.signals.toReversed();
  // without limits nothing was looked at, which is not the same as nothing found
  const isJudged = found.points.some(({ limits, sums }) => limits !== null || sums !== null);
  return (
    <Card
      title={t("signals.title")}
      caption={isJudged ? t("signals.caption", { count: found.signals.length }) : undefined}
      className="trends-signals"
      foot={<span>{t("signals.foot")}</span>}
    >
      {newest.length === 0 ? (
        <p>{t(isJudged ? "signals.none" : "signals.few")}</p>
      ) : (
        <ul>
          {newest.slice(0, SHOWN).map(({ at, rule }) => {
            const { figure, limits } = found.points[at]!;
            return (
              <li key={at}>
                <i className="legend-signal" aria-hidden="true" />
                <span>
                  <Link to="/listen/voices" search={{ ...filters, ...narrowedBy(metric), ...figure.period }}>
                    {format.range(figure.period)}
                  </Link>{" "}
                  <b>{format.figure(kind, figure.value)}</b> <span className="quiet">n {format.count(figure.n)}</span>
                  <br />
                  {t(`rule.${rule}`)}
                  {limits === null ? null : (
                    <span className="quiet">
                      {" "}
                      {t("signals.limits", { ends: format.interval(kind, { low: limits.lower, high: limits.upper }) })}
                    </span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {newest.length > SHOWN ? <p className="caption">{t("signals.more", { count: newest.length - SHOWN })}</p> : null}
    </Card>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { partsOf } from "../../figures/distribution.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { ratioSpans } from "../voices/index.js";
import type { Gaps } from "./gaps-card.js";
import { type ExpectationSearch, pairFilters } from "./search.js";

/** Person by person: how many got more than they expected, as much, nearly as much, and less. Each share opens these people's voices. */
export function BandsCard({ found, search }: { readonly found: Gaps; readonly search: ExpectationSearch }) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const download = useDownload(found.statement, search);
  const rows = found.rows.filter(({ figure }) => figure.distribution.length > 0 && (figure.n ?? 0) > 0);
  if (rows.length === 0) return null;
  const names = partsOf("ratio", rows[0]!.figure.distribution);
  const filters = pairFilters(search);
  return (
    <ChartCard
      className="expectation-bands"
      title={t("bands.title")}
      caption={t("bands.caption")}
      legend={
        <span className="caption legend">
          {names.map(({ code, fill }) => (
            <span key={code} className="nowrap">
              <i className="expectation-key" style={{ background: fill }} aria-hidden="true" /> {t(`figures:part.${code}`)}
            </span>
          ))}
        </span>
      }
      foot={<span>{t("bands.foot")}</span>}
      table={null}
      download={download(
        t("bands.title"),
        {
          columns: [t("column.attribute"), "n", ...names.map(({ code }) => t(`figures:part.${code}`))],
          rows: rows.map(({ label, figure }) => [
            format.words(label),
            figure.n,
            ...partsOf("ratio", figure.distribution).map(({ share }) => share),
          ]),
        },
        [t("bands.foot")],
      )}
    >
      <ul className="expectation-bars">
        {rows.map(({ attribute, label, figure }) => {
          const parts = partsOf("ratio", figure.distribution);
          return (
            <li key={attribute} data-base={figure.base}>
              <Link to="/listen/voices" search={{ ...filters, metric: `ratio:${attribute}` }}>
                {format.words(label)}
              </Link>
              <span className="distribution-bar" aria-hidden="true">
                {parts.map(({ code, share, fill }) =>
                  share === 0 ? null : <i key={code} style={{ flexGrow: share, background: fill }} />,
                )}
              </span>
              <span className="expectation-shares">
                {parts.map(({ code, share }) => (
                  <span key={code}>
                    <span className="visually-hidden">{t(`figures:part.${code}`)} </span>
                    <Link
                      to="/listen/voices"
                      search={{ ...filters, metric: `ratio:${attribute}`, ...bandSpan(code) }}
                      className="figure-link"
                    >
                      {format.figure("percent", 100 * share)}
                    </Link>
                  </span>
                ))}
              </span>
              <BaseMark figure={figure} />
            </li>
          );
        })}
      </ul>
    </ChartCard>
  );
}

/** Where a band begins and ends on the ratio of one person. */
function bandSpan(band: string): { readonly min?: number; readonly max?: number } {
  const { code: _, ...span } = ratioSpans.find(({ code }) => code === band)!;
  return span;
}

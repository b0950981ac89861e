import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { partsOf } from "../../figures/distribution.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import type { Gaps } from "./gaps-card.js";

/** Person by person: how many got more than they expected, as much, nearly as much, and less. */
export function BandsCard({ found, filters }: { readonly found: Gaps; readonly filters: FilterSearch }) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const rows = found.rows.filter(({ figure }) => figure.distribution.length > 0 && (figure.n ?? 0) > 0);
  if (rows.length === 0) return null;
  const names = partsOf("ratio", rows[0]!.figure.distribution);
  return (
    <Card
      className="expectation-bands"
      title={t("bands.title")}
      caption={t("bands.caption")}
      link={
        <span className="caption legend">
          {names.map(({ code, fill }) => (
            <span key={code} className="nowrap">
              <i className="expectation-key" style={{ background: fill }} aria-hidden="true" /> {t(`figures:part.${code}`)}
            </span>
          ))}
        </span>
      }
      foot={<span>{t("bands.foot")}</span>}
    >
      <ul className="expectation-bars">
        {rows.map(({ attribute, label, figure }) => {
          const parts = partsOf("ratio", figure.distribution);
          return (
            <li key={attribute} data-base={figure.base}>
              <Link to="/listen/voices" search={{ ...filters, metric: `p:${attribute}` }}>
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
                    {format.figure("percent", 100 * share)}
                  </span>
                ))}
              </span>
              <BaseMark figure={figure} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

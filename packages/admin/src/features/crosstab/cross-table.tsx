import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { type Crosstab, drillOf, type Layer } from "./drill.js";
import { heatOf } from "./heat.js";
import { useMetricNames } from "./metric-name.js";
import { type Content, type CrosstabSearch, contentsOf } from "./search.js";

type Cell = Layer["cells"][number][number];
type Category = Crosstab["rows"]["categories"][number];

/** One cross-table: heads stay in sight while it scrolls inside itself, every count opens its voices. */
export function CrossTable({ table, layer, search }: { readonly table: Crosstab; readonly layer: Layer; readonly search: CrosstabSearch }) {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const shown = contentsOf(search.show).filter((content) =>
    content === "metric" ? table.metric !== null : content !== "weighted" || search.weighting !== undefined,
  );
  const nameOf = ({ label, start, key }: Category) =>
    start !== null && table.columns.code === "week" ? format.day(start) : format.words(label) || String(key ?? "");
  const { rows, columns, metric } = table;
  const metrics = useMetricNames();
  const share = (value: number | null) => format.figure("percent", value === null ? null : 100 * value);
  const metricText = (value: number | null) => (metric === null ? "" : format.figure(kindOf(metric), value));
  const link = (row: Category, column: Category) =>
    drillOf(filtersOf(search), [row.drill, column.drill, ...(table.nest === null ? [] : [layer.drill])]);
  const title = layer.label === null ? t("title") : format.words(layer.label);
  return (
    <section className="crosstab-scroll" aria-label={title}>
      <table className="crosstab">
        <caption className="visually-hidden">
          {t("caption", { rows: format.words(rows.label), columns: format.words(columns.label) })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className="crosstab-corner">
              {format.words(rows.label)}
              <span className="caption"> × {format.words(columns.label)}</span>
            </th>
            {columns.categories.map((category, j) => {
              const column = layer.columns[j];
              if (column === undefined) return null;
              return (
                <th key={String(category.key)} scope="col" data-base={column.base}>
                  <span className="crosstab-name">
                    <Name category={category} search={search}>
                      {nameOf(category)}
                    </Name>
                  </span>
                  <span className="crosstab-base">
                    {columns.overlaps ? null : <b>{column.letter}</b>}{" "}
                    <BaseMark figure={{ n: column.n, base: column.base, suppressed: null }} />
                    {column.effectiveN === null ? null : (
                      <span title={t("effective")}> · {t("effectiveShort", { n: format.count(Math.round(column.effectiveN)) })}</span>
                    )}
                  </span>
                </th>
              );
            })}
            <th scope="col">
              <span className="crosstab-name">{t("total")}</span>
              <span className="crosstab-base">n {format.count(layer.total.n)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.categories.map((row, i) => (
            <tr key={String(row.key)}>
              <th scope="row">
                <Name category={row} search={search}>
                  {nameOf(row)}
                </Name>
              </th>
              {columns.categories.map((column, j) => {
                const cell = layer.cells[i]?.[j];
                return cell === undefined ? null : (
                  <td key={String(column.key)} data-heat={search.heat ? heatOf(cell) : undefined} data-base={layer.columns[j]?.base}>
                    {cell.n === null ? (
                      <span className="hidden-figure" title={t("hidden")}>
                        {t("hiddenShort")}
                      </span>
                    ) : (
                      shown.map((content) => (
                        <Line key={content} content={content} cell={cell} to={link(row, column)} texts={{ share, metricText }} />
                      ))
                    )}
                  </td>
                );
              })}
              <td className="crosstab-total">
                <span>{share(layer.rows[i]?.share ?? null)}</span>
                <span className="caption">n {format.count(layer.rows[i]?.n ?? null)}</span>
                {metric === null ? null : <span className="caption">{metricText(layer.rows[i]?.metric?.value ?? null)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
        {metric === null ? null : (
          <tfoot>
            <tr>
              <th scope="row">{metrics.find(({ value }) => value === metric)?.label ?? t("metricRow")}</th>
              {layer.columns.map(({ letter, metric: own, base }) => (
                <td key={letter} data-base={base}>
                  <span>
                    <b>{metricText(own?.value ?? null)}</b> <Marks letters={own?.letters ?? []} againstRest={own?.againstRest ?? null} />
                  </span>
                  <span className="caption">
                    {own === null || own.low === null || own.high === null
                      ? ""
                      : `${format.interval(kindOf(metric), { low: own.low, high: own.high })} · `}
                    n {format.count(own?.n ?? 0)}
                  </span>
                </td>
              ))}
              <td className="crosstab-total">
                <b>{metricText(layer.total.metric?.value ?? null)}</b>
                <span className="caption">n {format.count(layer.total.metric?.n ?? 0)}</span>
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** A unit opens the same table for what is below it; back is the unit in the filter bar. */
function Name({ category, search, children }: { readonly category: Category; readonly search: CrosstabSearch; readonly children: string }) {
  const unit = category.drill?.unit;
  if (unit === undefined || unit === search.unit) return children;
  return (
    <Link to="/understand/crosstab" search={{ ...search, unit }} resetScroll={false}>
      {children}
    </Link>
  );
}

/** Letters of the columns this one is higher than, and an arrow against everybody else. */
function Marks({ letters, againstRest }: Pick<Cell, "letters" | "againstRest">) {
  const { t } = useTranslation("crosstab");
  return (
    <>
      {againstRest === null ? null : (
        <span className={againstRest === "higher" ? "crosstab-higher" : "crosstab-lower"} title={t(`rest.${againstRest}`)}>
          <span aria-hidden="true">{againstRest === "higher" ? "▲" : "▼"}</span>
          <span className="visually-hidden">{t(`rest.${againstRest}`)}</span>
        </span>
      )}
      {letters.length === 0 ? null : (
        <span className="crosstab-letters" title={t("lettersAre", { letters: letters.join(" ") })}>
          {letters.join(" ")}
        </span>
      )}
    </>
  );
}

function Line(props: {
  readonly content: Content;
  readonly cell: Cell;
  readonly to: Record<string, string | number> | null;
  readonly texts: { readonly share: (value: number | null) => string; readonly metricText: (value: number | null) => string };
}) {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const { content, cell, to, texts } = props;
  switch (content) {
    case "column":
      return (
        <span className="crosstab-share">
          {texts.share(cell.columnShare)} <Marks letters={cell.letters} againstRest={cell.againstRest} />
        </span>
      );
    case "row":
      return (
        <span className="caption">
          {t("rowShort")} {texts.share(cell.rowShare)}
        </span>
      );
    case "total":
      return (
        <span className="caption">
          {t("totalShort")} {texts.share(cell.totalShare)}
        </span>
      );
    case "n":
      return (
        <span className="caption">
          n{" "}
          {to === null || cell.n === 0 ? (
            format.count(cell.n)
          ) : (
            <PageLink to="/listen/voices" search={to}>
              {format.count(cell.n)}
            </PageLink>
          )}
        </span>
      );
    case "weighted":
      return (
        <span className="caption">
          {t("weightedShort")} {cell.weighted === null ? "—" : format.figure("mean", cell.weighted)}
        </span>
      );
    case "residual":
      return (
        <span className="caption">
          {t("residualShort")} {cell.residual === null ? "—" : format.difference("mean", cell.residual)}
        </span>
      );
    case "metric":
      return (
        <span className="caption">
          {texts.metricText(cell.metric?.value ?? null)}
          {cell.metric === null || cell.metric.n === cell.n ? "" : ` (n ${format.count(cell.metric.n)})`}
        </span>
      );
  }
}

/** The filter bar's part of the address. */
export function filtersOf(search: CrosstabSearch) {
  const { rows: _rows, columns: _columns, nest: _nest, metric: _metric, show: _show, heat: _heat, ...filters } = search;
  return filters;
}

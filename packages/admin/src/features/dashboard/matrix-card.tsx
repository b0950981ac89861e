import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn } from "../../figures/axis.js";
import { queryOf } from "../../figures/filter-search.js";
import { labelSides } from "../../figures/label-sides.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { matrixOf, shareEnd } from "./drivers.js";
import { driverNumbers } from "./numbers.js";
import type { DashboardSearch } from "./search.js";

const zones = ["fix", "keep", "later", "maintain"] as const;

/** Importance against perception with what each zone advises. Only where drivers are ranked; on a phone the list stands alone. */
export function MatrixCard({ search }: { readonly search: DashboardSearch }) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const { data } = useReading(api.figures.drivers, { query: { ...queryOf(search, format.today), outcome: search.outcome } });
  const download = useDownload(data?.statement, search);
  const matrix = data === undefined || data.method !== "relative_weights" ? null : matrixOf(data);
  if (data === undefined || matrix === null) return null;
  const label = (code: string) => format.words(data.drivers.find(({ attribute }) => attribute === code)?.label);
  const across = axisFor(
    matrix.points.map(({ performance }) => performance),
    6,
  );
  const end = shareEnd(data.drivers);
  const x = (value: number) => 100 * placeOn(across, value);
  const y = (value: number) => 100 * (1 - Math.min(1, value / end));
  const sides = labelSides(matrix.points.map(({ name, performance, importance }) => ({ name, x: x(performance), y: y(importance) })));
  const crossX = x(matrix.performanceCut);
  const crossY = y(matrix.importanceCut);
  const percent = (value: number) => format.figure("percent", 100 * value);
  return (
    <ChartCard
      className="matrix"
      title={t("matrix.title")}
      caption={t("matrix.caption", {
        importance: percent(matrix.importanceCut),
        performance: format.figure("mean", matrix.performanceCut),
      })}
      download={download(t("matrix.title"), driverNumbers(data, t, format), [
        t("matrix.caption", { importance: percent(matrix.importanceCut), performance: format.figure("mean", matrix.performanceCut) }),
        t("drivers.base", { n: format.count(data.n), available: format.count(data.nAvailable) }),
        t("drivers.noCause"),
      ])}
      table={
        <Table
          caption={t("matrix.title")}
          rows={matrix.points}
          rowKey={({ name }) => name}
          columns={[
            { key: "name", title: t("column.attribute"), cell: ({ name }) => label(name) },
            { key: "zone", title: t("matrix.zone"), cell: ({ quadrant }) => t(`matrix.zones.${quadrant}.name`) },
            {
              key: "y",
              title: t("drivers.share"),
              figure: true,
              cell: (point) => percent(point.importance),
              sort: (point) => point.importance,
            },
            {
              key: "x",
              title: t("drivers.mean"),
              figure: true,
              cell: (point) => format.figure("mean", point.performance),
              sort: (point) => point.performance,
            },
          ]}
        />
      }
    >
      <div className="matrix-body">
        <div className="matrix-plot" role="img" aria-label={t("matrix.label")}>
          <i className="matrix-fix" style={{ width: `${crossX}%`, height: `${crossY}%` }} />
          <i className="matrix-keep" style={{ left: `${crossX}%`, height: `${crossY}%` }} />
          <i className="matrix-cross-x" style={{ left: `${crossX}%` }} />
          <i className="matrix-cross-y" style={{ top: `${crossY}%` }} />
          {zones.map((zone) => (
            <b key={zone} className="matrix-zone" data-zone={zone}>
              {t(`matrix.zones.${zone}.name`)}
            </b>
          ))}
          {matrix.points.map(({ name, importance, performance, quadrant }) => (
            <span key={name} className="matrix-point" data-zone={quadrant} style={{ left: `${x(performance)}%`, top: `${y(importance)}%` }}>
              <i />
              <span data-side={sides.get(name)}>{label(name)}</span>
            </span>
          ))}
          {matrix.points.map(({ name, performance, importanceInterval, quadrant }) =>
            importanceInterval === null || importanceInterval === undefined ? null : (
              <i
                key={name}
                className="matrix-interval"
                data-zone={quadrant}
                style={{
                  left: `${x(performance)}%`,
                  top: `${y(importanceInterval.high)}%`,
                  height: `${y(importanceInterval.low) - y(importanceInterval.high)}%`,
                }}
              />
            ),
          )}
          {across.ticks.map((tick) => (
            <small key={tick} className="matrix-x" style={{ left: `${x(tick)}%` }}>
              {tick.toFixed(1)}
            </small>
          ))}
          {[0, end / 2, end].map((tick) => (
            <small key={tick} className="matrix-y" style={{ top: `${y(tick)}%` }}>
              {Math.round(100 * tick)}%
            </small>
          ))}
        </div>
        <div className="matrix-advice">
          {zones.map((zone) => {
            const names = matrix.points.filter(({ quadrant }) => quadrant === zone);
            if (names.length === 0) return null;
            return (
              <section key={zone}>
                <h3>
                  <span className={`tag ${zone === "fix" ? "tag-strong" : zone === "keep" ? "tag-better" : ""}`}>
                    {t(`matrix.zones.${zone}.name`)}
                  </span>{" "}
                  {t(`matrix.zones.${zone}.verb`)}
                </h3>
                <p className="dense">
                  {names.map(({ name }, index) => (
                    <span key={name}>
                      {index > 0 ? t("comma") : null}
                      <Link to="/listen/voices" search={{ ...search, metric: `p:${name}` }}>
                        {label(name)}
                      </Link>
                    </span>
                  ))}
                  {t("colon")}
                  {t(`matrix.zones.${zone}.advice`)}
                </p>
              </section>
            );
          })}
          <p className="caption">
            {matrix.uncertain.length === 0
              ? t("matrix.steady")
              : t("matrix.unsteady", { names: matrix.uncertain.map(label).join(t("comma")) })}
          </p>
        </div>
      </div>
    </ChartCard>
  );
}

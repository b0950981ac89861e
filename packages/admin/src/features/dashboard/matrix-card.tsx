import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn, tickTexts } from "../../figures/axis.js";
import { queryOf } from "../../figures/filter-search.js";
import { boxBetween, pixels, ZONES, zonePlaces, zoneStyle } from "../../figures/matrix-places.js";
import { PointKey, PointLabels, type Size, useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { matrixOf, shareEnd } from "./drivers.js";
import { driverNumbers } from "./numbers.js";
import type { DashboardSearch } from "./search.js";

/** Importance against perception with what each zone advises. Only where drivers are ranked; on a phone the list stands alone. */
export function MatrixCard({ search }: { readonly search: DashboardSearch }) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const [plot, size] = useSize();
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
  const points = matrix.points.map((one) => ({ ...one, text: label(one.name), left: x(one.performance), top: y(one.importance) }));
  const whiskers = (frame: Size) =>
    points.flatMap(({ left, importanceInterval: ends }) =>
      ends == null ? [] : [boxBetween(frame, [left, y(ends.high)], [left, y(ends.low)])],
    );
  const crossX = x(matrix.performanceCut);
  const crossY = y(matrix.importanceCut);
  const placed = size === null ? [] : points.map(({ name, text, left, top }) => ({ name, text, ...pixels(size, left, top) }));
  const corners = zonePlaces(size ?? { width: 0, height: 0 }, ((size?.height ?? 0) * crossY) / 100, placed);
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
        <div>
          <div className="matrix-plot" role="img" aria-label={t("matrix.label")} ref={plot}>
            <i className="matrix-fix" style={{ width: `${crossX}%`, height: `${crossY}%` }} />
            <i className="matrix-keep" style={{ left: `${crossX}%`, height: `${crossY}%` }} />
            <i className="matrix-cross-x" style={{ left: `${crossX}%` }} />
            <i className="matrix-cross-y" style={{ top: `${crossY}%` }} />
            {points.map(({ name, left, top, quadrant }) => (
              <span key={name} className="matrix-point" data-zone={quadrant} style={{ left: `${left}%`, top: `${top}%` }}>
                <i />
              </span>
            ))}
            {points.map(({ name, left, importanceInterval, quadrant }) =>
              importanceInterval == null ? null : (
                <i
                  key={name}
                  className="matrix-interval"
                  data-zone={quadrant}
                  style={{
                    left: `${left}%`,
                    top: `${y(importanceInterval.high)}%`,
                    height: `${y(importanceInterval.low) - y(importanceInterval.high)}%`,
                  }}
                />
              ),
            )}
            {ZONES.map((zone) => (
              <b key={zone} className="matrix-zone" data-zone={zone} style={zoneStyle(corners[zone])}>
                {t(`matrix.zones.${zone}.name`)}
              </b>
            ))}
            {size === null ? null : (
              <svg className="plot-labels" width={size.width} height={size.height} aria-hidden="true">
                <PointLabels frame={size} points={placed} avoid={{ never: Object.values(corners), rather: whiskers(size) }} />
              </svg>
            )}
            {across.ticks.map((tick, i) => (
              <small key={tick} className="matrix-x" style={{ left: `${x(tick)}%` }}>
                {tickTexts(across.ticks)[i]}
              </small>
            ))}
            {[0, end / 2, end].map((tick) => (
              <small key={tick} className="matrix-y" style={{ top: `${y(tick)}%` }}>
                {Math.round(100 * tick)}%
              </small>
            ))}
          </div>
          <PointKey points={points} frame={size} />
        </div>
        <div className="matrix-advice">
          {ZONES.map((zone) => {
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

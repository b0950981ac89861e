import { api, type In, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import { kindOf, toneOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { limitsOf, sharedAxis, trendSeries } from "../../figures/trend-line.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { narrowedBy } from "../voices/index.js";
import type { TrendSearch } from "./search.js";
import { SmallLine } from "./small-line.js";
import { times } from "./trend-test-card.js";

type Units = Out<typeof api.trends.units>["units"];

/** The same metric for every unit below, on one axis; those that really move come first. */
export function UnitsCard(props: {
  readonly query: NonNullable<In<typeof api.trends.units>["query"]>;
  readonly metric: string;
  readonly name: string;
  readonly search: TrendSearch;
}) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const { query, metric, name, search } = props;
  const found = useReading(api.trends.units, { query });
  const download = useDownload(found.data?.statement, search);
  const kind = kindOf(metric);
  const { metric: _metric, step: _step, chart: _chart, ...filters } = search;
  const units = inOrder(found.data?.units ?? []);
  if (found.data !== undefined && units.length < 2) return null;
  const series = units.map(({ points }) => trendSeries(points, limitsOf(metric)));
  const axis = sharedAxis(series, limitsOf(metric)[1]);
  const facts = [
    t("units.axis"),
    found.data === undefined ? "" : t(found.data.rule === "each-at-0.05" ? "units.each" : "units.corrected", { count: found.data.tested }),
  ];
  const numbers: Numbers = {
    columns: [t("column.unit"), t("column.period"), "n", name, t("column.low"), t("column.high")],
    rows: units.flatMap(({ label, points }) =>
      points.map(({ figure }) => [
        format.words(label),
        format.range(figure.period),
        figure.n,
        figure.value,
        figure.interval?.low ?? null,
        figure.interval?.high ?? null,
      ]),
    ),
  };
  return (
    <ChartCard
      className="trends-units"
      title={t("units.title", { metric: name })}
      caption={t("units.caption")}
      foot={<span>{facts.filter((fact) => fact !== "").join(t("semicolon"))}</span>}
      table={null}
      download={download(t("units.title", { metric: name }), numbers, facts)}
    >
      <Loaded query={found} lines={8}>
        {() =>
          axis === null ? (
            <p className="quiet">{t("control.none")}</p>
          ) : (
            <ul className="trends-multiples">
              {units.map((unit, i) => {
                const { trend } = unit;
                const last = unit.points.findLast(({ figure }) => figure.value !== null)?.figure;
                const verdict = trend?.significant ? toneOf(metric, trend.slope.value) : "unclear";
                return (
                  <li key={unit.unitId}>
                    <p>
                      <Link to="/understand/trends" search={{ ...search, unit: unit.unitId }}>
                        {format.words(unit.label)}
                      </Link>{" "}
                      {last === undefined ? (
                        <b>—</b>
                      ) : (
                        <>
                          <Link to="/listen/voices" search={{ ...filters, unit: unit.unitId, ...narrowedBy(metric), ...last.period }}>
                            <b>{format.figure(kind, last.value)}</b>
                          </Link>{" "}
                          <BaseMark figure={last} />
                        </>
                      )}
                    </p>
                    <SmallLine series={series[i]!} axis={axis} />
                    <p className={`caption ${verdict === "unclear" ? "" : verdict}`}>
                      {trend === null
                        ? t("units.few")
                        : trend.significant
                          ? t(trend.slope.value > 0 ? "units.rises" : "units.falls", {
                              slope: format.difference(kind, trend.slope.value * (unit.points.length - 1)),
                              ends: format.differenceInterval(kind, times(trend.slope, unit.points.length - 1)),
                            })
                          : t("units.steady")}
                    </p>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

function inOrder(units: Units): Units {
  const weight = ({ trend }: Units[number]) => (trend === null ? 2 : trend.significant ? 0 : 1);
  return units.toSorted((a, b) => weight(a) - weight(b));
}

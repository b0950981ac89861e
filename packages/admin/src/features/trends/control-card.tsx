import type { api, Out, TimelineNote } from "@manyi/contracts";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { lineOption } from "../../figures/line-option.js";
import { kindOf } from "../../figures/metrics.js";
import { ReferenceNotes, useReferenceBands } from "../../figures/reference-bands.js";
import { useDownload } from "../../figures/statement-facts.js";
import { baseRange, limitsOf, sharedAxis, trendSeries } from "../../figures/trend-line.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { Chart } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { narrowedBy } from "../voices/index.js";
import { SumsChart } from "./sums-chart.js";

export type Found = Out<typeof api.trends.chart>;

/** The line with its interval, the limits of the control chart, what stands out, breaks and notes. */
export function ControlCard(props: {
  readonly found: Found;
  readonly metric: string;
  readonly name: string;
  readonly notes: readonly TimelineNote[];
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const navigate = useNavigate();
  const { found, metric, name, notes, filters } = props;
  const { points, breaks, signals, chart } = found;
  const download = useDownload(found.statement, filters);
  const series = useMemo(() => trendSeries(points, limitsOf(metric)), [points, metric]);
  const axis = useMemo(() => axisOf(found, series, limitsOf(metric)[1]), [found, series, metric]);
  const references = useReferenceBands(metric);
  const option = useMemo(() => {
    if (axis === null) return null;
    const rules = new Map(signals.map(({ at, rule }) => [at, t(`rule.${rule}`)]));
    return lineOption({
      metric,
      points,
      series,
      axis,
      format,
      breaks,
      notes,
      references,
      signals: new Set(rules.keys()),
      limits: points.map(({ limits }) => limits),
      ...(chart === "ewma" ? { smoothed: points.map(({ smoothed }) => smoothed) } : {}),
      about: (index) => rules.get(index) ?? "",
    });
  }, [axis, metric, points, series, format, breaks, notes, references, signals, chart, t]);
  const bases = baseRange(points);
  const limited = points.findLast(({ limits }) => limits !== null)?.limits ?? null;
  const facts = [
    bases === null ? "" : t("control.bases", { low: format.count(bases.low), high: format.count(bases.high) }),
    limited === null
      ? chart === "cusum"
        ? ""
        : t("control.few")
      : t("control.limits", {
          centre: format.figure(kindOf(metric), limited.centre),
          ends: format.interval(kindOf(metric), { low: limited.lower, high: limited.upper }),
        }),
    limited === null && chart !== "cusum" ? "" : t("control.signals", { count: signals.length }),
    found.statement.weighting === "weighted" ? t("control.weighted") : "",
  ].filter((fact) => fact !== "");
  return (
    <ChartCard
      className="trends-control"
      title={t("control.title", { metric: name })}
      caption={t(`chart.${chart}.about`)}
      legend={
        <span className="caption legend">
          <i className="legend-band" aria-hidden="true" /> {t("control.band")} <i className="legend-limit" aria-hidden="true" />{" "}
          {t("control.limit")} <i className="legend-signal" aria-hidden="true" /> {t("control.signal")}
        </span>
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={axis === null ? null : <PointTable found={found} metric={metric} name={name} filters={filters} />}
      download={axis === null ? null : download(t("control.title", { metric: name }), numbersOf(found, name, t, format), facts)}
    >
      {option === null ? (
        <EmptyState title={t("control.none")} about={t("control.noneAbout")} />
      ) : (
        <>
          <Chart
            option={option}
            height={300}
            label={t("control.label", { metric: name })}
            onPick={(index) => {
              const point = points[index];
              if (point !== undefined)
                void navigate({ to: "/listen/voices", search: { ...filters, ...narrowedBy(metric), ...point.figure.period } });
            }}
          />
          <ReferenceNotes bands={references} />
          {chart === "cusum" ? <SumsChart points={points} /> : null}
        </>
      )}
    </ChartCard>
  );
}

/** The axis holds line and limits alike. */
function axisOf({ points }: Found, series: ReturnType<typeof trendSeries>, top: number) {
  const limits = points.flatMap(({ limits }) => (limits === null ? [] : [limits]));
  if (limits.length === 0) return sharedAxis([series], top);
  const ends = {
    values: limits.map(({ centre }) => centre),
    lows: limits.map(({ lower }) => lower),
    widths: limits.map(({ lower, upper }) => upper - lower),
    // limits of tiny bases reach far out and are cut, as their intervals are
    hollow: limits.map(({ lower, upper, centre }) => upper - lower > 8 * Math.max(1e-9, medianWidth(limits)) && centre !== lower),
    stretches: limits.map(() => 0),
  };
  return sharedAxis([series, ends], top);
}

function medianWidth(limits: readonly { lower: number; upper: number }[]): number {
  const widths = limits.map(({ lower, upper }) => upper - lower).toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

function PointTable({
  found,
  metric,
  name,
  filters,
}: {
  readonly found: Found;
  readonly metric: string;
  readonly name: string;
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const kind = kindOf(metric);
  const rules = new Map(found.signals.map(({ at, rule }) => [at, rule]));
  return (
    <Table
      caption={t("control.title", { metric: name })}
      rows={found.points.map((point, at) => ({ ...point, at }))}
      rowKey={({ at }) => at}
      columns={[
        {
          key: "start",
          title: t("column.period"),
          cell: ({ figure }) => (
            <Link to="/listen/voices" search={{ ...filters, ...narrowedBy(metric), ...figure.period }}>
              {format.range(figure.period)}
            </Link>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare /> },
        { key: "value", title: name, figure: true, cell: ({ figure }) => <Value figure={figure} /> },
        { key: "interval", title: t("column.interval"), figure: true, cell: ({ figure }) => format.interval(kind, figure.interval) },
        {
          key: "limits",
          title: t("column.limits"),
          figure: true,
          cell: ({ limits }) => (limits === null ? "—" : format.interval(kind, { low: limits.lower, high: limits.upper })),
        },
        {
          key: "signal",
          title: t("column.signal"),
          cell: ({ at }) => {
            const rule = rules.get(at);
            return rule === undefined ? "" : t(`rule.${rule}`);
          },
        },
      ]}
      more={(count) => t("more", { count })}
    />
  );
}

function numbersOf({ points, signals }: Found, name: string, t: (key: string) => string, format: Format): Numbers {
  const rules = new Map(signals.map(({ at, rule }) => [at, t(`rule.${rule}`)]));
  return {
    columns: [
      t("column.period"),
      "n",
      name,
      t("column.low"),
      t("column.high"),
      t("column.centre"),
      t("column.lower"),
      t("column.upper"),
      t("column.signal"),
    ],
    rows: points.map(({ figure, limits }, at) => [
      format.range(figure.period),
      figure.n,
      figure.value,
      figure.interval?.low ?? null,
      figure.interval?.high ?? null,
      limits?.centre ?? null,
      limits?.lower ?? null,
      limits?.upper ?? null,
      rules.get(at) ?? "",
    ]),
  };
}

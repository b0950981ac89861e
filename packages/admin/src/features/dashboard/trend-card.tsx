import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { queryOf } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { NoteList, useNotes } from "../../figures/note-list.js";
import { ReferenceNotes, useReferenceBands } from "../../figures/reference-bands.js";
import { useDownload } from "../../figures/statement-facts.js";
import { limitsOf, sharedAxis, spanOf, type TrendPoint, trendSeries } from "../../figures/trend-line.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { narrowedBy } from "../voices/index.js";
import { figureNumbers } from "./numbers.js";
import { type DashboardSearch, shownMetrics } from "./search.js";
import { TrendPanel } from "./trend-panel.js";

type Props = { readonly search: DashboardSearch; readonly onChange: (part: DashboardSearch) => void };

/** One metric over time: everything in sight, and beside it on the same axis the chosen unit. */
export function TrendCard({ search, onChange }: Props) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const metric = search.metric ?? "nps";
  const step = search.step ?? ("week" as const);
  const query = { ...queryOf(search, format.today), ...spanOf(search, step), metric, by: step };
  const chosen = useReading(api.figures.trend, { query });
  const whole = useReading(api.figures.trend, { query: { ...query, unit: undefined } });
  const units = useReading(api.org.vocabulary, {}).data?.units;
  const unit = units?.find(({ id }) => id === search.unit);
  const limits = limitsOf(metric);
  const panels = [
    { key: "whole", title: t("trend.whole"), trend: whole.data, search: { ...search, unit: undefined } },
    ...(search.unit === undefined ? [] : [{ key: "unit", title: format.words(unit?.name), trend: chosen.data, search }]),
  ].flatMap(({ trend, ...panel }) => (trend === undefined ? [] : [{ ...panel, trend, series: trendSeries(trend.points, limits) }]));
  const download = useDownload((chosen.data ?? whole.data)?.statement, search);
  const axis = sharedAxis(
    panels.map(({ series }) => series),
    limits[1],
  );
  const notes = useNotes(whole.data?.points ?? [], search.unit);
  const references = useReferenceBands(metric);

  return (
    <ChartCard
      className="trend"
      title={t("trend.title", { metric: t(`figures:metric.${metric}`) })}
      caption={t(`trend.by.${step}`, { count: whole.data?.points.length ?? 0 })}
      tools={
        <>
          <Select
            size="small"
            aria-label={t("trend.metric")}
            popupMatchSelectWidth={false}
            value={metric}
            options={shownMetrics.map((value) => ({ value, label: t(`figures:metric.${value}`) }))}
            onChange={(value) => onChange({ metric: value === "nps" ? undefined : value })}
          />
          <Select<"day" | "week" | "month">
            size="small"
            aria-label={t("trend.step")}
            popupMatchSelectWidth={false}
            value={step}
            options={(["day", "week", "month"] as const).map((value) => ({ value, label: t(`trend.steps.${value}`) }))}
            onChange={(value) => onChange({ step: value === "week" ? undefined : value })}
          />
        </>
      }
      legend={
        <span className="caption legend">
          <i className="legend-band" aria-hidden="true" /> {t("trend.band")} <i className="hollow legend-ring" aria-hidden="true" />
          {t("trend.hollow")}
        </span>
      }
      table={axis === null ? null : <TrendTable metric={metric} points={(chosen.data ?? whole.data)?.points ?? []} search={search} />}
      download={
        axis === null
          ? null
          : download(
              t("trend.title", { metric: t(`figures:metric.${metric}`) }),
              figureNumbers(
                t("column.period"),
                ((chosen.data ?? whole.data)?.points ?? []).map(({ figure }) => ({ name: format.range(figure.period), figure })),
                t,
              ),
              [t("trend.band")],
            )
      }
    >
      <Loaded query={whole} lines={8}>
        {() =>
          axis === null ? (
            <EmptyState title={t("trend.none")} about={t("trend.noneAbout")} />
          ) : (
            <>
              <div className="trend-panels">
                {panels.map(({ key, ...panel }) => (
                  <TrendPanel key={key} {...panel} metric={metric} axis={axis} notes={notes} references={references} />
                ))}
              </div>
              <ReferenceNotes bands={references} />
              <NoteList notes={notes} />
            </>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

function TrendTable({
  metric,
  points,
  search,
}: {
  readonly metric: string;
  readonly points: readonly TrendPoint[];
  readonly search: DashboardSearch;
}) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  return (
    <Table
      caption={t("trend.title", { metric: t(`figures:metric.${metric}`) })}
      rows={points}
      rowKey={({ start }) => start}
      columns={[
        {
          key: "start",
          title: t("column.period"),
          cell: ({ figure }) => (
            <Link to="/listen/voices" search={{ ...search, metric: undefined, ...narrowedBy(metric), ...figure.period }}>
              {format.range(figure.period)}
            </Link>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare /> },
        { key: "value", title: t(`figures:metric.${metric}`), figure: true, cell: ({ figure }) => <Value figure={figure} /> },
        {
          key: "interval",
          title: t("column.interval"),
          figure: true,
          cell: ({ figure }) => format.interval(kindOf(metric), figure.interval),
        },
      ]}
      more={(count) => t("more", { count })}
    />
  );
}

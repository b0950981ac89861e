import { api, type In, type Out } from "@manyi/contracts";
import { Link, useNavigate } from "@tanstack/react-router";
import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { type Format, useFormat } from "../../format/index.js";
import { Chart } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { colourOf, historyOption } from "./history-lines.js";
import { IndexValue, MissingNote } from "./index-value.js";
import { periodName } from "./period-name.js";
import { RankingCard } from "./ranking-card.js";
import { filtersOf, historySteps, linesOf, type ModelSearch } from "./search.js";
import { WeightsCard } from "./weights-card.js";

export type History = Out<typeof api.analysis.modelHistory>;
type Step = (typeof historySteps)[number];

/** How far back it looks unless somebody chose days. */
const BACK: Readonly<Record<Step, number>> = { week: 26, month: 12, quarter: 8 };

/** The weighted index over time: the whole and chosen units, the ranking of one period, and what the weights were. */
export function HistoryCards(props: {
  readonly query: NonNullable<In<typeof api.analysis.modelHistory>["query"]>;
  readonly search: ModelSearch;
  readonly onChange: (part: ModelSearch) => void;
}) {
  const { t } = useTranslation("model");
  const { query, search, onChange } = props;
  const step = search.step ?? ("month" as const);
  const span = search.from === undefined ? { from: undefined, to: undefined, periods: BACK[step] } : { periods: 60 };
  const found = useReading(api.analysis.modelHistory, { query: { ...query, ...span, by: step, weights: search.weights ?? "own" } });
  const filters = filtersOf(search);
  return (
    <Loaded query={found} lines={10} title={t("history.title")}>
      {(history) => (
        <>
          <LinesCard history={history} step={step} search={search} onChange={onChange} />
          {history.lines.length < 2 ? null : <RankingCard history={history} step={step} filters={filters} />}
          {history.versions.length === 0 ? null : <WeightsCard history={history} filters={filters} />}
        </>
      )}
    </Loaded>
  );
}

function LinesCard(props: {
  readonly history: History;
  readonly step: Step;
  readonly search: ModelSearch;
  readonly onChange: (part: ModelSearch) => void;
}) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const navigate = useNavigate();
  const { history, step, search, onChange } = props;
  const filters = filtersOf(search);
  const download = useDownload(history.statement, filters);
  const { periods, lines } = history;
  const chosen = useMemo(() => linesOf(search), [search]);
  const shown = useMemo(() => lines.filter(({ unitId }) => unitId === null || chosen.includes(unitId)), [lines, chosen]);
  const names = useMemo(() => shown.map(({ label }) => (label === null ? t("tree.whole") : format.words(label))), [shown, t, format]);
  const periodNames = useMemo(() => periods.map((period) => periodName(period, step, format)), [periods, step, format]);
  const option = useMemo(
    () => historyOption({ history, lines: shown, names, periodNames, format }),
    [history, shown, names, periodNames, format],
  );
  const bases = shown.flatMap(({ points }) => points.flatMap(({ n }) => (n === 0 ? [] : [n])));
  const facts = [
    bases.length === 0 ? "" : t("history.bases", { low: format.count(Math.min(...bases)), high: format.count(Math.max(...bases)) }),
    t(history.breaks.some(({ kind }) => kind === "weights") ? "history.broken" : "history.joined"),
    t("history.interval"),
    search.weights === "today" ? t("history.byToday", { version: history.versions.at(-1)?.version ?? 1 }) : t("history.byOwn"),
  ].filter((fact) => fact !== "");
  const title = t("history.title");
  return (
    <ChartCard
      title={title}
      caption={t("history.caption")}
      tools={<Pickers history={history} step={step} search={search} onChange={onChange} />}
      legend={
        <span className="caption legend">
          {names.map((name, i) => (
            <span key={name} className="nowrap">
              <i className="model-key" style={{ background: colourOf(i, names.length) }} aria-hidden="true" /> {name}
            </span>
          ))}
        </span>
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={
        option === null ? null : <PointTable history={history} lines={shown} names={names} periodNames={periodNames} filters={filters} />
      }
      download={option === null ? null : download(title, numbersOf(history, shown, names, t, format), facts)}
    >
      {option === null ? (
        <EmptyState title={t("history.none")} about={t("history.noneAbout")} />
      ) : (
        <Chart
          option={option}
          height={300}
          label={t("history.label", { names: names.join(t("comma")) })}
          onPick={(index) => {
            const period = periods[index];
            if (period !== undefined) void navigate({ to: "/listen/voices", search: voicesOf(history, filters, period) });
          }}
        />
      )}
    </ChartCard>
  );
}

/** The voices behind one point. */
export function voicesOf({ surveyId }: History, filters: FilterSearch, { from, to }: { from: string; to: string }, unit?: number | null) {
  return { ...filters, period: undefined, from, to, ...(surveyId === null ? {} : { survey: surveyId }), ...(unit == null ? {} : { unit }) };
}

function Pickers(props: {
  readonly history: History;
  readonly step: Step;
  readonly search: ModelSearch;
  readonly onChange: (part: ModelSearch) => void;
}) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const { history, step, search, onChange } = props;
  const units = history.lines.flatMap(({ unitId, label }) => (unitId === null ? [] : [{ value: unitId, label: format.words(label) }]));
  return (
    <>
      {units.length === 0 ? null : (
        <Select<number[]>
          mode="multiple"
          size="small"
          className="model-units"
          aria-label={t("history.units")}
          placeholder={t("history.units")}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: "label" }}
          value={linesOf(search).filter((id) => units.some(({ value }) => value === id))}
          options={units}
          onChange={(ids) => {
            const kept = linesOf({ lines: ids.join(",") });
            onChange({ lines: kept.length === 0 ? undefined : kept.join(",") });
          }}
        />
      )}
      <Select<Step>
        size="small"
        aria-label={t("history.step")}
        popupMatchSelectWidth={false}
        value={step}
        options={historySteps.map((value) => ({ value, label: t(`history.by.${value}`) }))}
        onChange={(value) => onChange({ step: value === "month" ? undefined : value })}
      />
      <Select<"own" | "today">
        size="small"
        aria-label={t("history.weights")}
        popupMatchSelectWidth={false}
        value={search.weights ?? "own"}
        options={(["own", "today"] as const).map((value) => ({ value, label: t(`history.weigh.${value}`) }))}
        onChange={(value) => onChange({ weights: value === "own" ? undefined : value })}
      />
    </>
  );
}

function PointTable(props: {
  readonly history: History;
  readonly lines: History["lines"];
  readonly names: readonly string[];
  readonly periodNames: readonly string[];
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const { history, lines, names, periodNames, filters } = props;
  const rows = history.periods.flatMap((period, at) =>
    lines.map((line, i) => ({ key: `${at} ${i}`, period, name: names[i]!, periodName: periodNames[at]!, line, point: line.points[at]! })),
  );
  return (
    <Table
      caption={t("history.title")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "period",
          title: t("history.period"),
          cell: ({ period, periodName: name, line }) => (
            <Link to="/listen/voices" search={voicesOf(history, filters, period, line.unitId)}>
              {name}
            </Link>
          ),
        },
        { key: "name", title: t("groups.name"), cell: ({ name }) => name },
        { key: "index", title: t("tree.index"), figure: true, cell: ({ point }) => <IndexValue point={point} /> },
        { key: "interval", title: t("interval"), figure: true, cell: ({ point }) => format.interval("index", point.interval) },
        { key: "n", title: "n", figure: true, cell: ({ point }) => format.count(point.n) },
        { key: "version", title: t("history.version"), figure: true, cell: ({ period }) => `v${period.version}` },
        { key: "missing", title: t("history.missing"), cell: ({ point }) => <MissingNote history={history} point={point} /> },
      ]}
      more={(count) => t("groups.more", { count })}
    />
  );
}

function numbersOf({ periods }: History, lines: History["lines"], names: readonly string[], t: (key: string) => string, format: Format) {
  return {
    columns: [
      t("history.from"),
      t("history.to"),
      t("groups.name"),
      t("tree.index"),
      t("file.low"),
      t("file.high"),
      "n",
      t("history.version"),
      t("history.present"),
    ],
    rows: lines.flatMap(({ points }, i) =>
      points.map(({ value, interval, n, presentShare }, at) => {
        const { from, to, version } = periods[at]!;
        const present = format.figure("percent", 100 * presentShare);
        return [from, to, names[i]!, value, interval?.low ?? null, interval?.high ?? null, n, version, present];
      }),
    ),
  };
}

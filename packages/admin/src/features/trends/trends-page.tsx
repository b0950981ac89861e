import { api, type ChartKind } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useNotes } from "../../figures/note-list.js";
import { StatementLine } from "../../figures/statement-line.js";
import { spanOf } from "../../figures/trend-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ControlCard } from "./control-card.js";
import { useMetricChoices } from "./metric-names.js";
import { NotesCard } from "./notes-card.js";
import { steps, type TrendSearch } from "./search.js";
import { SignalsCard } from "./signals-card.js";
import { TrendHelp } from "./trend-help.js";
import { TrendTestCard } from "./trend-test-card.js";
import { UnitsCard } from "./units-card.js";
import "./trends.css";

/** One metric over time: is it in control, is there a trend, where did it change, what else happened, and the same for every unit. */
export function TrendsPage() {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/trends" });
  const navigate = useNavigate({ from: "/understand/trends" });
  const metric = search.metric ?? "nps";
  const step = search.step ?? ("week" as const);
  const query = { ...queryOf(search, format.today), ...spanOf(search, step), metric, by: step };
  const chart = useReading(api.trends.chart, { query: { ...query, chart: search.chart } });
  const notes = useNotes(chart.data?.points ?? [], search.unit);
  const { nameOf } = useMetricChoices();
  const put = (part: TrendSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const statement = chart.data?.statement;
  const filters = { ...search, metric: undefined, step: undefined, chart: undefined };
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={chart.isError} />}
        about={t("about")}
        actions={<TrendHelp />}
      />
      <FilterBar search={search} onChange={put} compares={false} weighs />
      <StatementLine statement={statement} search={filters} />
      <Pickers search={search} charts={chart.data?.charts ?? []} shown={chart.data?.chart} onChange={put} />
      <Loaded query={chart} lines={10}>
        {(found) => (
          <div className="trends">
            <ControlCard found={found} metric={metric} name={nameOf(metric)} notes={notes} filters={filters} />
            <TrendTestCard found={found} metric={metric} name={nameOf(metric)} />
            <SignalsCard found={found} metric={metric} filters={filters} />
            <NotesCard notes={notes} unit={search.unit} />
            <UnitsCard query={query} metric={metric} name={nameOf(metric)} search={search} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Pickers(props: {
  readonly search: TrendSearch;
  readonly charts: readonly ChartKind[];
  readonly shown: ChartKind | undefined;
  readonly onChange: (part: TrendSearch) => void;
}) {
  const { t } = useTranslation("trends");
  const { search, charts, shown, onChange } = props;
  const { groups } = useMetricChoices();
  const label = (name: string) => <span className="filter-label">{t(`picker.${name}`)}</span>;
  return (
    <div className="trends-pickers">
      <Select
        aria-label={t("picker.metric")}
        prefix={label("metric")}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={search.metric ?? "nps"}
        options={[...groups]}
        onChange={(metric: string) => onChange({ metric: metric === "nps" ? undefined : metric, chart: undefined })}
      />
      <Select<(typeof steps)[number]>
        aria-label={t("picker.step")}
        prefix={label("step")}
        popupMatchSelectWidth={false}
        value={search.step ?? "week"}
        options={steps.map((value) => ({ value, label: t(`step.${value}`) }))}
        onChange={(step) => onChange({ step: step === "week" ? undefined : step })}
      />
      {charts.length === 0 ? null : (
        <Select<ChartKind>
          aria-label={t("picker.chart")}
          prefix={label("chart")}
          popupMatchSelectWidth={false}
          value={shown ?? charts[0]!}
          options={charts.map((value, i) => ({
            value,
            label: i === 0 ? t("usual", { chart: t(`chart.${value}.name`) }) : t(`chart.${value}.name`),
          }))}
          onChange={(chart) => onChange({ chart: chart === charts[0] ? undefined : chart })}
        />
      )}
    </div>
  );
}

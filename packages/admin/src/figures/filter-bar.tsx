import { FilterOutlined } from "@ant-design/icons";
import { api, type Vocabulary } from "@manyi/contracts";
import { Button, Drawer, Select, TreeSelect } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { ViewBar } from "../features/views/index.js";
import { useFormat } from "../format/index.js";
import { DayRange } from "./day-range.js";
import { type FilterSearch, type Preset, periodOf, presetDays, presets, sentiments } from "./filter-search.js";
import { topicTree } from "./topic-tree.js";
import { unitTree } from "./unit-tree.js";
import "./filter-bar.css";

const comparisons = ["previous", "year", "none"] as const;

type Props = {
  readonly search: FilterSearch;
  readonly onChange: (search: FilterSearch) => void;
  /** whether the page compares with a period before */
  readonly compares?: boolean;
  /** whether its figures can be weighted */
  readonly weighs?: boolean;
};

/** Period, comparison, unit, touchpoint, segment, channel, survey, topic, sentiment: one row on a desk, a drawer on a phone. What nothing can be chosen from is left out. Below it the saved views of the page. */
export function FilterBar(props: Props) {
  const { t } = useTranslation("figures");
  const [open, setOpen] = useState(false);
  const { search } = props;
  const { period, to, compare, unit, touchpoint, segment, channel, survey, topic, sentiment, weighting } = search;
  const chosen = [period, to, compare, unit, touchpoint, segment, channel, survey, topic, sentiment, weighting];
  const set = chosen.filter((value) => value !== undefined).length;
  return (
    <>
      <div className="filters filters-row">
        <Fields {...props} />
      </div>
      <div className="filters-button">
        <Button icon={<FilterOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
          {set === 0 ? t("filter.open") : t("filter.openSet", { count: set })}
        </Button>
      </div>
      <Drawer title={t("filter.open")} placement="bottom" size="75%" open={open} onClose={() => setOpen(false)}>
        <div className="filters filters-stack">
          <Fields {...props} />
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t("filter.show")}
          </Button>
        </div>
      </Drawer>
      <ViewBar />
    </>
  );
}

function Fields({ search, onChange, compares = true, weighs = false }: Props) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const period = periodOf(search, format.today);
  const own = search.from !== undefined;

  const put = (part: FilterSearch) => onChange({ ...search, ...part });
  function choosePeriod(value: Preset | "own"): void {
    if (value === "own") put({ period: undefined, ...period });
    else put({ period: value === "28d" ? undefined : value, from: undefined, to: undefined });
  }
  const label = (name: string) => <span className="filter-label">{t(`filter.${name}`)}</span>;
  const choices = (items: Vocabulary["segments"] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: format.words(name) }));

  return (
    <>
      <Select
        aria-label={t("filter.period")}
        prefix={label("period")}
        popupMatchSelectWidth={false}
        value={own ? "own" : (search.period ?? "28d")}
        onChange={choosePeriod}
        options={[
          ...presets.map((value) => ({
            value,
            label: `${t(`filter.preset.${value}`)}${value === (search.period ?? "28d") && !own ? ` ${format.range(presetDays(value, format.today))}` : ""}`,
          })),
          { value: "own" as const, label: t("filter.own") },
        ]}
      />
      {own ? <DayRange days={period} onChange={put} /> : null}
      {compares ? (
        <Select<(typeof comparisons)[number]>
          aria-label={t("filter.compare")}
          prefix={label("compare")}
          popupMatchSelectWidth={false}
          value={search.compare ?? "previous"}
          onChange={(value) => put({ compare: value === "previous" ? undefined : value })}
          options={comparisons.map((value) => ({ value, label: t(`filter.comparing.${value}`) }))}
        />
      ) : null}
      {vocabulary === undefined || vocabulary.units.length < 2 ? null : (
        <TreeSelect
          aria-label={t("filter.unit")}
          prefix={label("unit")}
          popupMatchSelectWidth={320}
          showSearch={{ treeNodeFilterProp: "title" }}
          allowClear
          placeholder={t("filter.whole")}
          value={search.unit ?? null}
          treeData={unitTree(vocabulary.units, format.words)}
          treeDefaultExpandedKeys={vocabulary.units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
          onChange={(value: number | null | undefined) => put({ unit: value ?? undefined })}
        />
      )}
      <Choice
        name="touchpoint"
        value={search.touchpoint}
        options={choices(vocabulary?.touchpoints)}
        onChange={(touchpoint) => put({ touchpoint })}
      />
      <Choice name="segment" value={search.segment} options={choices(vocabulary?.segments)} onChange={(segment) => put({ segment })} />
      <Choice
        name="channel"
        value={search.channel}
        options={(vocabulary?.channels ?? []).map((value) => ({ value, label: t(`channel.${value}`, { defaultValue: value }) }))}
        onChange={(channel) => put({ channel })}
      />
      <Choice
        name="survey"
        value={search.survey}
        options={(vocabulary?.surveys ?? []).map(({ id, title }) => ({ value: id, label: format.words(title) }))}
        onChange={(survey) => put({ survey })}
      />
      {vocabulary === undefined || vocabulary.topics.length === 0 ? null : (
        <>
          <TreeSelect
            aria-label={t("filter.topic")}
            prefix={label("topic")}
            popupMatchSelectWidth={280}
            showSearch={{ treeNodeFilterProp: "title" }}
            allowClear
            placeholder={t("filter.all")}
            value={search.topic ?? null}
            treeData={topicTree(vocabulary.topics, format.words)}
            onChange={(value: number | null | undefined) => put({ topic: value ?? undefined })}
          />
          <Choice
            name="sentiment"
            value={search.sentiment}
            options={sentiments.map((value) => ({ value, label: t(`sentiment.${value}`) }))}
            onChange={(sentiment) => put({ sentiment })}
          />
        </>
      )}
      {weighs ? <Weighting value={search.weighting} onChange={(weighting) => put({ weighting })} /> : null}
    </>
  );
}

type Weighted = FilterSearch["weighting"];

/** Weighted and unweighted one click apart, once somebody has applied weights. */
function Weighting({ value, onChange }: { readonly value: Weighted; readonly onChange: (value: Weighted) => void }) {
  const { t } = useTranslation("figures");
  const versions = useReading(api.population.weights, {}).data?.items ?? [];
  if (value === undefined && !versions.some(({ state }) => state === "applied")) return null;
  return (
    <Select<"none" | "weighted">
      aria-label={t("filter.weighting")}
      prefix={<span className="filter-label">{t("filter.weighting")}</span>}
      popupMatchSelectWidth={false}
      value={value ?? "none"}
      options={(["none", "weighted"] as const).map((one) => ({ value: one, label: t(`filter.weighs.${one}`) }))}
      onChange={(one) => onChange(one === "none" ? undefined : one)}
    />
  );
}

/** One select that starts at "all"; absent where there is nothing to choose. */
function Choice<V extends string | number>(props: {
  readonly name: string;
  readonly value: V | undefined;
  readonly options: { value: V; label: ReactNode }[];
  readonly onChange: (value: V | undefined) => void;
}) {
  const { t } = useTranslation("figures");
  const { name, value, options, onChange } = props;
  if (options.length === 0) return null;
  return (
    <Select<V | null>
      aria-label={t(`filter.${name}`)}
      prefix={<span className="filter-label">{t(`filter.${name}`)}</span>}
      popupMatchSelectWidth={false}
      allowClear
      placeholder={t("filter.all")}
      value={value ?? null}
      options={options}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

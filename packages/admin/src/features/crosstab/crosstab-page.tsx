import { SwapOutlined } from "@ant-design/icons";
import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { AxisPicker } from "./axis-picker.js";
import { CrossTable, filtersOf } from "./cross-table.js";
import { CrosstabHelp } from "./crosstab-help.js";
import type { Crosstab } from "./drill.js";
import { layerFacts } from "./layer-facts.js";
import { useMetricNames } from "./metric-name.js";
import { numbersOf } from "./numbers.js";
import { type Content, type CrosstabSearch, contents, contentsOf, START, showOf, swapped } from "./search.js";
import "./crosstab.css";

/** Anything against anything: rows, columns, a third dimension, what stands in a cell. All of it stands in the address. */
export function CrosstabPage() {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/crosstab" });
  const navigate = useNavigate({ from: "/understand/crosstab" });
  const { rows = START.rows, columns = START.columns, nest, metric } = search;
  const query = { ...queryOf(search, format.today), rows, columns, nest, metric };
  const table = useReading(api.analysis.crosstab, { query });
  const put = (part: CrosstabSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const statement = table.data?.statement;
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={table.isError} />}
        about={t("about")}
        actions={<CrosstabHelp />}
      />
      <FilterBar search={search} onChange={put} compares={false} weighs />
      <StatementLine statement={statement} search={filtersOf(search)} />
      <Pickers search={search} onChange={put} />
      <Loaded query={table} lines={10}>
        {(found) => <Tables table={found} search={search} onChange={put} />}
      </Loaded>
    </>
  );
}

type Props = { readonly search: CrosstabSearch; readonly onChange: (part: CrosstabSearch) => void };

function Pickers({ search, onChange }: Props) {
  const { t } = useTranslation("crosstab");
  const metrics = useMetricNames();
  const { rows = START.rows, columns = START.columns, nest, metric } = search;
  const shown = contentsOf(search.show);
  const isOffered = (content: Content) =>
    content === "metric" ? metric !== undefined : content !== "weighted" || search.weighting !== undefined;
  return (
    <div className="crosstab-pickers">
      <AxisPicker name="rows" value={rows} taken={[columns, nest]} onChange={(code) => onChange({ rows: code })} />
      <Button
        icon={<SwapOutlined aria-hidden="true" />}
        aria-label={t("swap")}
        title={t("swap")}
        onClick={() => onChange(swapped(search))}
      />
      <AxisPicker name="columns" value={columns} taken={[rows, nest]} onChange={(code) => onChange({ columns: code })} />
      <AxisPicker name="nest" value={nest} taken={[rows, columns]} onChange={(code) => onChange({ nest: code })} />
      <Select
        className="crosstab-picker"
        aria-label={t("picker.metric")}
        prefix={<span className="filter-label">{t("picker.metric")}</span>}
        showSearch={{ optionFilterProp: "label" }}
        allowClear
        placeholder={t("picker.none")}
        popupMatchSelectWidth={false}
        value={metric ?? null}
        options={[...metrics]}
        onChange={(code: string | null | undefined) =>
          onChange({ metric: code ?? undefined, ...(code && !shown.includes("metric") ? { show: showOf([...shown, "metric"]) } : {}) })
        }
      />
      <Select<Content[]>
        className="crosstab-contents"
        mode="multiple"
        aria-label={t("picker.show")}
        prefix={<span className="filter-label">{t("picker.show")}</span>}
        maxTagCount={2}
        popupMatchSelectWidth={false}
        value={[...shown]}
        options={contents.filter(isOffered).map((value) => ({ value, label: t(`content.${value}`) }))}
        onChange={(chosen) => onChange({ show: showOf(chosen) })}
      />
      <Checkbox checked={search.heat === true} onChange={({ target }) => onChange({ heat: target.checked ? true : undefined })}>
        {t("heat")}
      </Checkbox>
    </div>
  );
}

function Tables({ table, search, onChange }: Props & { readonly table: Crosstab }) {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const download = useDownload(table.statement, search);
  const { rows, columns, nest, layers } = table;
  const name = t("named", { rows: format.words(rows.label), columns: format.words(columns.label) });
  const left = table.anonymousLeftOut ? t("fact.anonymous") : "";
  const filled = layers.filter(({ total, hidden }) => total.n > 0 || hidden > 0);
  if (filled.length === 0) {
    return (
      <Card title={name}>
        <EmptyState
          title={t("empty.title")}
          about={left === "" ? t("empty.about") : left}
          step={
            <button type="button" className="link-button" onClick={() => onChange({ period: "365d", from: undefined, to: undefined })}>
              {t("empty.wider")}
            </button>
          }
        />
      </Card>
    );
  }
  return (
    <div className="crosstab-tables">
      {left === "" ? null : <p className="caption">{left}</p>}
      {filled.map((layer) => {
        const title = layer.label === null ? name : `${format.words(nest?.label)} · ${format.words(layer.label)}`;
        const facts = layerFacts(layer, table, t, format);
        return (
          <ChartCard
            key={String(layer.key)}
            title={title}
            caption={t("hint")}
            foot={<span>{facts.join(t("semicolon"))}</span>}
            table={null}
            download={download(title, numbersOf({ ...table, layers: [layer] }, t, format), [...facts, left])}
          >
            <CrossTable table={table} layer={layer} search={search} />
          </ChartCard>
        );
      })}
    </div>
  );
}

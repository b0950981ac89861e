import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Select, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { AsymmetryCard } from "./asymmetry-card.js";
import { CompareCards } from "./compare-cards.js";
import { DriverHelp } from "./driver-help.js";
import { MapCards } from "./map-cards.js";
import { PrioritiesTab } from "./priorities-tab.js";
import type { DriversSearch, Method, Tab } from "./search.js";
import { methods, tabs } from "./search.js";
import { SimulateCards } from "./simulate-cards.js";
import "../../figures/matrix.css";
import "../../figures/rowchart.css";
import "./drivers.css";

/** What goes with an outcome, and what to do first. Outcome, drivers and method stand in the address; each tab asks when it opens. */
export function DriversPage() {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/drivers" });
  const navigate = useNavigate({ from: "/understand/drivers" });
  const put = (part: DriversSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const { outcome = "nps", drivers: chosen, method = "relativeWeights", tab = "priorities" } = search;
  // asymmetry and the maps count people: weights play no part in them
  const weighs = tab !== "asymmetry" && tab !== "map";
  const filters = queryOf({ ...search, compare: "none", weighting: weighs ? search.weighting : undefined }, format.today);
  const query = { ...filters, outcome, drivers: chosen };
  const { importance, crossImportance, crossPerformance } = search;
  const found = useReading(api.analysis.drivers, { query: { ...query, method, importance, crossImportance, crossPerformance } });
  const statement = found.data?.statement;
  const asked = { search, query };
  const contents: Record<Tab, () => React.ReactNode> = {
    priorities: () => (
      <Loaded query={found} lines={12}>
        {(data) => <PrioritiesTab data={data} search={search} onChange={put} />}
      </Loaded>
    ),
    compare: () => <CompareCards {...asked} outcomes={found.data?.outcomes ?? []} onChange={put} />,
    asymmetry: () => <AsymmetryCard {...asked} />,
    simulate: () => <SimulateCards {...asked} />,
    map: () => <MapCards {...asked} />,
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={found.isError} />}
        about={t("about")}
        actions={<DriverHelp />}
      />
      <FilterBar search={search} onChange={(part) => put({ ...part })} compares={false} weighs={weighs} />
      <StatementLine statement={statement} search={search} />
      <Pickers search={search} outcomes={found.data?.outcomes ?? []} attributes={found.data?.attributes ?? []} onChange={put} />
      <Tabs
        activeKey={tab}
        onChange={(key) => put({ tab: key === "priorities" ? undefined : (key as Tab) })}
        destroyOnHidden
        items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: key === tab ? contents[key]() : null }))}
      />
    </>
  );
}

type PickersProps = {
  readonly search: DriversSearch;
  readonly outcomes: readonly string[];
  readonly attributes: readonly { readonly code: string; readonly label: Parameters<ReturnType<typeof useFormat>["words"]>[0] }[];
  readonly onChange: (part: DriversSearch) => void;
};

/** What is explained, by what, and how. */
function Pickers({ search, outcomes, attributes, onChange }: PickersProps) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const { outcome = "nps", method = "relativeWeights", drivers } = search;
  const label = (name: string) => <span className="filter-label">{t(`picker.${name}`)}</span>;
  const offered = outcomes.includes(outcome) ? outcomes : [outcome, ...outcomes];
  return (
    <div className="analysis-pickers">
      <Select
        aria-label={t("picker.outcome")}
        prefix={label("outcome")}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        value={outcome}
        options={offered.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => onChange({ outcome: value === "nps" ? undefined : value, drivers: undefined })}
      />
      <Select<Method>
        aria-label={t("picker.method")}
        prefix={label("method")}
        popupMatchSelectWidth={false}
        value={method}
        options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
        onChange={(value) => onChange({ method: value === "relativeWeights" ? undefined : value })}
      />
      <Select<string[]>
        className="analysis-wide-picker"
        aria-label={t("picker.drivers")}
        prefix={label("drivers")}
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        popupMatchSelectWidth={false}
        placeholder={t("picker.all", { count: attributes.length })}
        value={drivers?.split(",") ?? []}
        options={attributes.map(({ code, label: name }) => ({ value: code, label: format.words(name) }))}
        onChange={(codes) => onChange({ drivers: codes.length === 0 ? undefined : codes.join(",") })}
      />
    </div>
  );
}

import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ModesTab } from "./modes-tab.js";
import { RatesTab } from "./rates-tab.js";
import { SampleTab } from "./sample-tab.js";
import { type SampleSearch, tabs } from "./search.js";
import { WeightHelp } from "./weight-help.js";
import { WeightsTab } from "./weights-tab.js";
import "./population.css";

/** Who answered against who there is, weights that make up for it, response rates, and ways of answering. */
export function SamplePage() {
  const { t } = useTranslation("population");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/sample" });
  const navigate = useNavigate({ from: "/understand/sample" });
  const query = queryOf(search, format.today);
  const sample = useReading(api.population.sample, { query });
  const put = (part: SampleSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const { tab: _tab, metric: _metric, ...filters } = search;
  const statement = sample.data?.statement;
  const contents = {
    sample: <SampleTab sample={sample} filters={filters} onWeigh={() => put({ tab: "weights" })} />,
    weights: <WeightsTab search={search} />,
    rates: <RatesTab query={query} filters={filters} />,
    modes: <ModesTab query={query} search={search} filters={filters} onChange={put} />,
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={sample.isError} />}
        about={
          <>
            {t("about")}{" "}
            <PageLink to="/listen/samples" className="population-more">
              {t("toSamples")}
            </PageLink>
          </>
        }
        actions={<WeightHelp />}
      />
      <FilterBar search={search} onChange={put} compares={false} weighs />
      <StatementLine statement={statement} search={filters} />
      <Tabs
        activeKey={search.tab ?? "sample"}
        destroyOnHidden
        items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: contents[key] }))}
        onChange={(key) => put({ tab: key === "sample" ? undefined : (key as Exclude<(typeof tabs)[number], "sample">) })}
      />
    </>
  );
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { PageHeader } from "../../ui/page-header.js";
import { BestWorstTab } from "./best-worst-tab.js";
import { PriceHelp } from "./price-help.js";
import { PriceTab } from "./price-tab.js";
import { type PriceSearch, type PriceTab as Tab, tabs } from "./search.js";
import "./price.css";

/** What customers would pay, how many stay when the price rises, and what matters most to them. */
export function PricePage() {
  const { t } = useTranslation("price");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/price" });
  const navigate = useNavigate({ from: "/understand/price" });
  const put = (part: PriceSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  // such questions are asked of few at a time: a quarter unless somebody chose
  const asked: PriceSearch = search.period === undefined && search.from === undefined ? { ...search, period: "90d" } : search;
  const query = { ...queryOf({ ...asked, compare: "none" }, format.today), ...(search.question && { question: search.question }) };
  const tab = search.tab ?? "price";
  const props = { query, search: asked, onQuestion: (question: string) => put({ question }) };
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} actions={<PriceHelp tab={tab} />} />
      <FilterBar search={asked} onChange={(part) => put({ ...part, question: undefined })} compares={false} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) => put({ tab: key === "price" ? undefined : (key as Tab), question: undefined })}
        items={tabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: key !== tab ? null : key === "price" ? <PriceTab {...props} /> : <BestWorstTab {...props} />,
        }))}
      />
    </>
  );
}

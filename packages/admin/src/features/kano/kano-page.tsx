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
import { DriftCard } from "./drift-card.js";
import { KanoHelp } from "./kano-help.js";
import { type KanoSearch, type KanoTab, tabs } from "./search.js";
import { SegmentsCard } from "./segments-card.js";
import { TiersTab } from "./tiers-tab.js";
import "./kano.css";

/** What customers take for granted, what they measure, what delights them; for whom, and how it drifts. */
export function KanoPage() {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/kano" });
  const navigate = useNavigate({ from: "/understand/kano" });
  const put = (part: KanoSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  // Kano pairs come in slowly: a quarter unless somebody chose
  const asked: KanoSearch = search.period === undefined && search.from === undefined ? { ...search, period: "90d" } : search;
  const query = queryOf({ ...asked, compare: "none" }, format.today);
  const found = useReading(api.analysis.kano, { query });
  const statement = found.data?.statement;
  const tab = search.tab ?? "tiers";
  const contents: Record<KanoTab, () => React.ReactNode> = {
    tiers: () => <TiersTab found={found} search={asked} />,
    segments: () => <SegmentsCard query={query} search={asked} />,
    drift: () => <DriftCard query={query} search={asked} />,
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={found.isError} />}
        about={t("about")}
        actions={<KanoHelp />}
      />
      <FilterBar search={asked} onChange={(part) => put({ ...part })} compares={false} />
      <StatementLine statement={statement} search={asked} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) => put({ tab: key === "tiers" ? undefined : (key as KanoTab) })}
        items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: key === tab ? contents[key]() : null }))}
      />
    </>
  );
}

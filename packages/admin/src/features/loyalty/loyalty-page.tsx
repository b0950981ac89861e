import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UnitFilter } from "../../figures/unit-filter.js";
import { useMay } from "../../session.js";
import { PageHeader } from "../../ui/page-header.js";
import { ExpectedTab } from "./expected-tab.js";
import { IndexTab } from "./index-tab.js";
import { LoyaltyHelp } from "./loyalty-help.js";
import { MatrixTab } from "./matrix-tab.js";
import { PurchasesTab } from "./purchases-tab.js";
import { ReturningTab } from "./returning-tab.js";
import { type LoyaltySearch, type LoyaltyTab, tabs } from "./search.js";
import { TiersTab } from "./tiers-tab.js";
import "./loyalty.css";

/** Who comes back, how loyal customers are, and what may be expected of them; and the purchases all of it rests on. */
export function LoyaltyPage() {
  const { t } = useTranslation("loyalty");
  const may = useMay();
  const search = useSearch({ from: "/signed-in/shell/customers/loyalty" });
  const navigate = useNavigate({ from: "/customers/loyalty" });
  const put = (part: LoyaltySearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  // a list belongs to the tab it was opened on
  const closed = { cell: undefined, group: undefined, tier: undefined };
  const props = { search, onChange: put };
  const contents: Record<LoyaltyTab, ReactNode> = {
    returning: <ReturningTab {...props} />,
    matrix: <MatrixTab {...props} />,
    index: <IndexTab {...props} />,
    tiers: <TiersTab {...props} />,
    expected: <ExpectedTab {...props} />,
    purchases: <PurchasesTab />,
  };
  const open = tabs.filter((tab) => tab !== "purchases" || may("imports:run"));
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} actions={<LoyaltyHelp />} />
      <div className="loyalty-controls loyalty-whose">
        <UnitFilter label={t("unit")} whole={t("whole")} unit={search.unit} onUnit={(unit) => put({ unit })} />
      </div>
      <Tabs
        activeKey={search.tab ?? "returning"}
        destroyOnHidden
        items={open.map((key) => ({ key, label: t(`tab.${key}`), children: contents[key] }))}
        onChange={(key) => put({ ...closed, tab: key === "returning" ? undefined : (key as Exclude<LoyaltyTab, "returning">) })}
      />
    </>
  );
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session.js";
import { PageHeader } from "../../ui/page-header.js";
import { CoverageTab } from "./coverage-tab.js";
import { DoorsTab } from "./doors-tab.js";
import { ExpectationTab } from "./expectation-tab.js";
import { tabs } from "./search.js";
import "./sources.css";

/** Where voices come from, what hints at expectations, and which places nobody is heard from. */
export function SourcesPage() {
  const { t } = useTranslation("sources");
  const may = useMay();
  const { tab = "doors" } = useSearch({ from: "/signed-in/shell/listen/sources" });
  const navigate = useNavigate({ from: "/listen/sources" });
  const shown = tabs.filter((one) => one === "doors" || may("figures:read"));
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) => void navigate({ search: { tab: tabs.find((one) => one === key && one !== "doors") }, replace: true })}
        items={shown.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: key === "doors" ? <DoorsTab /> : key === "expectation" ? <ExpectationTab /> : <CoverageTab />,
        }))}
      />
    </>
  );
}

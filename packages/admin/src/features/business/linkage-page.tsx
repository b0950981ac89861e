import { api, type BusinessFigure } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ViewBar } from "../views/index.js";
import { BesideTab } from "./beside-tab.js";
import { DefinitionForm } from "./definition-form.js";
import { FiguresTab } from "./figures-tab.js";
import { LinkTab } from "./link-tab.js";
import { LinkageHelp } from "./linkage-help.js";
import { type LinkageSearch, tabs } from "./search.js";
import "./business.css";

/** What the business counts, and whether it goes together with what customers say. */
export function LinkagePage() {
  const { t } = useTranslation("business");
  const search = useSearch({ from: "/signed-in/shell/prove/linkage" });
  const navigate = useNavigate({ from: "/prove/linkage" });
  const put = (part: LinkageSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const list = useReading(api.business.list, { query: { retired: "true" } });
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} actions={<LinkageHelp />} />
      <ViewBar />
      <Loaded query={list} lines={10}>
        {({ items, mayAdd }) =>
          items.length === 0 ? (
            <Card title={t("figures.title")}>
              <EmptyState
                title={t("figures.none")}
                about={mayAdd ? t("figures.noneAbout") : t("figures.noneReader")}
                {...(mayAdd
                  ? {
                      step: (
                        <Button type="primary" onClick={() => setAdding(true)}>
                          {t("figures.add")}
                        </Button>
                      ),
                    }
                  : {})}
              />
            </Card>
          ) : (
            <Contents search={search} items={items} mayAdd={mayAdd} onChange={put} onAdd={() => setAdding(true)} />
          )
        }
      </Loaded>
      {isAdding ? (
        <DefinitionForm onClose={() => setAdding(false)} onSaved={({ id }) => put({ tab: "figures", figure: id, control: undefined })} />
      ) : null}
    </>
  );
}

function Contents(props: {
  readonly search: LinkageSearch;
  readonly items: readonly BusinessFigure[];
  readonly mayAdd: boolean;
  readonly onChange: (part: LinkageSearch) => void;
  readonly onAdd: () => void;
}) {
  const { t } = useTranslation("business");
  const { search, items, mayAdd, onChange, onAdd } = props;
  const open = items.filter(({ isRetired }) => !isRetired);
  const figure = items.find(({ id }) => id === search.figure) ?? open[0] ?? items[0]!;
  // a new organisation begins where the figures are brought in
  const tab = search.tab ?? (open.some(({ values }) => values > 0) ? "link" : "figures");
  const contents = {
    link: <LinkTab search={search} figure={figure} figures={open} onChange={onChange} />,
    beside: <BesideTab search={search} figure={figure} figures={open} onChange={onChange} />,
    figures: <FiguresTab figure={figure} figures={items} mayAdd={mayAdd} onChange={onChange} onAdd={onAdd} />,
  };
  return (
    <Tabs
      activeKey={tab}
      destroyOnHidden
      items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: contents[key] }))}
      onChange={(key) => onChange({ tab: key === "link" ? undefined : (key as "beside" | "figures") })}
    />
  );
}

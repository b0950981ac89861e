import { PlusOutlined } from "@ant-design/icons";
import { api } from "@manyi/contracts";
import { SEVERITIES } from "@manyi/core/cases";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, usePages } from "../../api.js";
import { UnitFilter } from "../../figures/unit-filter.js";
import { useMay } from "../../session.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { SearchWords } from "../../ui/search-words.js";
import { Skeleton } from "../../ui/skeleton.js";
import { NewCase } from "./new-case.js";
import { QueueRow } from "./queue-row.js";
import { type CaseSearch, views } from "./search.js";
import "./cases.css";

/** Cases as the server ranks them: safety first, then whatever is late or due soonest. It changes live. */
export function QueuePage() {
  const { t } = useTranslation("cases");
  const may = useMay();
  const search = useSearch({ from: "/signed-in/shell/act/cases" });
  const navigate = useNavigate({ from: "/act/cases" });
  const [adding, setAdding] = useState(false);
  const queue = usePages(api.cases.list, { ...search, limit: 50 });
  const go = (next: CaseSearch) => void navigate({ search: next, replace: true });
  const view = search.view ?? "open";
  const first = queue.data?.pages[0];
  const items = queue.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = search.unit !== undefined || search.severity !== undefined || search.text !== undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        about={
          first === undefined ? undefined : t("about", { open: first.counts.open, late: first.counts.breached, soon: first.counts.dueSoon })
        }
        actions={
          may("cases:work") ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t("log")}
            </Button>
          ) : undefined
        }
      />
      <div className="list-tools">
        <Segmented
          aria-label={t("view.label")}
          value={view}
          options={views.map((value) => ({
            value,
            label:
              value in (first?.counts ?? {}) ? t(`view.${value}Count`, { count: first?.counts[value as "open"] ?? 0 }) : t(`view.${value}`),
          }))}
          onChange={(value) => go({ ...search, view: value === "open" ? undefined : value })}
        />
        <Narrow search={search} onChange={go} />
      </div>
      <div className="card list-card">
        {queue.isPending ? (
          <Skeleton lines={10} />
        ) : queue.error !== null && first === undefined ? (
          <ProblemNotice title={t("queueFault")} problem={problemOf(queue.error)} onRetry={() => void queue.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState
            title={isNarrowed ? t("none.narrowed") : t(`none.${view}`)}
            about={isNarrowed ? t("none.narrowedAbout") : t(`none.${view}About`)}
            step={
              isNarrowed ? (
                <Button onClick={() => go({ view: search.view })}>{t("none.clear")}</Button>
              ) : view === "open" && may("cases:work") ? (
                <Button onClick={() => setAdding(true)}>{t("log")}</Button>
              ) : view === "all" ? undefined : (
                <Button onClick={() => go({ view: "all" })}>{t("none.all")}</Button>
              )
            }
          />
        ) : (
          <ul className="rows">
            {items.map((item) => (
              <QueueRow key={item.id} item={item} />
            ))}
          </ul>
        )}
        {queue.hasNextPage ? (
          <div className="list-more">
            <Button loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        ) : null}
      </div>
      <NewCase open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

/** Unit, severity and words. */
function Narrow({ search, onChange }: { readonly search: CaseSearch; readonly onChange: (next: CaseSearch) => void }) {
  const { t } = useTranslation("cases");
  return (
    <>
      <UnitFilter label={t("unit")} whole={t("wholeOrganisation")} unit={search.unit} onUnit={(unit) => onChange({ ...search, unit })} />
      <Select
        aria-label={t("severity.label")}
        prefix={<span className="filter-label">{t("severity.label")}</span>}
        popupMatchSelectWidth={false}
        allowClear
        placeholder={t("severity.any")}
        value={search.severity ?? null}
        options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(severity) => onChange({ ...search, severity: severity ?? undefined })}
      />
      <SearchWords key={search.text} label={t("text")} start={search.text} onText={(text) => onChange({ ...search, text })} />
    </>
  );
}

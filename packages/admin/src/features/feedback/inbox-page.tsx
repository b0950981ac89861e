import { api } from "@manyi/contracts";
import { HANDLED_SOURCES } from "@manyi/core/feedback";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, usePages } from "../../api.js";
import { UnitFilter } from "../../figures/unit-filter.js";
import { useMay } from "../../session.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { SearchWords } from "../../ui/search-words.js";
import { Skeleton } from "../../ui/skeleton.js";
import { BulkBar } from "./bulk-bar.js";
import { InboxRow } from "./inbox-row.js";
import { ItemDrawer } from "./item-drawer.js";
import { RoutingDrawer } from "./routing-drawer.js";
import { type InboxSearch, isNarrowed, sides, signals, views } from "./search.js";
import { OwnersCard, RatingCard } from "./side-cards.js";
import { SpikeLine } from "./spike-line.js";
import { useKeys } from "./use-keys.js";
import { useNow } from "./use-now.js";
import "./feedback.css";

/** Every voice that wants handling: nobody's first, then what is due. */
export function InboxPage() {
  const { t } = useTranslation("feedback");
  const may = useMay();
  const search = useSearch({ from: "/signed-in/shell/listen/inbox" });
  const navigate = useNavigate({ from: "/listen/inbox" });
  const now = useNow();
  const { item: shown, ...asked } = search;
  const inbox = usePages(api.feedback.list, { ...asked, limit: 50 }, { refetchInterval: 30_000 });
  const [routing, setRouting] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const go = (next: InboxSearch) => {
    setPicked(new Set());
    void navigate({ search: next, replace: true });
  };
  const show = (item: string | undefined) => void navigate({ search: { ...search, item }, replace: true });
  const first = inbox.data?.pages[0];
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const pick = (id: string, isPicked: boolean) =>
    setPicked((before) => {
      const next = new Set(before);
      if (isPicked) next.add(id);
      else next.delete(id);
      return next;
    });
  const here = useKeys(items, { open: show, toggle: (id) => pick(id, !picked.has(id)) }, search.item === undefined);
  const chosen = items.filter(({ id }) => picked.has(id));
  const view = search.view ?? "open";
  return (
    <>
      <PageHeader
        title={t("title")}
        about={
          first === undefined
            ? undefined
            : t("about", { open: first.counts.open, unrouted: first.counts.unrouted, late: first.counts.late })
        }
        actions={may("routing:write") ? <Button onClick={() => setRouting(true)}>{t("routing.open")}</Button> : undefined}
      />
      <SpikeLine />
      <div className="list-tools">
        <Segmented
          aria-label={t("view.label")}
          value={view}
          options={views.map((value) => ({
            value,
            label:
              value in (first?.counts ?? {}) ? t(`view.${value}Count`, { count: first?.counts[value as "open"] ?? 0 }) : t(`view.${value}`),
          }))}
          onChange={(value) => go({ ...search, item: undefined, view: value === "open" ? undefined : value })}
        />
        <Narrow search={search} onChange={go} />
      </div>
      <div className="inbox-page">
        <div className="card list-card">
          {chosen.length > 0 ? <BulkBar items={chosen} onDone={() => setPicked(new Set())} /> : null}
          {inbox.isPending ? (
            <Skeleton lines={10} />
          ) : inbox.error !== null && first === undefined ? (
            <ProblemNotice title={t("fault")} problem={problemOf(inbox.error)} onRetry={() => void inbox.refetch()} />
          ) : items.length === 0 ? (
            <Nothing search={search} onClear={() => go({ view: search.view })} onAll={() => go({ view: "all" })} />
          ) : (
            <ul className="rows" aria-label={t("title")}>
              {items.map((item, index) => (
                <InboxRow
                  key={item.id}
                  item={item}
                  search={search}
                  now={now}
                  isHere={index === here || item.id === search.item}
                  isPicked={picked.has(item.id)}
                  onPick={may("cases:work") ? (isPicked) => pick(item.id, isPicked) : undefined}
                />
              ))}
            </ul>
          )}
          {inbox.hasNextPage ? (
            <div className="list-more">
              <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
                {t("more")}
              </Button>
            </div>
          ) : null}
          {items.length > 0 && may("cases:work") ? <p className="caption inbox-keys">{t("keys")}</p> : null}
        </div>
        <div className="inbox-side">
          <OwnersCard unit={search.unit} />
          {may("figures:read") ? <RatingCard unit={search.unit} /> : null}
        </div>
      </div>
      {routing ? <RoutingDrawer onClose={() => setRouting(false)} /> : null}
      <ItemDrawer id={search.item} onClose={() => show(undefined)} />
    </>
  );
}

function Nothing({ search, onClear, onAll }: { readonly search: InboxSearch; readonly onClear: () => void; readonly onAll: () => void }) {
  const { t } = useTranslation("feedback");
  const may = useMay();
  if (isNarrowed(search))
    return (
      <EmptyState title={t("none.narrowed")} about={t("none.narrowedAbout")} step={<Button onClick={onClear}>{t("none.clear")}</Button>} />
    );
  const view = search.view ?? "open";
  if (view !== "all" && view !== "open")
    return <EmptyState title={t(`none.${view}`)} step={<Button onClick={onAll}>{t("none.all")}</Button>} />;
  return (
    <EmptyState
      title={t("none.open")}
      about={t("none.openAbout")}
      step={may("imports:run") ? <PageLink to="/listen/sources">{t("none.toSources")}</PageLink> : undefined}
    />
  );
}

/** Source, mood, unit and words. */
function Narrow({ search, onChange }: { readonly search: InboxSearch; readonly onChange: (next: InboxSearch) => void }) {
  const { t } = useTranslation("feedback");
  return (
    <>
      <Select
        aria-label={t("source.label")}
        prefix={<span className="filter-label">{t("source.label")}</span>}
        popupMatchSelectWidth={false}
        allowClear
        placeholder={t("source.any")}
        value={search.source ?? null}
        options={HANDLED_SOURCES.map((value) => ({ value: value as string, label: t(`source.${value}`) }))}
        onChange={(source) => onChange({ ...search, source: source ?? undefined })}
      />
      <Select
        aria-label={t("sentiment.label")}
        prefix={<span className="filter-label">{t("sentiment.label")}</span>}
        popupMatchSelectWidth={false}
        allowClear
        placeholder={t("sentiment.any")}
        value={search.sentiment ?? null}
        options={sides.map((value) => ({ value, label: t(`sentiment.${value}`) }))}
        onChange={(sentiment) => onChange({ ...search, sentiment: sentiment ?? undefined })}
      />
      <Select
        aria-label={t("signal.label")}
        prefix={<span className="filter-label">{t("signal.label")}</span>}
        popupMatchSelectWidth={false}
        allowClear
        placeholder={t("signal.any")}
        value={search.signal ?? null}
        options={signals.map((value) => ({ value, label: t(`signal.${value}`) }))}
        onChange={(signal) => onChange({ ...search, signal: signal ?? undefined })}
      />
      <UnitFilter label={t("unit")} whole={t("whole")} unit={search.unit} onUnit={(unit) => onChange({ ...search, unit })} />
      <SearchWords key={search.text} label={t("text")} start={search.text} onText={(text) => onChange({ ...search, text })} />
    </>
  );
}

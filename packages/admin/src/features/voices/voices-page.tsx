import { addressOf, api } from "@manyi/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, sliceOf } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { Narrowing } from "./narrowing.js";
import { isUnfiltered, type VoiceSearch } from "./search.js";
import { VoiceDrawer } from "./voice-drawer.js";
import { VoiceRow } from "./voice-row.js";
import "./voices.css";

/** The voices behind a number, or all of them; one opens in a drawer and the list keeps its place. */
export function VoicesPage() {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/listen/voices" });
  const navigate = useNavigate({ from: "/listen/voices" });
  const { metric, min, max, text, withComment, quality, voice: open } = search;
  const query = {
    ...queryOf(search, format.today),
    metric,
    min,
    max,
    text,
    quality,
    withComment: withComment ? ("true" as const) : undefined,
  };
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useVoices(query);
  const go = (next: VoiceSearch) => void navigate({ search: next, replace: true });

  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data?.pages[0];
  return (
    <>
      <PageHeader
        title={t("title")}
        about={
          first === undefined
            ? undefined
            : t("about", { range: format.range(queryOf(search, format.today)), count: first.total, shown: format.count(first.total) })
        }
      />
      <FilterBar search={search} compares={false} onChange={(filters) => go({ ...search, ...filters })} />
      <div className="voice-tools">
        <TextField key={search.text} start={search.text ?? ""} onText={(text) => go({ ...search, text: text === "" ? undefined : text })} />
        <Checkbox
          checked={withComment === true}
          onChange={({ target }) => go({ ...search, withComment: target.checked ? true : undefined })}
        >
          {t("withComment")}
        </Checkbox>
        <Select<"counted" | "excluded" | "all">
          aria-label={t("counting.label")}
          popupMatchSelectWidth={false}
          value={quality ?? "counted"}
          options={(["counted", "excluded", "all"] as const).map((value) => ({ value, label: t(`counting.${value}`) }))}
          onChange={(value) => go({ ...search, quality: value === "counted" ? undefined : value })}
        />
        <Narrowing search={search} onClear={() => go({ ...search, metric: undefined, min: undefined, max: undefined })} />
      </div>
      <div className="card voice-list">
        {isPending ? (
          <Skeleton lines={10} />
        ) : error !== null && first === undefined ? (
          <ProblemNotice title={t("fault")} problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : items.length === 0 ? (
          first?.suppressed ? (
            <EmptyState title={t("few")} about={t("fewAbout")} />
          ) : isUnfiltered(search) ? (
            <EmptyState
              title={t("noneYet")}
              about={t("noneYetAbout")}
              step={
                <>
                  <PageLink to="/listen/surveys" className="button button-primary">
                    {t("noneYetStep")}
                  </PageLink>
                  <button type="button" className="link-button" onClick={() => go({ period: "365d" })}>
                    {t("wider")}
                  </button>
                </>
              }
            />
          ) : (
            <EmptyState
              title={t("none")}
              about={t("noneAbout")}
              step={<Button onClick={() => void navigate({ search: {} })}>{t("clear")}</Button>}
            />
          )
        ) : (
          <>
            {first?.suppressed ? <p className="caption voice-note">{t("someHidden")}</p> : null}
            <ul className="rows">
              {items.map((voice) => (
                <VoiceRow key={voice.id} voice={voice} search={search} here={voice.id === open} />
              ))}
            </ul>
          </>
        )}
        {hasNextPage ? (
          <div className="voice-more">
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("more", { count: (first?.total ?? 0) - items.length, rest: format.count((first?.total ?? 0) - items.length) })}
            </Button>
          </div>
        ) : null}
      </div>
      <VoiceDrawer id={open} onClose={() => go({ ...search, voice: undefined })} />
    </>
  );
}

function useVoices(query: Record<string, unknown>) {
  return useInfiniteQuery({
    queryKey: [sliceOf(api.voices.list), "list", addressOf(api.voices.list, { query })],
    queryFn: ({ pageParam, signal }) =>
      ask(api.voices.list, { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
}

function TextField({ start, onText }: { readonly start: string; readonly onText: (text: string) => void }) {
  const { t } = useTranslation("voices");
  const [text, setText] = useState(start);
  return (
    <Input.Search
      className="voice-text"
      aria-label={t("text")}
      placeholder={t("text")}
      allowClear
      value={text}
      maxLength={200}
      onChange={({ target }) => setText(target.value)}
      onSearch={(value) => onText(value.trim())}
    />
  );
}

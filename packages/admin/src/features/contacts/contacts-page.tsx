import { PlusOutlined } from "@ant-design/icons";
import { api, CONTACT_CHANNELS, type ContactRecord } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, usePages } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Reach, ShowOriginal, useOriginal } from "../../ui/original.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { SearchWords } from "../../ui/search-words.js";
import { Skeleton } from "../../ui/skeleton.js";
import { LogDrawer } from "./log-drawer.js";
import type { ContactSearch } from "./search.js";
import { TranscriptDrawer } from "./transcript-drawer.js";
import "./contacts.css";

/** Conversations with customers, and the promises still open. */
export function ContactsPage() {
  const { t } = useTranslation("contacts");
  const may = useMay();
  const search = useSearch({ from: "/signed-in/shell/listen/contacts" });
  const navigate = useNavigate({ from: "/listen/contacts" });
  const [open, setOpen] = useState<"log" | "transcript" | null>(null);
  const list = usePages(api.contacts.list, { ...search, limit: 50 });
  const first = list.data?.pages[0];
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const go = (next: ContactSearch) => void navigate({ search: next, replace: true });
  const isNarrowed = search.channel !== undefined || search.text !== undefined || search.record !== undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        about={first === undefined ? undefined : t("about", { promises: first.promises, late: first.late })}
        actions={
          may("cases:work") ? (
            <>
              <Button onClick={() => setOpen("transcript")}>{t("transcript.open")}</Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("log")}>
                {t("log.open")}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="list-tools">
        <Segmented
          aria-label={t("view.label")}
          value={search.view ?? "all"}
          options={[
            { value: "all", label: t("view.all") },
            { value: "promises", label: t("view.promises", { count: first?.promises ?? 0 }) },
          ]}
          onChange={(value) => go({ ...search, view: value === "promises" ? "promises" : undefined })}
        />
        <Select
          aria-label={t("channel.label")}
          prefix={<span className="filter-label">{t("channel.label")}</span>}
          popupMatchSelectWidth={false}
          allowClear
          placeholder={t("channel.any")}
          value={search.channel ?? null}
          options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
          onChange={(channel) => go({ ...search, channel: channel ?? undefined })}
        />
        <SearchWords key={search.text} label={t("text")} start={search.text} onText={(text) => go({ ...search, text })} />
      </div>
      {search.record === undefined ? null : (
        <p>
          <Button size="small" onClick={() => go({})}>
            {t("none.clear")}
          </Button>
        </p>
      )}
      <div className="card list-card">
        {list.isPending ? (
          <Skeleton lines={8} />
        ) : list.error !== null && first === undefined ? (
          <ProblemNotice title={t("fault")} problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState
            title={t(isNarrowed ? "none.narrowed" : search.view === "promises" ? "none.promises" : "none.all")}
            {...(isNarrowed || search.view === "promises" ? {} : { about: t("none.about") })}
            step={
              isNarrowed ? (
                <Button onClick={() => go({ view: search.view })}>{t("none.clear")}</Button>
              ) : search.view === undefined && may("cases:work") ? (
                <Button onClick={() => setOpen("log")}>{t("log.open")}</Button>
              ) : undefined
            }
          />
        ) : (
          <ul className="rows" aria-label={t("title")}>
            {items.map((item) => (
              <RecordRow key={item.id} item={item} />
            ))}
          </ul>
        )}
        {list.hasNextPage ? (
          <div className="list-more">
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        ) : null}
      </div>
      <LogDrawer open={open === "log"} onClose={() => setOpen(null)} />
      <TranscriptDrawer open={open === "transcript"} onClose={() => setOpen(null)} />
    </>
  );
}

function RecordRow({ item: masked }: { readonly item: ContactRecord }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const may = useMay();
  const kept = useChange(api.contacts.keepPromise, "contacts");
  const original = useOriginal(api.contacts.unmask, { params: { id: masked.id } }, masked.promiseDoneAt ?? "");
  const item = original.shown ?? masked;
  const who = [
    item.customer ?? t("unnamed"),
    original.shown === null ? (item.reach ?? "") : "",
    format.words(item.unit?.name),
    format.words(item.touchpoint),
    item.product ?? "",
    item.employee ?? "",
  ].filter((part) => part !== "");
  const isLate = item.promiseDue !== null && item.promiseDoneAt === null && item.promiseDue < format.today;
  return (
    <li className="contact-row">
      <span className="contact-when">
        <span>{t(`channel.${item.channel}`)}</span>
        <span className="caption">
          {t(`direction.${item.direction}`)} · {format.moment(item.occurredAt)}
        </span>
      </span>
      <div className="contact-what">
        <p>{item.content}</p>
        <p className="caption">{[t(`purpose.${item.purpose}`), ...who, t(`consent.${item.consent}`)].join(" · ")}</p>
        {original.shown?.reach == null ? null : (
          <p>
            <Reach
              {...(original.shown.reach.includes("@")
                ? { phone: null, email: original.shown.reach }
                : { phone: original.shown.reach, email: null })}
            />
          </p>
        )}
        {item.mayUnmask && (masked.reach !== null || masked.content.includes("***")) ? (
          <ShowOriginal original={original} withContact={masked.reach !== null} />
        ) : null}
      </div>
      <div className="contact-promise">
        {item.promise === null || item.promiseDue === null ? null : (
          <>
            <p>
              <span className={`tag ${item.promiseDoneAt !== null ? "tag-better" : isLate ? "tag-worse" : ""}`}>
                {t(item.promiseDoneAt !== null ? "promise.kept" : isLate ? "promise.late" : "promise.by", {
                  day: format.day(item.promiseDue),
                })}
              </span>
            </p>
            <p>{item.promise}</p>
            {item.promiseDoneAt === null && may("cases:work") ? (
              <Button size="small" loading={kept.isPending} onClick={() => kept.mutate({ params: { id: item.id } })}>
                {t("promise.keep")}
              </Button>
            ) : null}
          </>
        )}
      </div>
    </li>
  );
}

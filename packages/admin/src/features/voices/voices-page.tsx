import { addressOf, api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, usePages } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { CorrectSheet } from "./correct-panel.js";
import { KeysLine } from "./keys-line.js";
import { isUnfiltered, type VoiceSearch } from "./search.js";
import { isVoiceAct, useStreamKeys } from "./stream-keys.js";
import { useCorrections } from "./use-corrections.js";
import { type Asked, VoiceDrawer } from "./voice-drawer.js";
import { VoiceRow } from "./voice-row.js";
import { VoiceTools } from "./voice-tools.js";
import "./voices.css";

/** The voices behind a number, or all of them; one opens in a drawer and the list keeps its place. */
export function VoicesPage() {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/listen/voices" });
  const navigate = useNavigate({ from: "/listen/voices" });
  const { metric, min, max, recalled, text, withComment, quality, source, product, handling, signal, like, voice: open } = search;
  const query = {
    ...queryOf(search, format.today),
    metric,
    min,
    max,
    recalled,
    text,
    quality,
    source,
    product,
    handling,
    signal,
    like,
    withComment: withComment ? ("true" as const) : undefined,
  };
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(api.voices.list, query);
  const go = (next: VoiceSearch) => void navigate({ search: next, replace: true });

  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data?.pages[0];

  const may = useMay();
  const mayLabel = may("voices:label");
  const corrections = useCorrections();
  const [at, setAt] = useState<string>();
  const [asked, setAsked] = useState<Asked>(null);
  const [correcting, setCorrecting] = useState<string>();
  const current = items.find(({ id }) => id === (open ?? at));
  useStreamKeys((act) => {
    if (act.act === "next" || act.act === "back") {
      const place = items.findIndex(({ id }) => id === (open ?? at));
      const next = items[Math.min(Math.max(place + (act.act === "next" ? 1 : -1), 0), items.length - 1)];
      if (next === undefined) return;
      setAt(next.id);
      setAsked(null);
      if (open !== undefined) go({ ...search, voice: next.id });
      if (act.act === "next" && place >= items.length - 5 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
      document.querySelector(`[data-voice="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
      return;
    }
    if (act.act === "undo") return corrections.undo();
    if (current === undefined) return;
    if (act.act === "open") return go({ ...search, voice: current.id });
    if (isVoiceAct(act.act)) {
      setAsked({ act: act.act, id: current.id });
      if (open !== current.id) go({ ...search, voice: current.id });
      return;
    }
    if (!mayLabel || current.reading === null || current.anonymity === "anonymous") return;
    if (act.act === "notPersonal") {
      const mask = current.masks.findIndex(({ labelId }) => labelId === null);
      if (mask >= 0 && may("voices:identify")) corrections.correct(current.id, { kind: "not_personal", mask });
    } else if (act.act === "topics") setCorrecting(current.id);
    else if (act.act === "side") corrections.correct(current.id, { kind: "sentiment", sentiment: act.side });
  });
  return (
    <>
      <PageHeader
        title={t("title")}
        about={
          first === undefined
            ? undefined
            : t(first.isTotalCut ? "aboutCut" : "about", {
                range: format.range(queryOf(search, format.today)),
                count: first.total,
                shown: format.count(first.total),
              })
        }
        actions={
          <a className="button" href={addressOf(api.voices.export, { query })} download>
            {t("export")}
          </a>
        }
      />
      <FilterBar search={search} compares={false} onChange={(filters) => go({ ...search, ...filters })} />
      <VoiceTools search={search} onChange={go} />
      {search.like === undefined ? null : (
        <p className="voice-like">
          {t("likeAbout")}{" "}
          <button type="button" className="link-button" onClick={() => go({ ...search, like: undefined })}>
            {t("clear")}
          </button>
        </p>
      )}
      {corrections.problem === null ? null : <ProblemNotice problem={corrections.problem} />}
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
                <VoiceRow
                  key={voice.id}
                  voice={corrections.unmasked(voice)}
                  search={search}
                  here={voice.id === (open ?? at)}
                  onCorrect={mayLabel ? () => setCorrecting(voice.id) : undefined}
                  onUnmask={may("voices:identify") ? () => corrections.unmask(voice.id) : undefined}
                />
              ))}
            </ul>
          </>
        )}
        {hasNextPage ? (
          <div className="voice-more">
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {first?.isTotalCut
                ? t("moreCut")
                : t("more", { count: (first?.total ?? 0) - items.length, rest: format.count((first?.total ?? 0) - items.length) })}
            </Button>
          </div>
        ) : null}
      </div>
      {mayLabel && items.length > 0 ? <KeysLine /> : null}
      <VoiceDrawer
        id={open}
        search={search}
        corrections={corrections}
        asked={asked}
        onClose={() => {
          setAsked(null);
          go({ ...search, voice: undefined });
        }}
      />
      <CorrectSheet voice={items.find(({ id }) => id === correcting)} corrections={corrections} onClose={() => setCorrecting(undefined)} />
    </>
  );
}

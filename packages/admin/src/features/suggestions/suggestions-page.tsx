import { api, type Suggestion, type SuggestionState } from "@manyi/contracts";
import { Drawer, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { addDays } from "../../format/date.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { byWeight, effectOf, type TopicEffects } from "./by-weight.js";
import { DecideForm, STATES } from "./decide-form.js";
import { VoteForm } from "./vote-form.js";
import "./suggestions.css";

/** What customers suggest: how many want it, what it touches, what became of it. */
export function SuggestionsPage() {
  const { t } = useTranslation("suggestions");
  const format = useFormat();
  const [state, setState] = useState<SuggestionState | "all">("all");
  const [open, setOpen] = useState<string>();
  const list = useReading(api.suggestions.list, { query: {} });
  const effects = useEffects();
  const current = list.data?.items.find(({ id }) => id === open);
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} />
      <Loaded query={list} lines={8}>
        {({ items, counts, adopted, daysToAnswer }) =>
          items.length === 0 ? (
            <EmptyState title={t("none")} about={t("noneAbout")} step={<PageLink to="/listen/contacts">{t("toContacts")}</PageLink>} />
          ) : (
            <div className="suggestions">
              <dl className="suggestion-sum">
                <div>
                  <dt>{t("adopted")}</dt>
                  <dd>{adopted === null ? "—" : format.figure("percent", 100 * adopted.share)}</dd>
                  <dd className="caption">{t("decided", { count: adopted?.n ?? 0 })}</dd>
                </div>
                <div>
                  <dt>{t("days")}</dt>
                  <dd>{daysToAnswer === null ? "—" : t("dayCount", { count: Math.round(daysToAnswer) })}</dd>
                  <dd className="caption">{t("median")}</dd>
                </div>
              </dl>
              <Segmented<SuggestionState | "all">
                aria-label={t("stateLabel")}
                value={state}
                onChange={setState}
                options={[
                  { value: "all" as const, label: t("all") },
                  ...STATES.map((value) => ({ value, label: `${t(`state.${value}`)} ${format.count(counts[value])}` })),
                ]}
              />
              <Card title={t("list")} caption={effects.size > 0 ? t("byWeight") : t("byVotes")}>
                {state !== "all" && counts[state] === 0 ? <p className="quiet">{t("noneInState")}</p> : null}
                <ul className="rows">
                  {byWeight(
                    items.filter((item) => state === "all" || item.state === state),
                    effects,
                  ).map((item) => (
                    <Row key={item.id} item={item} effects={effects} onOpen={() => setOpen(item.id)} />
                  ))}
                </ul>
              </Card>
            </div>
          )
        }
      </Loaded>
      <Drawer title={t("one")} size={560} open={current !== undefined} onClose={() => setOpen(undefined)} destroyOnHidden>
        {current === undefined ? null : <Detail key={current.id} item={current} />}
      </Drawer>
    </>
  );
}

/** How scores go with each topic over the last 90 days, where that is more than chance. */
function useEffects(): TopicEffects {
  const format = useFormat();
  const may = useMay();
  const themes = useReading(
    api.themes.overview,
    { query: { from: addDays(format.today, -89), to: format.today, compare: "none" } },
    { enabled: may("voices:read") },
  );
  return new Map((themes.data?.topics ?? []).flatMap(({ id, effect }) => (effect?.significant ? [[id, effect.difference] as const] : [])));
}

function Row({ item, effects, onOpen }: { readonly item: Suggestion; readonly effects: TopicEffects; readonly onOpen: () => void }) {
  const { t } = useTranslation("suggestions");
  const format = useFormat();
  const effect = effectOf(item, effects);
  const wanting = item.votes + 1; // the author wants it too
  const about = [
    format.words(item.unit?.name),
    item.product ?? "",
    format.moment(item.occurredAt),
    effect === null ? "" : t("effect", { points: format.difference("nps", effect) }),
    item.author === "owed" ? t("authorOwed") : item.author === "told" ? t("authorTold") : "",
  ].filter((part) => part !== "");
  return (
    <li className="suggestion">
      <span className="suggestion-votes">
        <span className="strong">{format.count(wanting)}</span>
        <span className="caption">{t("votes", { count: wanting })}</span>
      </span>
      <div>
        <button
          type="button"
          className="link-button suggestion-name"
          lang={item.headline === null && item.text !== null ? item.locale : undefined}
          onClick={onOpen}
        >
          {item.headline ?? item.text ?? t("noText")}
        </button>
        {item.headline === null ? null : (
          <p className="caption" lang={item.locale}>
            {item.text}
          </p>
        )}
        <p className="caption">{about.join(" · ")}</p>
      </div>
      <span className={item.state === "done" ? "tag tag-better" : "tag"}>
        {item.outcome === null ? t(`state.${item.state}`) : `${t(`state.${item.state}`)} · ${t(`outcome.${item.outcome}`)}`}
      </span>
    </li>
  );
}

function Detail({ item }: { readonly item: Suggestion }) {
  const { t } = useTranslation("suggestions");
  const may = useMay()("cases:work");
  return (
    <article className="suggestions">
      {item.text === null ? null : (
        <blockquote lang={item.locale}>
          <p>{item.text}</p>
        </blockquote>
      )}
      <p>
        <PageLink to="/listen/inbox" search={{ item: item.id, view: "all" }}>
          {t("toInbox")}
        </PageLink>
      </p>
      {may ? <VoteForm item={item} /> : null}
      {may ? <DecideForm item={item} /> : <p>{item.answer}</p>}
    </article>
  );
}

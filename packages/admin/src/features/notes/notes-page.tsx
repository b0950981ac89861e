import { addressOf, api, type Mood } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useKeptPage, useOutbox } from "../../outbox/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { PageHeader } from "../../ui/page-header.js";
import { NoteForm } from "./note-form.js";
import { PeopleCard } from "./people-card.js";
import { WaitingList } from "./waiting-list.js";
import "./notes.css";

const READINGS = [addressOf(api.session.get, {}), addressOf(api.org.vocabulary, {}), addressOf(api.notes.mine, {})];

/** What a customer said, in half a minute, with or without a connection. */
export function NotesPage() {
  const { t } = useTranslation("notes");
  const format = useFormat();
  const may = useMay();
  const outbox = useOutbox("note");
  useKeptPage("/listen/notes", READINGS);
  const { data: mine } = useReading(api.notes.mine, {});
  const sent = new Set(mine?.items.map(({ clientKey }) => clientKey));
  const waiting = outbox.waiting.filter(({ id }) => !sent.has(id));
  const today = { notes: (mine?.today.notes ?? 0) + waiting.length, asked: (mine?.today.asked ?? 0) + waiting.filter(isAsked).length };
  const week = mine?.weeks[0];
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about", {
          today: format.count(today.notes),
          week: format.count((week?.notes ?? 0) + waiting.length),
        })}
      />
      <div className="notes">
        <NoteForm owner={outbox.owner} hasAskedToday={today.asked > 0} onKept={outbox.flush} />
        <WaitingList waiting={waiting} isOnline={outbox.isOnline} onTry={outbox.flush} />
        <Card title={t("mine.title")} caption={t("mine.caption")}>
          {mine === undefined || mine.items.length === 0 ? (
            <p className="quiet">{t("mine.none")}</p>
          ) : (
            <ul className="rows">
              {mine.items.map((note) => (
                <li key={note.id} className="note">
                  {note.question === null ? null : <p className="caption">{t("askedThis", { question: note.question })}</p>}
                  <p className="note-text">{note.text}</p>
                  <p className="caption">
                    <MoodTag mood={note.mood} /> {format.words(note.unit)} · {format.moment(note.writtenAt)}
                    {note.asked ? ` · ${t("askedTag")}` : ""}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Card>
        {may("fieldwork:read") ? <PeopleCard /> : null}
      </div>
    </>
  );
}

function isAsked({ body }: { readonly body: object }): boolean {
  return (body as { readonly asked?: boolean }).asked === true;
}

function MoodTag({ mood }: { readonly mood: Mood }) {
  const { t } = useTranslation("notes");
  return <span className={mood === "complaint" ? "tag tag-worse" : mood === "praise" ? "tag tag-better" : "tag"}>{t(`mood.${mood}`)}</span>;
}

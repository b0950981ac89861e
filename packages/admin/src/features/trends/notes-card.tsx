import { api, type TimelineNote } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { NoteList } from "../../figures/note-list.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { takeFocus } from "../../ui/keep-focus.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { NoteForm } from "./note-form.js";

/** What else happened: written by people, drawn on every trend. What was removed can be put back at once. */
export function NotesCard({ notes, unit }: { readonly notes: readonly TimelineNote[]; readonly unit: number | undefined }) {
  const { t } = useTranslation("trends");
  const may = useMay();
  const [edited, setEdited] = useState<TimelineNote | "new" | null>(null);
  const [removed, setRemoved] = useState<TimelineNote | null>(null);
  const remove = useChange(api.trends.removeNote, "trends");
  const restore = useChange(api.trends.restoreNote, "trends");
  const failed = remove.error ?? restore.error;
  return (
    <Card
      title={t("notes.title")}
      caption={t("notes.caption")}
      className="trends-notes"
      link={
        may("timeline:write") ? (
          <Button size="small" onClick={() => setEdited("new")}>
            {t("notes.add")}
          </Button>
        ) : undefined
      }
    >
      {removed === null ? null : (
        <p className="trends-undo" role="status">
          {t("notes.removed")}{" "}
          <button
            type="button"
            className="link-button"
            ref={takeFocus}
            onClick={() => restore.mutate({ params: { id: removed.id } }, { onSuccess: () => setRemoved(null) })}
          >
            {t("notes.undo")}
          </button>
        </p>
      )}
      {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
      {notes.length === 0 ? <p className="quiet">{t("notes.none")}</p> : null}
      <NoteList
        notes={notes}
        step={(note) =>
          note.mayChange ? (
            <span className="note-steps">
              <button type="button" className="link-button" onClick={() => setEdited(note)}>
                {t("notes.edit")}
              </button>
              <button
                type="button"
                className="link-button"
                onClick={() => remove.mutate({ params: { id: note.id } }, { onSuccess: () => setRemoved(note) })}
              >
                {t("notes.remove")}
              </button>
            </span>
          ) : null
        }
      />
      {edited === null ? null : <NoteForm note={edited === "new" ? null : edited} unit={unit} onClose={() => setEdited(null)} />}
    </Card>
  );
}

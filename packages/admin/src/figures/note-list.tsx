import { api, type TimelineNote } from "@manyi/contracts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { noteMark } from "./line-option.js";
import type { TrendPoint } from "./trend-line.js";
import "./note-list.css";

/** Notes within the days of a trend, oldest first; with a unit, of its subtree and of the whole organisation. */
export function useNotes(points: readonly TrendPoint[], unit: number | undefined): readonly TimelineNote[] {
  const [from, to] = [points[0]?.figure.period.from, points.at(-1)?.figure.period.to];
  const { data } = useReading(api.trends.notes, { query: { from, to, unit } }, { enabled: from !== undefined });
  return data?.items ?? [];
}

/** What the numbered marks of a trend mean: day, place and words. @param step what may be done with a note */
export function NoteList({ notes, step }: { readonly notes: readonly TimelineNote[]; readonly step?: (note: TimelineNote) => ReactNode }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (notes.length === 0) return null;
  return (
    <ol className="note-list" aria-label={t("note.list")}>
      {notes.map((note, index) => (
        <li key={note.id}>
          <span className="note-mark" aria-hidden="true">
            {noteMark(index)}
          </span>
          <span>
            {format.day(note.day)} <span className="tag">{t(`note.kind.${note.kind}`)}</span> {format.words(note.text)}
            <span className="quiet"> · {note.unit === null ? t("filter.whole") : format.words(note.unit.name)}</span>
          </span>
          {step?.(note)}
        </li>
      ))}
    </ol>
  );
}

import { api, type TimelineNote } from "@manyi/contracts";
import { Input, Modal, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

const kinds = ["campaign", "price", "outage", "process", "product", "staff", "other"] as const;

/** Day, place, kind and words of a note. Words are kept in the language they are written in; the other language stays as it was. */
export function NoteForm({
  note,
  unit,
  onClose,
}: {
  readonly note: TimelineNote | null;
  readonly unit: number | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["trends", "figures", "shell"]);
  const format = useFormat();
  const locale = useLocale();
  const units = useReading(api.org.vocabulary, {}).data?.units ?? [];
  const [day, setDay] = useState(note?.day ?? format.today);
  const [kind, setKind] = useState<TimelineNote["kind"]>(note?.kind ?? "campaign");
  const [unitId, setUnitId] = useState<number | null>(note === null ? (unit ?? null) : (note.unit?.id ?? null));
  const [words, setWords] = useState(note === null ? "" : format.words(note.text));
  const add = useChange(api.trends.addNote, "trends");
  const change = useChange(api.trends.changeNote, "trends");
  const saving = note === null ? add : change;
  function save(): void {
    const body = { day, kind, unitId, text: { ...note?.text, [locale]: words.trim() } };
    if (note === null) add.mutate({ body }, { onSuccess: onClose });
    else change.mutate({ params: { id: note.id }, body }, { onSuccess: onClose });
  }
  return (
    <Modal
      open
      title={note === null ? t("notes.add") : t("notes.edit")}
      okText={t("notes.save")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: words.trim() === "" || day === "", loading: saving.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="note-form">
        <label className="note-field">
          <span>{t("notes.day")}</span>
          <input type="date" value={day} onChange={({ target }) => setDay(target.value)} />
        </label>
        <div className="note-field">
          <span>{t("notes.kind")}</span>
          <Select<TimelineNote["kind"]>
            aria-label={t("notes.kind")}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`figures:note.kind.${value}`) }))}
            onChange={setKind}
          />
        </div>
        <div className="note-field">
          <span>{t("notes.unit")}</span>
          <TreeSelect
            aria-label={t("notes.unit")}
            allowClear
            showSearch={{ treeNodeFilterProp: "title" }}
            placeholder={t("figures:filter.whole")}
            value={unitId}
            treeData={unitTree(units, format.words)}
            onChange={(value: number | null | undefined) => setUnitId(value ?? null)}
          />
        </div>
        <div className="note-field">
          <span>{t("notes.words")}</span>
          <Input.TextArea
            aria-label={t("notes.words")}
            rows={3}
            maxLength={500}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </div>
        {saving.isError ? <ProblemNotice problem={problemOf(saving.error)} /> : null}
      </div>
    </Modal>
  );
}

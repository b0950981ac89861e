import type { api, Out } from "@manyi/contracts";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";
import type { Draft } from "./edits.js";

type Found = Out<typeof api.taxonomy.preview>;
const SHOWN = 8;

/** What the changed tree would do to real comments; only from here it is put in force. */
export function PreviewCard(props: {
  readonly found: Found;
  readonly topics: readonly Draft[];
  readonly isSaving: boolean;
  readonly onSave: (note: string) => void;
  readonly onOpen: (code: string) => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const { found, topics, isSaving, onSave, onOpen } = props;
  const [note, setNote] = useState("");
  const nameOf = (code: string) => format.words(topics.find((topic) => topic.code === code)?.name) || code;
  const moved = found.topics.filter(({ gained, lost }) => gained + lost > 0).sort((a, b) => b.gained + b.lost - a.gained - a.lost);
  const stopping = found.faults.filter(({ fault }) => fault !== "ONE_LANGUAGE");
  const share = (n: number) => (found.looked === 0 ? "—" : format.figure("percent", (100 * n) / found.looked));
  return (
    <Card
      title={t("preview.title", { n: format.count(found.moved) })}
      caption={t("preview.caption", { looked: format.count(found.looked), comments: format.count(found.comments) })}
      foot={<span>{t("preview.foot")}</span>}
    >
      {found.faults.length === 0 ? null : (
        <ul className="taxonomy-faults">
          {found.faults.map(({ code, fault }) => (
            <li key={`${code} ${fault}`} className={fault === "ONE_LANGUAGE" ? "quiet" : "worse"}>
              <button type="button" className="link-button" onClick={() => onOpen(code)}>
                {nameOf(code)}
              </button>{" "}
              {t(`fault.${fault}`)}
            </li>
          ))}
        </ul>
      )}
      <p>{t("preview.coverage", { before: share(found.withTopicBefore), after: share(found.withTopicAfter) })}</p>
      {moved.length === 0 ? null : (
        <Table
          caption={t("preview.title", { n: format.count(found.moved) })}
          rows={moved}
          rowKey={({ code }) => code}
          pageSize={10}
          more={(count) => t("preview.more", { count })}
          columns={[
            { key: "name", title: t("preview.topic"), cell: ({ code }) => nameOf(code) },
            { key: "before", title: t("preview.before"), figure: true, cell: ({ before }) => format.count(before) },
            { key: "after", title: t("preview.after"), figure: true, cell: ({ after }) => format.count(after) },
            {
              key: "gained",
              title: t("preview.gained"),
              figure: true,
              cell: ({ gained }) => (gained === 0 ? "—" : `+${format.count(gained)}`),
            },
            { key: "lost", title: t("preview.lost"), figure: true, cell: ({ lost }) => (lost === 0 ? "—" : `−${format.count(lost)}`) },
          ]}
        />
      )}
      <ul className="taxonomy-examples">
        {found.examples.slice(0, SHOWN).map((example) => (
          <li key={example.voiceId}>
            <p>
              <Marked text={example.text} spans={example.spans} />
            </p>
            <span className="caption">
              {format.day(example.on)}
              {example.gained.length === 0 ? "" : ` · ${t("preview.gains", { names: example.gained.map(nameOf).join(t("comma")) })}`}
              {example.lost.length === 0 ? "" : ` · ${t("preview.loses", { names: example.lost.map(nameOf).join(t("comma")) })}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="taxonomy-save">
        <Input
          maxLength={200}
          aria-label={t("preview.note")}
          placeholder={t("preview.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="primary" disabled={stopping.length > 0} loading={isSaving} onClick={() => onSave(note)}>
          {t("preview.save")}
        </Button>
      </div>
    </Card>
  );
}

function Marked({ text, spans }: { readonly text: string; readonly spans: readonly (readonly [number, number])[] }) {
  const parts: { readonly at: number; readonly text: string; readonly isHit: boolean }[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    if (start < from) continue;
    if (start > from) parts.push({ at: from, text: text.slice(from, start), isHit: false });
    parts.push({ at: start, text: text.slice(start, end), isHit: true });
    from = end;
  }
  parts.push({ at: from, text: text.slice(from), isHit: false });
  return parts.map((part) => (part.isHit ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>));
}

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { api, type ChecklistDefinition, type ChecklistItem, type Out } from "@manyi/contracts";
import { useParams } from "@tanstack/react-router";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import "./checks.css";

type Detail = Out<typeof api.checks.list>;

/** Writes a checklist: sections, items with weight, how each is answered, which fails the whole. */
export function ChecklistPage() {
  const { id } = useParams({ from: "/signed-in/shell/listen/checks/$id" });
  const list = useReading(api.checks.list, { params: { id: Number(id) } });
  return (
    <Loaded query={list} lines={10}>
      {(data) => <Editor key={`${data.id} ${data.revision}`} list={data} />}
    </Loaded>
  );
}

function Editor({ list }: { readonly list: Detail }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const save = useChange(api.checks.saveList, "checks");
  const publish = useChange(api.checks.publishList, "checks");
  const [title, setTitle] = useState(list.title);
  const [draft, setDraft] = useState<ChecklistDefinition>(list.draft);
  const isChanged = JSON.stringify([title, draft]) !== JSON.stringify([list.title, list.draft]);
  const isNew = list.published === null || JSON.stringify(list.draft) !== JSON.stringify(list.published);
  const params = { id: list.id };
  const section = (index: number, over: Partial<ChecklistDefinition["sections"][number]>) =>
    setDraft({ sections: draft.sections.map((one, i) => (i === index ? { ...one, ...over } : one)) });
  const taken = [...draft.sections.map(({ key }) => key), ...draft.sections.flatMap(({ items }) => items.map(({ key }) => key))];
  return (
    <>
      <PageHeader
        title={format.words(list.title) || t("list.one")}
        about={list.currentVersion === null ? t("edit.never") : t("edit.inForce", { version: list.currentVersion, count: list.runs })}
        actions={
          <>
            <Button
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => save.mutate({ params, body: { revision: list.revision, title, draft } })}
            >
              {t("edit.save")}
            </Button>
            <Button
              type="primary"
              disabled={isChanged || !isNew}
              loading={publish.isPending}
              onClick={() => publish.mutate({ params, body: { revision: list.revision } })}
            >
              {t("edit.publish", { version: (list.currentVersion ?? 0) + 1 })}
            </Button>
          </>
        }
      />
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      {publish.isError ? <ProblemNotice problem={problemOf(publish.error)} /> : null}
      <div className="check-run">
        <Card title={t("edit.name")}>
          <TwoLanguages label={t("edit.name")} value={title} onChange={setTitle} />
        </Card>
        {draft.sections.map((one, index) => (
          <Card
            key={one.key}
            title={t("edit.section", { number: index + 1 })}
            link={
              <button
                type="button"
                className="link-button worse"
                onClick={() => setDraft({ sections: draft.sections.filter((_, i) => i !== index) })}
              >
                {t("edit.dropSection")}
              </button>
            }
          >
            <TwoLanguages label={t("edit.sectionName")} value={one.title} onChange={(title) => section(index, { title })} />
            {one.items.map((item, place) => (
              <ItemEditor
                key={item.key}
                item={item}
                onChange={(changed) => section(index, { items: one.items.map((each, i) => (i === place ? changed : each)) })}
                onDrop={() => section(index, { items: one.items.filter((_, i) => i !== place) })}
              />
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() =>
                section(index, {
                  items: [
                    ...one.items,
                    { key: freeKey("item", taken), text: {}, weight: 10, scale: "half", critical: false, notApplicable: true },
                  ],
                })
              }
            >
              {t("edit.addItem")}
            </Button>
          </Card>
        ))}
        <Button
          icon={<PlusOutlined />}
          onClick={() => setDraft({ sections: [...draft.sections, { key: freeKey("section", taken), title: {}, items: [] }] })}
        >
          {t("edit.addSection")}
        </Button>
      </div>
    </>
  );
}

/** A key nobody has yet; it stays with its item for good. */
function freeKey(kind: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${kind}-${n}`)) return `${kind}-${n}`;
}

type Text = ChecklistItem["text"];
function TwoLanguages({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Text;
  readonly onChange: (value: Text) => void;
}) {
  const { t } = useTranslation(["checks", "shell"]);
  return (
    <div className="check-languages">
      {(["zh-CN", "en"] as const).map((locale) => (
        <Input
          key={locale}
          lang={locale}
          maxLength={300}
          aria-label={`${label} · ${t(`shell:languages.${locale}.full`)}`}
          placeholder={t(`shell:languages.${locale}.full`)}
          value={value[locale] ?? ""}
          onChange={({ target }) => onChange({ ...value, [locale]: target.value })}
        />
      ))}
    </div>
  );
}

type ItemProps = { readonly item: ChecklistItem; readonly onChange: (item: ChecklistItem) => void; readonly onDrop: () => void };
function ItemEditor({ item, onChange, onDrop }: ItemProps) {
  const { t } = useTranslation("checks");
  return (
    <div className="check-edit">
      <TwoLanguages label={t("edit.item")} value={item.text} onChange={(text) => onChange({ ...item, text })} />
      <div className="check-edit-row">
        <span>{t("edit.weight")}</span>
        <InputNumber
          min={0.1}
          max={1000}
          aria-label={t("edit.weight")}
          value={item.weight}
          onChange={(weight) => onChange({ ...item, weight: weight ?? 1 })}
        />
        <Select
          aria-label={t("edit.scale")}
          popupMatchSelectWidth={false}
          value={item.scale}
          options={(["half", "yes_no", "five"] as const).map((value) => ({ value, label: t(`scale.${value}`) }))}
          onChange={(scale) => onChange({ ...item, scale })}
        />
        <Checkbox checked={item.critical} onChange={({ target }) => onChange({ ...item, critical: target.checked })}>
          {t("critical")}
        </Checkbox>
        <Checkbox checked={item.notApplicable} onChange={({ target }) => onChange({ ...item, notApplicable: target.checked })}>
          {t("edit.na")}
        </Checkbox>
        <Button icon={<DeleteOutlined />} aria-label={t("edit.dropItem")} onClick={onDrop} />
      </div>
    </div>
  );
}

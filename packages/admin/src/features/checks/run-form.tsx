import { api, type Checklist, type ChecklistDefinition, type ChecklistItem } from "@manyi/contracts";
import { Button, Form, Input, Radio, Select, TreeSelect } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { ProductInput } from "../../fields/product-input.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { addParcel, newKey } from "../../outbox/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { keepDraft, type RunDraft, readDraft } from "./run-draft.js";
import { scoreSoFar, VALUES, wordOf } from "./scoring.js";

type Props = { readonly lists: readonly Checklist[]; readonly owner: string; readonly onDone: () => void; readonly onKept: () => void };

/** A check on the phone: one item after the other, kept after every press, sent when there is a connection. */
export function RunForm({ lists, owner, onDone, onKept }: Props) {
  const { t } = useTranslation("checks");
  const [draft, setDraft] = useState<RunDraft>(() => readDraft(owner) ?? blank(lists[0]!));
  useEffect(() => keepDraft(owner, draft), [owner, draft]);
  const change = (over: Partial<RunDraft>) => setDraft((now) => ({ ...now, ...over }));
  const detail = useReading(api.checks.list, { params: { id: draft.list } });
  const leave = () => {
    keepDraft(owner, null);
    onDone();
  };
  return (
    <>
      <PageHeader title={t("run.title")} about={t("run.about")} actions={<Button onClick={leave}>{t("run.drop")}</Button>} />
      <div className="check-run">
        <Where lists={lists} draft={draft} onChange={change} />
        <Loaded query={detail} lines={8}>
          {({ published, currentVersion }) =>
            published === null ? null : (
              <Items
                key={draft.list}
                definition={published}
                draft={draft}
                onChange={change}
                onSend={() => {
                  addParcel(parcelOf({ ...draft, version: currentVersion ?? draft.version }, published, owner));
                  onKept();
                  leave();
                }}
              />
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function blank(list: Checklist): RunDraft {
  const version = list.currentVersion ?? 1;
  return { clientKey: newKey(), list: list.id, version, kind: "audit", unitId: null, values: {}, notes: {}, remark: "" };
}

function parcelOf(draft: RunDraft, definition: ChecklistDefinition, owner: string) {
  const doneAt = new Date().toISOString();
  const results = definition.sections
    .flatMap((section) => section.items)
    .map(({ key }) => ({ item: key, value: draft.values[key] ?? null, ...(draft.notes[key] ? { note: draft.notes[key] } : {}) }));
  const { clientKey, list, version, kind, unitId, remark, product = "" } = draft;
  const body = {
    ...{ clientKey, list, version, kind, unitId, results, doneAt },
    ...(product.trim() === "" ? {} : { product: product.trim() }),
    ...(remark.trim() === "" ? {} : { remark: remark.trim() }),
  };
  return { id: clientKey, kind: "check" as const, owner, writtenAt: doneAt, body };
}

type Part = { readonly draft: RunDraft; readonly onChange: (over: Partial<RunDraft>) => void };

function Where({ lists, draft, onChange }: Part & { readonly lists: readonly Checklist[] }) {
  const { t } = useTranslation(["checks", "fields"]);
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  return (
    <Card title={t("run.where")}>
      <Form layout="vertical" requiredMark={false} className="check-where">
        <Form.Item label={t("list.one")} htmlFor="check-list">
          <Select
            id="check-list"
            value={draft.list}
            options={lists.map(({ id, title }) => ({ value: id, label: format.words(title) }))}
            onChange={(list) =>
              onChange({ list, values: {}, notes: {}, version: lists.find(({ id }) => id === list)?.currentVersion ?? 1 })
            }
          />
        </Form.Item>
        <Form.Item label={t("run.unit")} htmlFor="check-unit">
          <TreeSelect<number | null>
            id="check-unit"
            value={draft.unitId}
            placeholder={t("run.unitNeeded")}
            treeData={unitTree(vocabulary?.units ?? [], format.words)}
            treeDefaultExpandAll
            showSearch
            treeNodeFilterProp="title"
            onChange={(unitId) => onChange({ unitId })}
          />
        </Form.Item>
        <Form.Item label={t("run.kind")} htmlFor="check-kind">
          <Select
            id="check-kind"
            value={draft.kind}
            options={(["audit", "mystery", "spot"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind: RunDraft["kind"]) => onChange({ kind })}
          />
        </Form.Item>
        <Form.Item label={t("fields:product")} htmlFor="check-product">
          <ProductInput id="check-product" value={draft.product} onChange={(product) => onChange({ product })} />
        </Form.Item>
      </Form>
    </Card>
  );
}

function Items({ definition, draft, onChange, onSend }: Part & { readonly definition: ChecklistDefinition; readonly onSend: () => void }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const items = definition.sections.flatMap((section) => section.items);
  const left = items.filter(({ key }) => draft.values[key] === undefined).length;
  const score = scoreSoFar(definition, draft.values);
  return (
    <>
      {definition.sections.map((section) => (
        <Card key={section.key} title={format.words(section.title) || t("run.section")}>
          {section.items.map((item) => (
            <Item key={item.key} item={item} draft={draft} onChange={onChange} />
          ))}
        </Card>
      ))}
      <Card title={t("run.end")}>
        <Input.TextArea
          rows={2}
          maxLength={2000}
          aria-label={t("run.remark")}
          placeholder={t("run.remark")}
          value={draft.remark}
          onChange={({ target }) => onChange({ remark: target.value })}
        />
        <p className="check-score" role="status">
          <b>{score === null ? "—" : format.figure("index", score.value)}</b>{" "}
          <span className="caption">
            {t("run.soFar", { n: score?.n ?? 0 })}
            {score?.hasFailedCritical ? ` · ${t("run.failed")}` : ""}
            {left > 0 ? ` · ${t("run.left", { count: left })}` : ""}
          </span>
        </p>
        <Button type="primary" size="large" disabled={left > 0 || draft.unitId === null} onClick={onSend}>
          {t("run.send")}
        </Button>
      </Card>
    </>
  );
}

function Item({ item, draft, onChange }: Part & { readonly item: ChecklistItem }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const { key, text, scale, critical, notApplicable } = item;
  const value = draft.values[key];
  const options = [
    ...VALUES[scale].map((one) => ({ value: String(one), label: scale === "five" ? String(one) : t(`value.${scale}.${wordOf(one)}`) })),
    ...(notApplicable ? [{ value: "na", label: t("value.na") }] : []),
  ];
  const set = (raw: string) => onChange({ values: { ...draft.values, [key]: raw === "na" ? null : Number(raw) } });
  return (
    <fieldset className="check-item">
      <legend>
        {format.words(text)} {critical ? <span className="tag tag-worse">{t("critical")}</span> : null}
      </legend>
      <Radio.Group
        name={key}
        optionType="button"
        options={options}
        value={value === undefined ? undefined : value === null ? "na" : String(value)}
        onChange={({ target }) => set(String(target.value))}
      />
      <Input
        maxLength={1000}
        aria-label={t("run.note", { item: format.words(text) })}
        placeholder={t("run.notePlace")}
        value={draft.notes[key] ?? ""}
        onChange={({ target }) => onChange({ notes: { ...draft.notes, [key]: target.value } })}
      />
    </fieldset>
  );
}

import { api, type InboundSource } from "@manyi/contracts";
import { HANDLED_SOURCES, ITEM_FIELDS } from "@manyi/core/feedback";
import { AutoComplete, Button, Checkbox, Input, InputNumber, Radio, Select, TreeSelect } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { choicesIn, type DoorDraft, draftOfDoor, isReadable, parsed, settingsOfDoor, withSuggestions } from "./door-draft.js";
import { DoorPreview } from "./door-preview.js";
import type { Opened } from "./doors-tab.js";

/** Name, place and mapping of a door, tried on a payload while it is set up. */
export function DoorEditor(props: {
  readonly source: InboundSource | null;
  readonly onOpened: (opened: Opened) => void;
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation("sources");
  const locale = useLocale();
  const { source, onOpened, onSaved } = props;
  const [draft, setDraft] = useState<DoorDraft>(() => draftOfDoor(source, locale));
  const [payload, setPayload] = useState("");
  const last = useReading(api.sources.deliveries, { params: { id: source?.id ?? 0 } }, { enabled: source !== null });
  const create = useChange(api.sources.create, "sources");
  const change = useChange(api.sources.change, "sources");
  const put = (part: Partial<DoorDraft>) => setDraft((now) => ({ ...now, ...part }));
  const show = (text: string) => {
    setPayload(text);
    const value = parsed(text);
    if (value !== undefined) setDraft((now) => withSuggestions(now, value));
  };
  const settings = settingsOfDoor(draft);
  const save = () =>
    source === null
      ? create.mutate({ body: { ...settings, signed: draft.signed } }, { onSuccess: onOpened })
      : change.mutate({ params: { id: source.id }, body: { ...settings, paused: draft.paused } }, { onSuccess: onSaved });
  const lastPayload = last.data?.lastPayload ?? null;
  return (
    <div className="door-editor">
      <Basics draft={draft} isNew={source === null} onChange={put} />
      <Field label={t("map.payload")} about={t("map.payloadAbout")}>
        {(id) => (
          <Input.TextArea
            id={id}
            className="door-payload"
            rows={7}
            maxLength={200_000}
            value={payload}
            onChange={({ target }) => show(target.value)}
          />
        )}
      </Field>
      {lastPayload === null ? null : (
        <p>
          <Button onClick={() => show(lastPayload)}>{t("map.last")}</Button>
        </p>
      )}
      <Mapping draft={draft} payload={payload} onChange={put} />
      {payload.trim() === "" ? null : (
        <DoorPreview settings={settings} payload={payload} isReadable={isReadable({ ...draft, name: draft.name || "x" })} />
      )}
      {create.isError ? <ProblemNotice problem={problemOf(create.error)} /> : null}
      {change.isError ? <ProblemNotice problem={problemOf(change.error)} /> : null}
      <div className="door-buttons">
        <Button type="primary" disabled={!isReadable(draft)} loading={create.isPending || change.isPending} onClick={save}>
          {t(source === null ? "door.open" : "door.save")}
        </Button>
        {isReadable(draft) ? null : <span className="caption">{t("map.missing")}</span>}
      </div>
    </div>
  );
}

function Field({
  label,
  about,
  children,
}: {
  readonly label: string;
  readonly about?: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="door-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {about === undefined ? null : <span className="caption">{about}</span>}
    </div>
  );
}

type Part = { readonly draft: DoorDraft; readonly onChange: (part: Partial<DoorDraft>) => void };

function Basics({ draft, isNew, onChange }: Part & { readonly isNew: boolean }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  return (
    <div className="door-grid">
      <Field label={t("door.name")}>
        {(id) => (
          <Input
            id={id}
            maxLength={80}
            value={draft.name}
            placeholder={t("door.nameExample")}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t("door.kind")}>
        {(id) => (
          <Select
            id={id}
            value={draft.kind}
            options={HANDLED_SOURCES.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind) => onChange({ kind })}
          />
        )}
      </Field>
      <Field label={t("door.unit")} about={t("door.unitAbout")}>
        {(id) => (
          <TreeSelect
            id={id}
            allowClear
            showSearch={{ treeNodeFilterProp: "title" }}
            value={draft.unitId}
            treeData={unitTree(vocabulary?.units ?? [], format.words)}
            treeDefaultExpandedKeys={(vocabulary?.units ?? []).filter(({ parentId }) => parentId === null).map((unit) => unit.id)}
            onChange={(unitId: number | null | undefined) => onChange({ unitId: unitId ?? null })}
          />
        )}
      </Field>
      <Field label={t("door.touchpoint")}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={draft.touchpointId}
            options={(vocabulary?.touchpoints ?? []).map((one) => ({ value: one.id, label: format.words(one.name) }))}
            onChange={(touchpointId) => onChange({ touchpointId: touchpointId ?? null })}
          />
        )}
      </Field>
      <Field label={t("door.platform")} about={t("door.platformAbout")}>
        {(id) => <Input id={id} maxLength={60} value={draft.platform} onChange={({ target }) => onChange({ platform: target.value })} />}
      </Field>
      <div className="door-field">
        {isNew ? (
          <>
            <Checkbox checked={draft.signed} onChange={({ target }) => onChange({ signed: target.checked })}>
              {t("door.signed")}
            </Checkbox>
            <span className="caption">{t("door.signedAbout")}</span>
          </>
        ) : (
          <Checkbox checked={draft.paused} onChange={({ target }) => onChange({ paused: target.checked })}>
            {t("door.pause")}
          </Checkbox>
        )}
      </div>
    </div>
  );
}

/** Where each part stands in the sender's JSON. */
function Mapping({ draft, payload, onChange }: Part & { readonly payload: string }) {
  const { t } = useTranslation("sources");
  const value = parsed(payload);
  const options =
    value === undefined ? [] : choicesIn(value, draft.items).map(({ path, sample }) => ({ value: path, label: `${path} · ${sample}` }));
  const path = (label: string, current: string, set: (next: string) => void, about?: string) => (
    <Field key={label} label={label} {...(about === undefined ? {} : { about })}>
      {(id) => (
        <AutoComplete
          id={id}
          allowClear
          value={current}
          options={options}
          popupMatchSelectWidth={360}
          onChange={(next) => set(next ?? "")}
        />
      )}
    </Field>
  );
  const isTalk = draft.kind === "call" || draft.kind === "chat" || draft.kind === "email" || draft.talk !== "none";
  return (
    <fieldset className="door-mapping">
      <legend>{t("map.title")}</legend>
      {payload.trim() !== "" && value === undefined ? <p className="worse">{t("map.noJson")}</p> : null}
      <div className="door-grid">
        {path(t("map.items"), draft.items, (items) => onChange({ items }), t("map.itemsAbout"))}
        {isTalk ? (
          <Field label={t("map.talk")}>
            {(id) => (
              <Select
                id={id}
                value={draft.talk}
                options={(["none", "list", "text"] as const).map((one) => ({ value: one, label: t(`map.talks.${one}`) }))}
                onChange={(talk) => onChange({ talk })}
              />
            )}
          </Field>
        ) : null}
        {draft.talk === "list"
          ? (["list", "speaker", "text"] as const).map((part) =>
              path(
                t(`map.turns.${part}`),
                draft.turns[part],
                (next) => onChange({ turns: { ...draft.turns, [part]: next } }),
                t(`map.turns.${part}About`),
              ),
            )
          : null}
        {draft.talk === "none" ? null : (
          <>
            <Field label={t("map.customer")} about={t("map.customerAbout")}>
              {(id) => (
                <Input id={id} maxLength={60} value={draft.customer} onChange={({ target }) => onChange({ customer: target.value })} />
              )}
            </Field>
            <div className="door-field">
              <span id="door-per">{t("map.per")}</span>
              <Radio.Group
                aria-labelledby="door-per"
                value={draft.per}
                options={(["thread", "turn"] as const).map((one) => ({ value: one, label: t(`map.pers.${one}`) }))}
                onChange={({ target }) => onChange({ per: target.value as DoorDraft["per"] })}
              />
            </div>
          </>
        )}
        {ITEM_FIELDS.filter((field) => field !== "text" || draft.talk !== "list").map((field) =>
          path(t(`field.${field}`), draft.fields[field], (next) => onChange({ fields: { ...draft.fields, [field]: next } })),
        )}
        {draft.fields.rating === "" ? null : (
          <div className="door-field">
            <span>{t("map.scale")}</span>
            <span className="door-scale">
              <InputNumber aria-label={t("map.least")} min={0} max={1} value={draft.min} onChange={(min) => onChange({ min: min ?? 1 })} />
              <span aria-hidden="true">–</span>
              <InputNumber aria-label={t("map.most")} min={2} max={100} value={draft.max} onChange={(max) => onChange({ max: max ?? 5 })} />
            </span>
            <span className="caption">{t("map.scaleAbout")}</span>
          </div>
        )}
      </div>
    </fieldset>
  );
}

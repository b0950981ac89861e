import { api, type In } from "@manyi/contracts";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { type About, AboutFields, aboutOf } from "../../fields/about-fields.js";
import { UnitField } from "../../fields/unit-field.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { CustomerFields, type CustomerValues, customerOf } from "./customer-fields.js";
import { DrawerFrame } from "./drawer-frame.js";
import "../../ui/list.css";
import "../../ui/turns.css";

type Body = In<typeof api.contacts.transcript>["body"];
type Fields = Pick<Body, "kind" | "per" | "unitId" | "text"> & About & CustomerValues & { customer?: string };

/** A call, chat or mails as text or subtitles: tried first, so that the two sides can be seen apart. */
export function TranscriptDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("contacts");
  return (
    <DrawerFrame title={t("transcript.title")} size={720} open={open} onClose={onClose}>
      <TranscriptForm onDone={onClose} />
    </DrawerFrame>
  );
}

function TranscriptForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation("contacts");
  const locale = useLocale();
  const [form] = Form.useForm<Fields>();
  const [clientKey] = useState(() => crypto.randomUUID());
  const trial = useChange(api.contacts.transcript);
  const store = useChange(api.contacts.transcript, "feedback", "voices");
  const bodyOf = ({ customer, kind, per, unitId, text, ...fields }: Fields, isTrial: boolean): Body => ({
    ...{ kind, per, unitId, text },
    ...(customer ? { customer } : {}),
    ...customerOf(fields),
    ...aboutOf(fields),
    clientKey,
    locale,
    try: isTrial,
  });
  const readFile = async (file: File) => form.setFieldValue("text", (await file.text()).slice(0, 200_000));
  const send = async (isTrial: boolean) => {
    const fields = await form.validateFields().catch(() => null);
    if (fields === null) return;
    if (isTrial) trial.mutate({ body: bodyOf(fields, true) });
    else store.mutate({ body: bodyOf(fields, false) }, { onSuccess: onDone });
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: "call", per: "thread" }}
      onValuesChange={() => trial.reset()}
    >
      <div className="form-two">
        <Form.Item name="kind" label={t("channel.label")}>
          <Radio.Group options={(["call", "chat", "email"] as const).map((value) => ({ value, label: t(`transcript.kind.${value}`) }))} />
        </Form.Item>
        <UnitField label={t("unit")} needed={t("needed")} />
      </div>
      <Form.Item
        name="text"
        label={t("transcript.text")}
        extra={t("transcript.textAbout")}
        rules={[{ required: true, whitespace: true, message: t("needed") }]}
      >
        <Input.TextArea rows={9} maxLength={200_000} />
      </Form.Item>
      <p>
        <label className="button">
          {t("transcript.file")}
          <input
            className="visually-hidden"
            type="file"
            accept=".txt,.vtt,.srt,.eml,text/plain,text/vtt"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) void readFile(file);
            }}
          />
        </label>
      </p>
      <div className="form-two">
        <Form.Item name="customer" label={t("transcript.customer")} extra={t("transcript.customerAbout")}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="per" label={t("transcript.per")}>
          <Radio.Group options={(["thread", "turn"] as const).map((value) => ({ value, label: t(`transcript.${value}`) }))} />
        </Form.Item>
      </div>
      <details className="contact-known">
        <summary>{t("transcript.known")}</summary>
        <CustomerFields />
        <div className="form-two">
          <AboutFields />
        </div>
      </details>
      {trial.isError ? <ProblemNotice problem={problemOf(trial.error)} /> : null}
      {store.isError ? <ProblemNotice problem={problemOf(store.error)} /> : null}
      {trial.data === undefined ? null : (
        <section aria-label={t("transcript.seen")}>
          <p className={trial.data.voices === 0 ? "worse" : "strong"}>
            {trial.data.voices === 0 ? t("transcript.nobody") : t("transcript.becomes", { count: trial.data.voices })}
          </p>
          <ol className="turns">
            {trial.data.turns
              .map((turn, place) => ({ ...turn, place }))
              .map(({ place, speaker, side, text }) => (
                <li key={place} data-side={side}>
                  <span className="caption">
                    {speaker === "" ? "—" : speaker} · {t(`transcript.side.${side}`)}
                  </span>
                  <p>{text}</p>
                </li>
              ))}
          </ol>
        </section>
      )}
      <div className="contact-buttons">
        <Button type={trial.isSuccess ? "default" : "primary"} loading={trial.isPending} onClick={() => void send(true)}>
          {t("transcript.try")}
        </Button>
        {trial.isSuccess && trial.data.voices > 0 ? (
          <Button type="primary" loading={store.isPending} onClick={() => void send(false)}>
            {t("transcript.store")}
          </Button>
        ) : null}
        <span className="caption">{t("transcript.tryAbout")}</span>
      </div>
    </Form>
  );
}

import { api, CONTACT_CHANNELS, type In } from "@manyi/contracts";
import { Button, Checkbox, DatePicker, Form, Input, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { type About, AboutFields, aboutOf } from "../../fields/about-fields.js";
import { UnitField } from "../../fields/unit-field.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { CustomerFields, type CustomerValues, customerOf } from "./customer-fields.js";
import { DrawerFrame } from "./drawer-frame.js";
import "../../ui/list.css";

type Body = In<typeof api.contacts.log>["body"];
type Fields = Pick<Body, "channel" | "direction" | "purpose" | "unitId" | "content" | "said" | "consent" | "promise"> &
  About &
  CustomerValues & {
    employeeId?: number | null;
    asked?: boolean;
    promiseDue?: Dayjs | null;
  };

const purposes = ["enquiry", "request", "care", "delivery", "sales", "complaint", "other"] as const;

/** What was said, in a minute: who, where, what, and what was promised by when. */
export function LogDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("contacts");
  return (
    <DrawerFrame title={t("log.title")} size={480} open={open} onClose={onClose}>
      <LogForm onLogged={onClose} />
    </DrawerFrame>
  );
}

function LogForm({ onLogged }: { readonly onLogged: () => void }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const locale = useLocale();
  const [form] = Form.useForm<Fields>();
  const [clientKey] = useState(() => crypto.randomUUID());
  const unitId = Form.useWatch<number | undefined>("unitId", form);
  const promise = Form.useWatch<string | undefined>("promise", form) ?? "";
  const employees = useReading(api.contacts.employees, { query: { unit: unitId ?? 0 } }, { enabled: unitId !== undefined });
  const log = useChange(api.contacts.log, "contacts", "feedback");
  const required = { required: true, whitespace: true, message: t("needed") };
  function save(fields: Fields): void {
    const { asked, promiseDue, employeeId, promise: promised, said } = fields;
    const { channel, direction, purpose, unitId: unit, content, consent } = fields;
    const body: Body = {
      ...{ channel, direction, purpose, content, consent },
      unitId: unit,
      ...customerOf(fields),
      ...aboutOf(fields),
      clientKey,
      locale,
      ...(said ? { said, askedForAnswer: asked === true } : {}),
      ...(employeeId ? { employeeId } : {}),
      ...(promised ? { promise: promised } : {}),
      ...(promised && promiseDue ? { promiseDue: promiseDue.format("YYYY-MM-DD") } : {}),
    };
    log.mutate({ body }, { onSuccess: onLogged });
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ channel: "phone", direction: "in", purpose: "enquiry", consent: "none" }}
      onFinish={save}
    >
      <div className="form-two">
        <Form.Item name="channel" label={t("channel.label")}>
          <Select options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
        </Form.Item>
        <Form.Item name="purpose" label={t("purpose.label")}>
          <Select options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="direction" label={t("direction.label")}>
        <Radio.Group options={(["in", "out"] as const).map((value) => ({ value, label: t(`direction.${value}`) }))} />
      </Form.Item>
      <div className="form-two">
        <UnitField label={t("unit")} needed={t("needed")} onChange={() => form.setFieldValue("employeeId", null)} />
        <Form.Item name="employeeId" label={t("employee")}>
          <Select
            allowClear
            disabled={unitId === undefined}
            showSearch={{ optionFilterProp: "label" }}
            notFoundContent={t("noEmployee")}
            options={(employees.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </div>
      <CustomerFields />
      <div className="form-two">
        <AboutFields />
      </div>
      <Form.Item name="content" label={t("content")} extra={t("contentAbout")} rules={[required]}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
      <Form.Item name="said" label={t("said")} extra={t("saidAbout")}>
        <Input.TextArea rows={3} maxLength={8000} />
      </Form.Item>
      <Form.Item name="asked" valuePropName="checked">
        <Checkbox>{t("asked")}</Checkbox>
      </Form.Item>
      <div className="form-two">
        <Form.Item name="promise" label={t("promise.label")}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item
          name="promiseDue"
          label={t("promise.due")}
          rules={promise.trim() === "" ? [] : [{ required: true, message: t("promise.dueNeeded") }]}
        >
          <DatePicker minDate={dayjs(format.today)} />
        </Form.Item>
      </div>
      <Form.Item name="consent" label={t("consent.label")} extra={t("consent.about")}>
        <Select options={(["none", "spoken", "written", "recorded"] as const).map((value) => ({ value, label: t(`consent.${value}`) }))} />
      </Form.Item>
      {log.isError ? <ProblemNotice problem={problemOf(log.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={log.isPending}>
        {t("log.save")}
      </Button>
    </Form>
  );
}

import { api, CONTACT_CHANNELS, type In } from "@manyi/contracts";
import { Button, Checkbox, DatePicker, Drawer, Form, Input, Radio, Select, TreeSelect } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Body = In<typeof api.contacts.log>["body"];
type Fields = Pick<Body, "channel" | "direction" | "purpose" | "unitId" | "content" | "said" | "consent" | "promise"> & {
  customerId?: string | null;
  employeeId?: number | null;
  name?: string;
  phone?: string;
  email?: string;
  asked?: boolean;
  promiseDue?: Dayjs | null;
};

const purposes = ["enquiry", "request", "care", "delivery", "sales", "complaint", "other"] as const;

/** What was said, in a minute: who, where, what, and what was promised by when. */
export function LogDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("contacts");
  return (
    <Drawer title={t("log.title")} size={480} open={open} onClose={onClose} destroyOnHidden>
      {open ? <LogForm onLogged={onClose} /> : null}
    </Drawer>
  );
}

function LogForm({ onLogged }: { readonly onLogged: () => void }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const locale = useLocale();
  const [form] = Form.useForm<Fields>();
  const [clientKey] = useState(() => crypto.randomUUID());
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const unitId = Form.useWatch<number | undefined>("unitId", form);
  const promise = Form.useWatch<string | undefined>("promise", form) ?? "";
  const employees = useReading(api.contacts.employees, { query: { unit: unitId ?? 0 } }, { enabled: unitId !== undefined });
  const log = useChange(api.contacts.log, "contacts", "feedback");
  const required = { required: true, whitespace: true, message: t("needed") };
  function save({ name, phone, email, asked, promiseDue, customerId, employeeId, promise: promised, said, ...rest }: Fields): void {
    const person = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    const body: Body = {
      ...rest,
      clientKey,
      locale,
      ...(said ? { said, askedForAnswer: asked === true } : {}),
      ...(customerId ? { customerId } : {}),
      ...(employeeId ? { employeeId } : {}),
      ...(promised ? { promise: promised } : {}),
      ...(promised && promiseDue ? { promiseDue: promiseDue.format("YYYY-MM-DD") } : {}),
      person,
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
      <div className="contact-two">
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
      <div className="contact-two">
        <Form.Item name="unitId" label={t("unit")} rules={[{ required: true, message: t("needed") }]}>
          <TreeSelect
            showSearch={{ treeNodeFilterProp: "title" }}
            treeData={unitTree(vocabulary?.units ?? [], format.words)}
            treeDefaultExpandedKeys={(vocabulary?.units ?? []).filter(({ parentId }) => parentId === null).map(({ id }) => id)}
            onChange={() => form.setFieldValue("employeeId", null)}
          />
        </Form.Item>
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
      <Customer />
      <Form.Item name="content" label={t("content")} extra={t("contentAbout")} rules={[required]}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
      <Form.Item name="said" label={t("said")} extra={t("saidAbout")}>
        <Input.TextArea rows={3} maxLength={8000} />
      </Form.Item>
      <Form.Item name="asked" valuePropName="checked">
        <Checkbox>{t("asked")}</Checkbox>
      </Form.Item>
      <div className="contact-two">
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

/** Somebody in the register, found by the whole number or name; or what the caller tells. */
function Customer() {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const [text, setText] = useState("");
  const found = useReading(api.contacts.customers, { query: { text } }, { enabled: text.trim().length >= 3 });
  return (
    <fieldset className="contact-person">
      <legend>{t("customer")}</legend>
      <Form.Item name="customerId" label={t("lookup")} extra={t("lookupAbout")}>
        <Select
          allowClear
          showSearch={{ filterOption: false, onSearch: setText }}
          notFoundContent={text.trim().length < 3 ? t("lookupMore") : t("lookupNone")}
          options={(text.trim().length < 3 ? [] : (found.data?.items ?? [])).map((one) => ({
            value: one.id,
            label: [one.name, one.reach ?? "", format.words(one.segment)].filter((part) => part !== "").join(" · "),
          }))}
        />
      </Form.Item>
      <div className="contact-two">
        <Form.Item name="name" label={t("name")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t("phone")}>
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="email" label={t("email")} rules={[{ type: "email", message: t("emailWrong") }]}>
        <Input maxLength={200} inputMode="email" autoComplete="off" />
      </Form.Item>
    </fieldset>
  );
}

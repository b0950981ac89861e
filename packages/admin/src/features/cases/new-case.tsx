import { api, type Out } from "@manyi/contracts";
import { SEVERITIES } from "@manyi/core/cases";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Form, Input, Radio, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import "../../ui/list.css";

type Logged = Out<typeof api.cases.open>;
type Fields = {
  unitId: number;
  severity: (typeof SEVERITIES)[number];
  channel: "phone" | "store" | "chat" | "email";
  title: string;
  description: string;
  requestedRemedy?: string;
  attribute?: string;
  name?: string;
  phone?: string;
  email?: string;
};

/** A complaint that came by phone, at the counter or in a chat; its tracking link is for the customer. */
export function NewCase({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("cases");
  const [logged, setLogged] = useState<Logged | null>(null);
  const close = () => {
    setLogged(null);
    onClose();
  };
  return (
    <Drawer title={t("new.title")} size={480} open={open} onClose={close} destroyOnHidden>
      {logged === null ? <NewCaseForm onLogged={setLogged} /> : <Receipt logged={logged} onClose={close} />}
    </Drawer>
  );
}

function NewCaseForm({ onLogged }: { readonly onLogged: (logged: Logged) => void }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const locale = useLocale();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const [clientKey] = useState(() => crypto.randomUUID());
  const open = useChange(api.cases.open, "cases", "figures");
  const required = { required: true, whitespace: true, message: t("new.needed") };
  function save({ name, phone, email, attribute, requestedRemedy, ...rest }: Fields): void {
    const contact = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    const body = {
      ...rest,
      ...(attribute ? { attribute } : {}),
      ...(requestedRemedy ? { requestedRemedy } : {}),
      contact,
      clientKey,
      locale,
    };
    open.mutate({ body }, { onSuccess: onLogged });
  }
  if (vocabulary !== undefined && vocabulary.units.length === 0) {
    return (
      <EmptyState
        title={t("new.noUnit")}
        about={t("new.noUnitAbout")}
        step={<PageLink to="/platform/organisation">{t("new.toUnits")}</PageLink>}
      />
    );
  }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ severity: "normal", channel: "phone" }} onFinish={save}>
      <Form.Item name="channel" label={t("new.channel")}>
        <Radio.Group options={(["phone", "store", "chat", "email"] as const).map((value) => ({ value, label: t(`channel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unitId" label={t("unit")} rules={[{ required: true, message: t("new.needed") }]}>
        <TreeSelect
          showSearch={{ treeNodeFilterProp: "title" }}
          treeData={unitTree(vocabulary?.units ?? [], format.words)}
          treeDefaultExpandedKeys={(vocabulary?.units ?? []).filter(({ parentId }) => parentId === null).map(({ id }) => id)}
        />
      </Form.Item>
      <Form.Item name="title" label={t("new.what")} rules={[required]}>
        <Input maxLength={120} placeholder={t("new.whatExample")} />
      </Form.Item>
      <Form.Item name="description" label={t("new.words")} extra={t("new.wordsAbout")} rules={[required]}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      <Form.Item name="requestedRemedy" label={t("new.wish")}>
        <Input maxLength={1000} />
      </Form.Item>
      <div className="form-two">
        <Form.Item name="severity" label={t("severity.label")} extra={t("new.severityAbout")}>
          <Select options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))} />
        </Form.Item>
        <Form.Item name="attribute" label={t("attribute")}>
          <Select
            allowClear
            placeholder={t("new.unsure")}
            options={(vocabulary?.attributes ?? []).map(({ code, name }) => ({ value: code, label: format.words(name) }))}
          />
        </Form.Item>
      </div>
      <fieldset className="case-contact">
        <legend>{t("new.contact")}</legend>
        <p className="caption">{t("new.contactAbout")}</p>
        <Form.Item name="name" label={t("new.name")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <div className="form-two">
          <Form.Item name="phone" label={t("new.phone")}>
            <Input maxLength={40} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="email" label={t("new.email")} rules={[{ type: "email", message: t("new.emailWrong") }]}>
            <Input maxLength={200} inputMode="email" autoComplete="off" />
          </Form.Item>
        </div>
      </fieldset>
      {open.isError ? <ProblemNotice problem={problemOf(open.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={open.isPending}>
        {t("new.save")}
      </Button>
    </Form>
  );
}

/** The number and the link the customer follows the case by. */
function Receipt({ logged, onClose }: { readonly logged: Logged; readonly onClose: () => void }) {
  const { t } = useTranslation("cases");
  const navigate = useNavigate();
  const [copied, setCopied] = useState(false);
  return (
    <div className="case-receipt">
      <h3>{t("new.done", { reference: logged.reference })}</h3>
      <p>{t("new.doneAbout")}</p>
      <Input readOnly value={logged.trackUrl} aria-label={t("new.track")} />
      <div className="case-buttons">
        <Button onClick={() => void navigator.clipboard.writeText(logged.trackUrl).then(() => setCopied(true))}>
          {copied ? t("copied") : t("copyLink")}
        </Button>
        <Button
          type="primary"
          onClick={() => {
            onClose();
            void navigate({ to: "/act/cases/$id", params: { id: logged.id } });
          }}
        >
          {t("new.open")}
        </Button>
      </div>
    </div>
  );
}

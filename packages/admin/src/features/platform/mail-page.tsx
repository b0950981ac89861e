import { api, type Out } from "@manyi/contracts";
import { Button, Form, Input, InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import "./platform.css";

type Settings = Out<typeof api.messages.settings>;
type Fields = { host: string; port: number; secure: boolean; user?: string; password?: string; from: string; testTo?: string };

/** The server mail goes out by. Until there is one, messages wait in the outbox. */
export function MailPage() {
  const { t } = useTranslation("platform");
  const settings = useReading(api.messages.settings, {});
  return (
    <>
      <PageHeader
        title={t("mail.title")}
        about={settings.data === undefined ? undefined : t(settings.data.configured ? "mail.set" : "mail.unset")}
      />
      <div className="platform-narrow">
        <Card title={t("mail.server")}>
          <Loaded query={settings} lines={6}>
            {(now) => <MailForm now={now} />}
          </Loaded>
        </Card>
      </div>
    </>
  );
}

function MailForm({ now }: { readonly now: Settings }) {
  const { t } = useTranslation("platform");
  const save = useChange(api.messages.configure, "settings", "messages");
  const { configured, ...known } = now;
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={configured ? known : { port: 587, secure: false, user: "" }}
      onFinish={({ password, testTo, user, ...rest }) =>
        save.mutate({ body: { ...rest, user: user ?? "", ...(password ? { password } : {}), ...(testTo ? { testTo } : {}) } })
      }
    >
      <div className="platform-host">
        <Form.Item name="host" label={t("mail.host")} rules={[{ required: true, whitespace: true, message: t("mail.hostNeeded") }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="port" label={t("mail.port")} rules={[{ required: true, message: t("needed") }]}>
          <InputNumber min={1} max={65535} />
        </Form.Item>
      </div>
      <Form.Item name="secure" label={t("mail.secure")} extra={t("mail.secureAbout")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="user" label={t("mail.user")}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={t("mail.password")} extra={configured ? t("mail.passwordKept") : undefined}>
        <Input type="password" maxLength={500} autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="from" label={t("mail.from")} rules={[{ required: true, whitespace: true, message: t("needed") }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="testTo"
        label={t("mail.testTo")}
        extra={t("mail.testAbout")}
        rules={[{ type: "email", message: t("member.emailWrong") }]}
      >
        <Input maxLength={200} inputMode="email" autoComplete="off" />
      </Form.Item>
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      {save.data === undefined ? null : (
        <p role="status" className={save.data.error === null ? "better" : "worse"}>
          {save.data.error !== null ? t("mail.failed", { error: save.data.error }) : t(save.data.tested ? "mail.tested" : "saved")}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("mail.save")}
      </Button>
    </Form>
  );
}

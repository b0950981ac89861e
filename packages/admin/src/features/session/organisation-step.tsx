import { api, type SessionReply } from "@manyi/contracts";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../../api.js";
import { inZone } from "../../format/date.js";
import { type Locale, useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { StartFrame } from "./start-frame.js";
import { Steps } from "./steps.js";

type Chosen = { zh?: string; en?: string; timeZone: string; defaultLocale: Locale };

/**
 * The name, the time zone that decides where a day ends, and the language customers see first.
 *
 * @param own the organisation to set up, which need not be the one looked at
 */
export function OrganisationStep(props: { readonly session: SessionReply; readonly own: number; readonly onDone: () => Promise<void> }) {
  const { session, own, onDone } = props;
  const { t } = useTranslation(["session", "shell"]);
  const locale = useLocale();
  const [form] = Form.useForm<Chosen>();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = Form.useWatch("timeZone", form) ?? here;

  async function save({ zh, en, ...rest }: Chosen): Promise<void> {
    setState({ busy: true, error: null });
    try {
      if (session.organisation.id !== own) await ask(api.session.update, { body: { organisationId: own } });
      await ask(api.org.setUp, { body: { ...rest, name: { ...(zh ? { "zh-CN": zh } : {}), ...(en ? { en } : {}) } } });
      await onDone();
    } catch (error) {
      setState({ busy: false, error });
    }
  }
  const eitherName = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: () =>
      getFieldValue("zh") || getFieldValue("en") ? Promise.resolve() : Promise.reject(new Error(t("organisation.nameNeeded"))),
  });
  const chinese = (
    <Form.Item key="zh" name="zh" label={t("organisation.zh")} dependencies={["en"]} rules={[eitherName]}>
      <Input maxLength={100} placeholder={t("organisation.zhExample")} autoComplete="organization" />
    </Form.Item>
  );
  const english = (
    <Form.Item key="en" name="en" label={t("organisation.en")}>
      <Input maxLength={100} placeholder={t("organisation.enExample")} autoComplete="off" />
    </Form.Item>
  );
  return (
    <StartFrame title={t("organisation.title")}>
      <Steps now="organisation" aside={session.user.email} />
      <h1>{t("organisation.title")}</h1>
      <p className="quiet">{t("organisation.about")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ timeZone: here, defaultLocale: locale }}
        onFinish={(chosen) => void save(chosen)}
        className="start-form"
      >
        {locale === "en" ? [english, chinese] : [chinese, english]}
        <Form.Item
          name="timeZone"
          label={t("organisation.timeZone")}
          extra={t("organisation.timeNow", { time: inZone(new Date().toISOString(), timeZone).time })}
        >
          <Select showSearch options={Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value.replaceAll("_", " ") }))} />
        </Form.Item>
        <Form.Item name="defaultLocale" label={t("organisation.locale")} extra={t("organisation.localeAbout")}>
          <Select
            options={[
              { value: "zh-CN", label: t("shell:languages.zh-CN.full") },
              { value: "en", label: t("shell:languages.en.full") },
            ]}
          />
        </Form.Item>
        {state.error === null ? null : <ProblemNotice problem={problemOf(state.error)} />}
        <Button type="primary" htmlType="submit" size="large" block loading={state.busy}>
          {t("organisation.do")}
        </Button>
      </Form>
    </StartFrame>
  );
}

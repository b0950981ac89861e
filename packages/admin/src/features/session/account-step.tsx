import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../../api.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { StartFrame } from "./start-frame.js";
import { Steps } from "./steps.js";

type Account = { email: string; name: string; password: string };

/** Turns the one-time link into an account. @param first the very first account, which goes on to set up the organisation */
export function AccountStep({
  token,
  first,
  onDone,
}: {
  readonly token: string;
  readonly first: boolean;
  readonly onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("session");
  const locale = useLocale();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });

  async function claim(account: Account): Promise<void> {
    setState({ busy: true, error: null });
    try {
      await ask(api.session.claim, { body: { ...account, token, locale } });
      await onDone();
    } catch (error) {
      setState({ busy: false, error });
    }
  }
  const used = state.error !== null && problemOf(state.error).code === "LINK_USED";
  return (
    <StartFrame title={t("account.title")}>
      {first ? <Steps now="account" /> : null}
      <h1>{first ? t("account.title") : t("account.invited")}</h1>
      <p className="quiet">{first ? t("account.about") : t("account.invitedAbout")}</p>
      <Form layout="vertical" requiredMark={false} onFinish={(account: Account) => void claim(account)} className="start-form">
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}>
          <Input autoComplete="name" maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item name="email" label={t("email")} rules={[{ required: true, type: "email", message: t("emailNeeded") }]}>
          <Input type="email" autoComplete="username" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("password")}
          extra={t("passwordRule")}
          rules={[{ required: true, min: 10, max: 200, message: t("passwordShort") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {state.error === null ? null : <ProblemNotice problem={problemOf(state.error)} />}
        {used ? <Link to="/sign-in">{t("account.toSignIn")}</Link> : null}
        <Button type="primary" htmlType="submit" size="large" block loading={state.busy}>
          {t("account.do")}
        </Button>
      </Form>
    </StartFrame>
  );
}

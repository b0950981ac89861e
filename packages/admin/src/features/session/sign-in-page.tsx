import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { StartFrame } from "./start-frame.js";

/** E-mail and password; goes on to the page that asked for it. */
export function SignInPage() {
  const { t } = useTranslation("session");
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });

  async function signIn(body: { email: string; password: string }): Promise<void> {
    setState({ busy: true, error: null });
    try {
      await ask(api.session.signIn, { body });
      queries.clear();
      await navigate({ href: next ?? "/" });
    } catch (error) {
      setState({ busy: false, error });
    }
  }
  return (
    <StartFrame title={t("signIn.title")}>
      <h1>{t("signIn.title")}</h1>
      <Form layout="vertical" requiredMark={false} onFinish={(body) => void signIn(body)} className="start-form">
        <Form.Item name="email" label={t("email")} rules={[{ required: true, message: t("emailNeeded") }]}>
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("passwordNeeded") }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {state.error === null ? null : <ProblemNotice problem={problemOf(state.error)} />}
        <Button type="primary" htmlType="submit" size="large" block loading={state.busy}>
          {t("signIn.do")}
        </Button>
      </Form>
      <p className="caption">{t("signIn.help")}</p>
    </StartFrame>
  );
}

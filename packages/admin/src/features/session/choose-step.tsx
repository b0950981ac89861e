import { ApiOutlined, CheckOutlined, DatabaseOutlined, RobotOutlined, SaveOutlined } from "@ant-design/icons";
import { api, type SessionReply } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { DemoSketch, SurveySketch } from "./sketches.js";
import { StartFrame } from "./start-frame.js";
import { Steps } from "./steps.js";

/** Look at a running organisation first, or make one's own survey. */
export function ChooseStep({ session }: { readonly session: SessionReply }) {
  const { t } = useTranslation("session");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { routesByPath } = useRouter();
  const [error, setError] = useState<unknown>(null);
  const demo = session.organisations.find((one) => one.isDemo);
  const surveys = "/listen/surveys" in routesByPath ? "/listen/surveys" : "/";

  async function start(organisationId: number, path: string): Promise<void> {
    try {
      await ask(api.session.update, { body: { organisationId } });
      queries.clear();
      await navigate({ to: path });
    } catch (failure) {
      setError(failure);
    }
  }
  const own = session.organisations.find((one) => !one.isDemo) ?? session.organisation;
  return (
    <StartFrame title={t("step.choose")} wide>
      <Steps now="choose" aside={`${session.user.email} · ${t("choose.linkUsed")}`} />
      <h1 className="choose-title">{demo === undefined ? t("choose.titleOwn") : t("choose.title")}</h1>
      <p className="quiet choose-about">{demo === undefined ? t("choose.aboutOwn") : t("choose.about")}</p>
      {error === null ? null : <ProblemNotice problem={problemOf(error)} />}
      <div className="choices">
        {demo === undefined ? null : (
          <Choice
            first
            sketch={<DemoSketch />}
            title={t("choose.demo")}
            tag={t("choose.advised")}
            points={[t("choose.demo1"), t("choose.demo2"), t("choose.demo3")]}
            button={
              <Button type="primary" size="large" block onClick={() => void start(demo.id, "/")}>
                {t("choose.openDemo")}
              </Button>
            }
          />
        )}
        <Choice
          first={demo === undefined}
          sketch={<SurveySketch />}
          title={t("choose.own")}
          points={[t("choose.own1"), t("choose.own2"), t("choose.own3")]}
          button={
            <Button
              {...(demo === undefined ? { type: "primary" as const } : {})}
              size="large"
              block
              onClick={() => void start(own.id, surveys)}
            >
              {t("choose.makeOwn")}
            </Button>
          }
        />
      </div>
      <ul className="facts">
        <li>
          <DatabaseOutlined aria-hidden="true" /> {t("fact.here")}
        </li>
        <li>
          <ApiOutlined aria-hidden="true" /> {t("fact.outside")}
        </li>
        <li>
          <RobotOutlined aria-hidden="true" /> {t("fact.ai")}
        </li>
        <li>
          <SaveOutlined aria-hidden="true" /> {t("fact.backup")} <code>npx manyi backup</code>
        </li>
      </ul>
    </StartFrame>
  );
}

function Choice(props: {
  readonly first: boolean;
  readonly sketch: ReactNode;
  readonly title: string;
  readonly tag?: string;
  readonly points: readonly string[];
  readonly button: ReactNode;
}) {
  const { first, sketch, title, tag, points, button } = props;
  return (
    <section className="choice" data-first={first}>
      <div className="choice-sketch" aria-hidden="true">
        {sketch}
      </div>
      <h2>
        {title} {tag === undefined ? null : <span className="tag tag-better">{tag}</span>}
      </h2>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <CheckOutlined aria-hidden="true" />
            {point}
          </li>
        ))}
      </ul>
      {button}
    </section>
  );
}

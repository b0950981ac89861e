import { api, type SurveyDetail } from "@manyi/contracts";
import { outlineOf, surveyDifference, surveyFaults } from "@manyi/core/survey";
import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { type Finding, findingKey } from "./lint-view.js";
import { type Draft, definitionOf } from "./use-draft.js";

/** The last look: what must be mended, what is kept with a reason. Blocked while anything serious stands without one. */
export function PublishDialog(props: {
  readonly survey: SurveyDetail;
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
  readonly onPublished: () => void;
}) {
  const { t } = useTranslation("surveys");
  const reader = useLocale();
  const { survey, draft, findings, onClose, onPublished } = props;
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const publish = useChange(api.surveys.publish, "surveys", "vocabulary");
  const version = (survey.currentVersion ?? 0) + 1;
  const faults = surveyFaults(draft.definition);
  const { questions } = outlineOf(draft.definition);
  const serious = findings.filter(({ severity }) => severity === "must_fix");
  const kept = [...new Map(serious.map((finding) => [findingKey(finding), finding])).values()];
  const tried = useReading(api.surveys.pretest, { params: { id: survey.id } });
  const pretest = tried.data;
  const isTried = pretest !== undefined && pretest.people >= pretest.needed;
  const [ownWaiver, setWaiver] = useState<string | null>(null);
  const isLibrary = useIsLibrary(survey, draft);
  const waiver = ownWaiver ?? (isLibrary ? t("publish.libraryWaiver") : "");
  const isUntried = pretest === undefined || (!isTried && waiver.trim().length < 5);
  const isBlocked = isUntried || faults.length > 0 || kept.some((finding) => (reasons[findingKey(finding)] ?? "").trim().length < 5);
  async function send(): Promise<void> {
    const revision = await draft.flush();
    if (revision === null) return onClose();
    const overrides = kept.map((finding) => ({
      rule: finding.rule,
      questionKey: finding.questionKey,
      reason: (reasons[findingKey(finding)] ?? "").trim(),
    }));
    await publish.mutateAsync({
      params: { id: survey.id },
      body: { revision, overrides, ...(isTried ? {} : { pretestWaiver: waiver.trim() }) },
    });
    onClose();
    onPublished();
  }
  return (
    <Modal
      open
      width={560}
      title={t("publish.title", { version })}
      okText={t("publish.do", { version })}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: isBlocked, loading: publish.isPending }}
      onCancel={onClose}
      onOk={() => void send().catch(() => undefined)}
    >
      <p className="survey-step-about">{t("publish.about")}</p>
      {faults.length === 0 ? null : (
        <section className="survey-blockers">
          <h3>{t("publish.faults", { count: faults.length })}</h3>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.path} ${fault.code}`}>{fault.message[reader]}</li>
            ))}
          </ul>
        </section>
      )}
      {kept.length === 0 ? null : (
        <section className="survey-blockers">
          <h3>{t("publish.serious", { count: kept.length })}</h3>
          <p className="caption">{t("publish.keepAbout")}</p>
          {kept.map((finding) => {
            const key = findingKey(finding);
            const number = questions.findIndex((one) => one.key === finding.questionKey) + 1;
            const label = `${number === 0 ? "" : `Q${number} `}${finding.title}`;
            return (
              <div key={key} className="survey-field">
                <label htmlFor={`keep ${key}`}>
                  <b>{label}</b> {finding.reason}
                </label>
                <Input
                  id={`keep ${key}`}
                  maxLength={500}
                  placeholder={t("publish.reason")}
                  value={reasons[key] ?? ""}
                  onChange={({ target }) => setReasons((now) => ({ ...now, [key]: target.value }))}
                />
              </div>
            );
          })}
        </section>
      )}
      {tried.isError ? <ProblemNotice problem={problemOf(tried.error)} /> : null}
      {pretest === undefined ? null : (
        <section className="survey-blockers">
          <h3>{t("publish.pretest")}</h3>
          <p className="caption">{t(isTried ? "publish.tried" : "publish.untried", { people: pretest.people, needed: pretest.needed })}</p>
          {isTried ? null : (
            <div className="survey-field">
              <label htmlFor="pretest waiver">{t("publish.waiver")}</label>
              <Input
                id="pretest waiver"
                maxLength={500}
                placeholder={t("publish.waiverExample")}
                value={waiver}
                onChange={({ target }) => setWaiver(target.value)}
              />
            </div>
          )}
        </section>
      )}
      {faults.length + kept.length === 0 && !isUntried ? <p className="better">{t("publish.clean")}</p> : null}
      {publish.isError ? <ProblemNotice problem={problemOf(publish.error)} /> : null}
    </Modal>
  );
}

/** Whether the questions are those of a template, word for word: these have been tried. */
function useIsLibrary(survey: SurveyDetail, { definition }: Draft): boolean {
  const templates = useReading(api.surveys.templates, {}, { enabled: survey.currentVersion === null }).data;
  return (templates?.items ?? []).some(
    (template) => surveyDifference({ ...definition, pages: definitionOf(template.definition).pages }, definition).length === 0,
  );
}

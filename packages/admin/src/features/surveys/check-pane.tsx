import { outlineOf, surveyFaults } from "@manyi/core/survey";
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n.js";
import { useAttributeName, useAttributes } from "./attributes.js";
import { type Coverage, coverageOf } from "./coverage.js";
import { freeKey, insertAfter, putQuestion } from "./edits.js";
import { type Finding, findingPlace, rewritten, splitQuestion } from "./lint-view.js";
import type { PaneProps } from "./outline-pane.js";
import { blankQuestion } from "./questions.js";

/** What keeps the questionnaire from being fair or complete, and what it covers. */
export function CheckPane(props: PaneProps) {
  const { t } = useTranslation("surveys");
  const reader = useLocale();
  const { draft, findings, onSelect } = props;
  const { definition } = draft;
  const faults = useMemo(() => surveyFaults(definition), [definition]);
  const { questions } = outlineOf(definition);
  const numberOf = (key: string | null) => questions.findIndex((one) => one.key === key) + 1;
  const serious = findings.filter(({ severity }) => severity === "must_fix").length;
  return (
    <aside className="survey-check" aria-label={t("check.title")}>
      <header>
        <h2>{t("check.title")}</h2>
        <span className="caption">{t("check.counts", { serious: serious + faults.length, advice: findings.length - serious })}</span>
      </header>
      {faults.length + findings.length === 0 ? <p className="better">{t("check.clean")}</p> : null}
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.path} ${fault.code}`} className="survey-finding">
            <p>
              <span className="tag tag-strong">{t("check.incomplete")}</span>
            </p>
            <p>{fault.message[reader]}</p>
          </li>
        ))}
        {findings.map((finding) => (
          <FindingItem key={findingPlace(finding)} finding={finding} number={numberOf(finding.questionKey)} paneProps={props} />
        ))}
      </ul>
      <CoverageTable {...props} onAdded={onSelect} />
    </aside>
  );
}

function FindingItem({
  finding,
  number,
  paneProps,
}: {
  readonly finding: Finding;
  readonly number: number;
  readonly paneProps: PaneProps;
}) {
  const { t } = useTranslation("surveys");
  const { draft, onSelect } = paneProps;
  const question = outlineOf(draft.definition).questions.find(({ key }) => key === finding.questionKey);
  const better = question === undefined ? null : rewritten(question, finding);
  const isSerious = finding.severity === "must_fix";
  const halves =
    question === undefined || finding.rule !== "double_barrelled"
      ? null
      : splitQuestion(question, paneProps.findings, freeKey(draft.definition, question.key));
  return (
    <li className="survey-finding">
      <p>
        <span className={isSerious ? "tag tag-strong" : "tag tag-worse"}>{t(isSerious ? "mustFix" : "advice")}</span>{" "}
        <b>
          {number === 0 ? "" : `Q${number} `}
          {finding.title}
        </b>
        {draft.definition.locales.length > 1 ? <span className="caption"> {t(`locale.${finding.locale}`)}</span> : null}
      </p>
      <p>{finding.reason}</p>
      {finding.rewrite === undefined ? null : (
        <p className="survey-rewrite" lang={finding.locale}>
          {finding.rewrite}
        </p>
      )}
      <p className="survey-finding-do">
        {better === null ? null : (
          <Button
            size="small"
            type={isSerious && paneProps.selected === finding.questionKey ? "primary" : "default"}
            onClick={() => {
              draft.change(putQuestion(draft.definition, better));
              onSelect(better.key);
            }}
          >
            {t(finding.rule === "missing_na" ? "check.addNa" : finding.rule === "forced_text" ? "check.unforce" : "check.take")}
          </Button>
        )}
        {halves === null ? null : (
          <Button
            size="small"
            onClick={() => {
              const [first, second] = halves;
              draft.change(insertAfter(putQuestion(draft.definition, first), second, first.key));
              onSelect(first.key);
            }}
          >
            {t("check.split")}
          </Button>
        )}
        {finding.questionKey === null ? null : (
          <button type="button" className="link-button" onClick={() => onSelect(finding.questionKey)}>
            {t("check.self")}
          </button>
        )}
      </p>
    </li>
  );
}

function CoverageTable({ draft, onAdded }: PaneProps & { readonly onAdded: (key: string) => void }) {
  const { t } = useTranslation("surveys");
  const attributes = useAttributes();
  const nameOf = useAttributeName();
  const { definition, change } = draft;
  const rows = coverageOf(
    definition,
    // a heading is asked about through what stands under it
    attributes.filter(({ code }) => !attributes.some(({ parentCode }) => parentCode === code)).map(({ code }) => code),
  );
  if (rows.length === 0) return null;
  const missing = rows.filter((row) => !row.perception);
  function add(attribute: string): void {
    const name = nameOf(attribute);
    const key = freeKey(definition, attribute);
    const text = { "zh-CN": t("coverage.question", { name, lng: "zh-CN" }), en: t("coverage.question", { name, lng: "en" }) };
    change(
      insertAfter(
        definition,
        { ...blankQuestion("rating", key), attribute, text, notApplicable: true } as ReturnType<typeof blankQuestion>,
        null,
      ),
    );
    onAdded(key);
  }
  const mark = (is: boolean, name: keyof Coverage) => (
    <td>{is ? <i className="survey-dot" role="img" aria-label={t(`coverage.has.${name}`)} /> : <span className="quiet">—</span>}</td>
  );
  return (
    <section className="survey-coverage">
      <header>
        <h2>{t("coverage.title")}</h2>
        <span className="caption">{t("coverage.counts", { count: rows.length, missing: missing.length })}</span>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("coverage.attribute")}</th>
            <th scope="col">{t("coverage.perception")}</th>
            <th scope="col">{t("coverage.expectation")}</th>
            <th scope="col">{t("coverage.followUp")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attribute}>
              <th scope="row">
                {nameOf(row.attribute)} <span className="caption">{row.questions.map((number) => `Q${number}`).join(" ")}</span>
              </th>
              {row.perception ? (
                mark(true, "perception")
              ) : (
                <td>
                  <button
                    type="button"
                    className="link-button"
                    aria-label={t("coverage.addFor", { name: nameOf(row.attribute) })}
                    onClick={() => add(row.attribute)}
                  >
                    {t("coverage.add")}
                  </button>
                </td>
              )}
              {mark(row.expectation, "expectation")}
              {mark(row.followUp, "followUp")}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { SurveyDetail } from "@manyi/contracts";
import { api } from "@manyi/contracts";
import { lintTitles } from "@manyi/core/lint";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { PretestCard } from "./pretest-card.js";
import { ScalesCard } from "./scales-card.js";
import { WavesCard } from "./waves-card.js";

/** What a few people and then the real answers say of the questionnaire itself. */
export function ResultsTab({ survey }: { readonly survey: SurveyDetail }) {
  const may = useMay();
  return (
    <div className="survey-results">
      {survey.kind === "import" ? null : <PretestCard surveyId={survey.id} />}
      {survey.currentVersion === null || !may("figures:read") ? null : (
        <>
          <FieldCards surveyId={survey.id} />
          <WavesCard surveyId={survey.id} isAnonymous={survey.anonymity === "anonymous"} />
        </>
      )}
      {survey.versions.length === 0 ? null : <VersionsCard survey={survey} />}
    </div>
  );
}

function FieldCards({ surveyId }: { readonly surveyId: number }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const results = useReading(api.surveys.results, { params: { id: surveyId }, query: {} });
  return (
    <Loaded query={results} lines={6}>
      {({ statement, length, scales }) => (
        <>
          {length === null ? null : (
            <Card title={t("results.length")} caption={t("results.lengthCaption")}>
              <p className={length.isOff ? "strong worse" : undefined}>
                {length.medianSeconds === null
                  ? t(length.isTimed ? "results.untold" : "results.untimed", {
                      estimated: t("seconds", { shown: length.estimatedSeconds }),
                    })
                  : t(length.isOff ? "results.off" : "results.near", {
                      estimated: t("seconds", { shown: length.estimatedSeconds }),
                      median: t("seconds", { shown: Math.round(length.medianSeconds) }),
                      n: format.count(length.n),
                    })}
              </p>
            </Card>
          )}
          <ScalesCard
            scales={scales}
            caption={t("scales.fieldCaption", { range: format.range(statement.period), n: format.count(statement.answers) })}
            none={t("scales.none")}
          />
        </>
      )}
    </Loaded>
  );
}

/** Every version with how it was tried and what was kept against the linter. */
function VersionsCard({ survey }: { readonly survey: SurveyDetail }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const titles = lintTitles[format.locale] as Readonly<Record<string, string>>;
  return (
    <Card title={t("versions.title")} caption={t("versions.caption")}>
      <Table
        caption={t("versions.title")}
        rows={survey.versions}
        rowKey={({ number }) => number}
        columns={[
          { key: "number", title: t("column.version"), cell: ({ number }) => `v${number}` },
          {
            key: "at",
            title: t("versions.published"),
            cell: ({ publishedAt, publishedBy }) => [format.moment(publishedAt), publishedBy ?? ""].filter(Boolean).join(" · "),
          },
          { key: "answers", title: t("column.answers"), figure: true, cell: ({ answers }) => format.count(answers) },
          {
            key: "pretest",
            title: t("versions.pretest"),
            cell: ({ pretest }) => (
              <span className="survey-words">
                {pretest === null
                  ? t("versions.before")
                  : pretest.waiver === null
                    ? t("versions.tried", { count: pretest.people })
                    : t("versions.waived", { reason: pretest.waiver })}
              </span>
            ),
          },
          {
            key: "overrides",
            title: t("versions.kept"),
            cell: ({ overrides }) =>
              overrides.length === 0 ? (
                <span className="quiet">{t("versions.nothing")}</span>
              ) : (
                <ul className="survey-kept">
                  {overrides.map(({ rule, questionKey, reason }) => (
                    <li key={`${rule} ${questionKey}`}>{t("versions.keptOne", { title: titles[rule] ?? rule, reason })}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Card>
  );
}

import { api, type SurveyDetail } from "@manyi/contracts";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { PageMissing } from "../../ui/page-states.js";
import { PreviewPane } from "./preview-pane.js";
import { ResultsTab } from "./results-tab.js";
import { ShareSheet } from "./share-sheet.js";
import { SurveyEditor } from "./survey-editor.js";
import { definitionOf } from "./use-draft.js";
import "./surveys.css";

const wide = matchMedia("(min-width: 1000px)");
function onWide(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}

/** One survey: the editor on a wide screen, on a phone to read, try and share. */
export function SurveyPage() {
  const { t } = useTranslation("surveys");
  const may = useMay();
  const params = useParams({ from: "/signed-in/listen/surveys/$id" });
  const id = Number(params.id);
  const isWide = useSyncExternalStore(onWide, () => wide.matches);
  const query = useReading(
    api.surveys.get,
    { params: { id: Number.isInteger(id) && id > 0 ? id : 1 } },
    { enabled: Number.isInteger(id) && id > 0 },
  );
  const isGone = !Number.isInteger(id) || id < 1 || !may("surveys:read") || (query.isError && problemOf(query.error).code === "NOT_FOUND");
  if (isGone)
    return (
      <main>
        <PageMissing />
      </main>
    );
  const canEdit = may("surveys:write") && query.data?.kind !== "import";
  return (
    <Loaded query={query} title={t("oneFault")} lines={10}>
      {(survey) =>
        isWide && canEdit ? <SurveyEditor key={survey.id} survey={survey} /> : <ReadSurvey survey={survey} isNarrow={!isWide} />
      }
    </Loaded>
  );
}

function ReadSurvey({ survey, isNarrow }: { readonly survey: SurveyDetail; readonly isNarrow: boolean }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const reader = useLocale();
  const [sharing, setSharing] = useState(false);
  const definition = definitionOf(survey.draft);
  const locale = definition.locales.includes(reader) ? reader : definition.defaultLocale;
  const title = format.words(survey.title);
  useEffect(() => {
    document.title = `${title} · ${t("shell:product")}`;
  }, [title, t]);
  return (
    <main className="survey-read">
      <Link to="/listen/surveys">← {t("back")}</Link>
      <h1>{title}</h1>
      <p className="caption">
        {[
          t(`state.${survey.state}`),
          t("questions", { count: survey.questions }),
          t("answers", { count: survey.answers, shown: format.count(survey.answers) }),
        ].join(" · ")}
      </p>
      {isNarrow ? <p className="survey-read-note">{t("phoneNote")}</p> : null}
      <p className="survey-link-do">
        {survey.state === "published" ? (
          <Button type="primary" onClick={() => setSharing(true)}>
            {t("share.open")}
          </Button>
        ) : null}
        {survey.currentVersion === null || survey.kind !== "survey" ? null : (
          <PageLink to="/listen/surveys/$id/quotas" params={{ id: String(survey.id) }} className="button">
            {t("quotas")}
          </PageLink>
        )}
      </p>
      <PreviewPane definition={definition} locale={locale} />
      <ResultsTab survey={survey} />
      <ShareSheet survey={survey} open={sharing} onClose={() => setSharing(false)} />
    </main>
  );
}

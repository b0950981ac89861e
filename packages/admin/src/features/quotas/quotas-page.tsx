import { api, type QuotaPlanView, type SurveyDetail } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reading, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { PageMissing } from "../../ui/page-states.js";
import { HistoryCard } from "./history-card.js";
import { NewQuota } from "./new-quota.js";
import { QuotaCard } from "./quota-card.js";
import { StartField } from "./start-field.js";
import "./quotas.css";

/** Progress is read again this often while the page is open. */
const REFRESH_MS = 10_000;

/** Quotas of one survey: how far each cell is, who was turned away, and everything that can be changed while it runs. */
export function QuotasPage() {
  const { t } = useTranslation("quotas");
  const params = useParams({ from: "/signed-in/shell/listen/surveys/$id/quotas" });
  const id = Number(params.id);
  const isNumber = Number.isInteger(id) && id > 0;
  const survey = useReading(api.surveys.get, { params: { id: isNumber ? id : 1 } }, { enabled: isNumber });
  const plan = useQuery({
    ...reading(api.quotas.get, { params: { id: isNumber ? id : 1 } }),
    enabled: isNumber,
    refetchInterval: REFRESH_MS,
  });
  if (!isNumber) return <PageMissing />;
  return (
    <Loaded query={survey} title={t("fault")} lines={4}>
      {(found) => (
        <Loaded query={plan} title={t("fault")} lines={8}>
          {(shown) => <Quotas survey={found} plan={shown} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Quotas({ survey, plan }: { readonly survey: SurveyDetail; readonly plan: QuotaPlanView }) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const may = useMay();
  const [isAdding, setIsAdding] = useState(false);
  const isPublished = survey.currentVersion !== null && survey.kind === "survey";
  const mayChange = may("surveys:publish") && isPublished && plan.hidden === 0;
  const { quotas, screenedOut, hidden, step } = plan;
  const out = screenedOut.door + screenedOut.page + screenedOut.sent;
  const add =
    mayChange && !isAdding ? (
      <Button type="primary" onClick={() => setIsAdding(true)}>
        {t("add")}
      </Button>
    ) : undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        about={
          <PageLink to="/listen/surveys/$id" params={{ id: String(survey.id) }} className="quota-back">
            ← {format.words(survey.title)}
          </PageLink>
        }
        actions={quotas.length > 0 ? add : undefined}
      />
      <div className="quota-stack">
        {isAdding ? <NewQuota surveyId={survey.id} plan={plan} onDone={() => setIsAdding(false)} /> : null}
        {quotas.length === 0 && !isAdding ? (
          <Card title={t("none")}>
            <EmptyState
              title={hidden > 0 ? t("hiddenAll") : t("noneTitle")}
              about={hidden > 0 ? t("hidden", { count: hidden }) : t(isPublished ? "noneAbout" : "unpublished")}
              step={add}
            />
          </Card>
        ) : null}
        {quotas.map((quota) => (
          <QuotaCard key={quota.id} surveyId={survey.id} survey={survey.title} plan={plan} quota={quota} mayChange={mayChange} />
        ))}
        {quotas.length === 0 && out === 0 ? null : (
          <Card
            title={t("out.title")}
            caption={t("out.caption", { count: out, shown: format.count(out) })}
            foot={<span>{t("out.foot")}</span>}
          >
            <dl className="quota-facts">
              {(["door", "page", "sent"] as const).map((stage) => (
                <div key={stage}>
                  <dt>{t(`out.${stage}`)}</dt>
                  <dd>{format.count(screenedOut[stage])}</dd>
                </div>
              ))}
            </dl>
          </Card>
        )}
        {quotas.length === 0 ? null : (
          <Card title={t("rules.title")}>
            <ul className="quota-rules">
              <li>{t("rules.counted")}</li>
              <li>{t("rules.outside")}</li>
              <li>{t("rules.imports")}</li>
              <li>{t("rules.excluded")}</li>
              {step === null ? null : <li>{t("rules.steps", { step })}</li>}
              {hidden === 0 ? null : <li>{t("hidden", { count: hidden })}</li>}
            </ul>
            <StartField surveyId={survey.id} plan={plan} mayChange={mayChange} />
          </Card>
        )}
        {plan.history.length === 0 ? null : <HistoryCard history={plan.history} />}
      </div>
    </>
  );
}

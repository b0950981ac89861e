import { api, type SampleDetail } from "@manyi/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, useReading } from "../../api.js";
import { fileName, saveFile } from "../../download/save-file.js";
import { inZone } from "../../format/date.js";
import { useFormat } from "../../format/index.js";
import { useClock, useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Facts } from "./calculator.js";

/** What the sample is used for: personal links of one survey, and how its invitations stand. */
export function UseCard({ sample }: { readonly sample: SampleDetail }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const may = useMay();
  const { survey, fieldwork } = sample;
  return (
    <Card title={t("use.title")} caption={survey === null ? t("use.caption") : format.words(survey.title)}>
      {survey === null || fieldwork === null ? null : <Fieldwork sample={sample} survey={survey} fieldwork={fieldwork} />}
      {may("surveys:publish") ? <Invite sample={sample} /> : fieldwork === null ? <p className="quiet">{t("use.noRight")}</p> : null}
    </Card>
  );
}

type Used = {
  readonly sample: SampleDetail;
  readonly survey: NonNullable<SampleDetail["survey"]>;
  readonly fieldwork: NonNullable<SampleDetail["fieldwork"]>;
};

function Fieldwork({ sample, survey, fieldwork }: Used) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { timeZone } = useClock();
  const { invited, answered, share, interval, optedOut, quotaFull, since } = fieldwork;
  const percent = (value: number) => format.figure("percent", 100 * value);
  return (
    <>
      <Facts
        facts={[
          [t("use.invited"), format.count(invited)],
          [t("use.answered"), answered === null ? "—" : format.count(answered)],
          [t("use.share"), share === null ? "—" : percent(share)],
          [t("use.optedOut"), format.count(optedOut)],
          ...(quotaFull === 0 ? [] : [[t("use.quotaFull"), format.count(quotaFull)] as const]),
        ]}
      />
      <p className="caption">
        {answered === null ? t("use.hidden") : null}
        {interval === null
          ? null
          : t("use.interval", { low: percent(interval.low), high: percent(interval.high), n: format.count(invited) })}{" "}
        {t("use.drawnOf", { invited: format.count(invited), drawn: format.count(sample.drawnN) })}{" "}
        <PageLink
          className="sample-more"
          to="/understand/sample"
          search={{ tab: "rates", survey: survey.id, from: inZone(since, timeZone).day, to: format.today }}
        >
          {t("use.rates")}
        </PageLink>
      </p>
    </>
  );
}

/** A survey and one of its links; the file holds an address for each person. Nobody is written to. */
function Invite({ sample }: { readonly sample: SampleDetail }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const queries = useQueryClient();
  const used = sample.survey?.id ?? null;
  const [surveyId, setSurveyId] = useState<number | null>(used);
  const [linkId, setLinkId] = useState<string | null>(sample.fieldwork?.linkId ?? null);
  const surveys = useReading(api.surveys.list, { query: { kind: "survey", limit: 100 } }).data?.items ?? [];
  const links = useReading(api.surveys.links, { params: { id: surveyId ?? 0 } }, { enabled: surveyId !== null });
  const open = surveyId === null ? [] : (links.data?.items ?? []).filter(({ closedAt }) => closedAt === null);
  const make = useMutation({
    mutationFn: async (chosen: { surveyId: number; linkId: string }) => {
      const reply = await ask(api.samples.invite, { params: { id: sample.id }, body: chosen });
      return reply.blob();
    },
    onSuccess: async (file) => {
      saveFile(fileName(sample.title, format.today, "csv"), file);
      await queries.invalidateQueries({ queryKey: ["samples"] });
    },
  });
  const isReady = surveyId !== null && linkId !== null && open.some(({ id }) => id === linkId);
  return (
    <>
      {used === null ? (
        <div className="sample-fields">
          <div className="sample-field">
            <span>{t("use.survey")}</span>
            <Select<number | null>
              aria-label={t("use.survey")}
              placeholder={t("use.chooseSurvey")}
              value={surveyId}
              popupMatchSelectWidth={false}
              options={surveys
                .filter(({ state }) => state === "published")
                .map(({ id, title }) => ({ value: id, label: format.words(title) }))}
              onChange={(chosen) => {
                setSurveyId(chosen);
                setLinkId(null);
              }}
            />
          </div>
          <div className="sample-field">
            <span>{t("use.link")}</span>
            <Select<string | null>
              aria-label={t("use.link")}
              disabled={surveyId === null}
              placeholder={t("use.chooseLink")}
              value={linkId}
              popupMatchSelectWidth={false}
              options={open.map(({ id, label }) => ({ value: id, label }))}
              onChange={setLinkId}
            />
          </div>
        </div>
      ) : null}
      {surveyId !== null && links.isSuccess && !links.isPlaceholderData && open.length === 0 ? (
        <p className="caption">{t("use.noLink")}</p>
      ) : null}
      <p className="caption">{t(sample.source === "file" ? "use.aboutFile" : "use.about")}</p>
      {make.isError ? <ProblemNotice problem={problemOf(make.error)} /> : null}
      {make.isSuccess ? (
        <p role="status" className="sample-note">
          {t("use.made")}
        </p>
      ) : null}
      <div className="sample-row">
        <Button
          type={used === null ? "primary" : "default"}
          disabled={!isReady}
          loading={make.isPending}
          onClick={() => {
            if (surveyId !== null && linkId !== null) make.mutate({ surveyId, linkId });
          }}
        >
          {t(used === null ? "use.make" : "use.again", { count: sample.drawnN ?? 0 })}
        </Button>
      </div>
    </>
  );
}

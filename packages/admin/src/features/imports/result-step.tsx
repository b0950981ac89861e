import { api, type ImportJob } from "@manyi/contracts";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { MappingStep } from "./mapping-step.js";
import { monthsWithAnswers } from "./period.js";

/** What came of it: rows taken, unchanged and refused, the figures of exactly this file, and the way back. */
export function ResultStep({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const [again, setAgain] = useState(false);
  const undo = useChange(api.imports.undo, "imports");
  if (again) return <MappingStep job={job} onBegun={() => setAgain(false)} />;
  const facts = [
    ["read", job.rowsRead],
    ["accepted", job.accepted],
    ["unchanged", job.unchanged],
    ["rejected", job.rejected],
  ] as const;
  return (
    <Card title={t(`result.${job.state}`)} foot={job.state === "done" ? <span>{t("result.again")}</span> : undefined}>
      {job.state === "failed" ? <p className="worse">{job.error === "INTERNAL" ? t("result.internal") : job.error}</p> : null}
      <dl className="import-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`result.fact.${name}`)}</dt>
            <dd data-bad={name === "rejected" && value > 0}>{format.count(value)}</dd>
          </div>
        ))}
      </dl>
      {undo.isError ? <ProblemNotice problem={problemOf(undo.error)} /> : null}
      <div className="import-buttons">
        {job.state === "done" && job.accepted + job.unchanged > 0 ? <FiguresLink job={job} /> : null}
        {job.rejected > 0 && job.state !== "undone" ? (
          <a className="button" href={`/api/v1/imports/${job.id}/rejects`} download>
            {t("result.rejects")}
          </a>
        ) : null}
        {job.state === "failed" || job.state === "undone" ? (
          <Button type="primary" onClick={() => setAgain(true)}>
            {t("result.retry")}
          </Button>
        ) : null}
        {job.state === "undone" ? null : (
          <Button danger onClick={() => setAsking(true)}>
            {t("undo.open")}
          </Button>
        )}
      </div>
      <Modal
        open={asking}
        title={t("undo.title", { name: job.fileName })}
        okText={t("undo.do", { rows: format.count(job.accepted) })}
        cancelText={t("undo.keep")}
        okButtonProps={{ danger: true, loading: undo.isPending }}
        onCancel={() => setAsking(false)}
        onOk={() => undo.mutate({ params: { id: job.id } }, { onSettled: () => setAsking(false) })}
      >
        <p>{t("undo.about", { rows: format.count(job.accepted) })}</p>
      </Modal>
    </Card>
  );
}

/** The dashboard on this file alone and on the months its answers lie in. */
function FiguresLink({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const may = useMay();
  const from = "2000-01-01";
  const survey = job.surveyId ?? 0;
  const trend = useReading(
    api.figures.trend,
    { query: { metric: metricOf(job), by: "month", periods: 120, from, to: format.today, survey } },
    { enabled: may("figures:read") && job.surveyId !== null },
  );
  if (job.surveyId === null || trend.isPending) return null;
  const period = trend.data === undefined ? null : monthsWithAnswers(trend.data.points, format.today);
  return (
    <PageLink
      className="button button-primary"
      to="/understand/dashboard"
      search={{ survey, ...(period ?? { period: "365d" }), compare: "none" }}
    >
      {period === null ? t("result.figures") : t("result.figuresOf", { range: format.range(period) })}
    </PageLink>
  );
}

/** A metric the file surely has, to find out which months it covers. */
function metricOf(job: ImportJob): "nps" | "csat" | "ces" {
  const metrics = job.columns.flatMap(({ target }) => (target.to === "metric" ? [target.metric] : []));
  return metrics[0] ?? "nps";
}

import { api, type Pretest } from "@manyi/contracts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { CopyField } from "../../ui/copy-field.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { ScalesCard } from "./scales-card.js";

type Current = NonNullable<Pretest["current"]>;

/** Five people try the draft: where they hesitate and what they do not understand. Nothing of it counts anywhere. */
export function PretestCard({ surveyId }: { readonly surveyId: number }) {
  const { t } = useTranslation("surveys");
  const may = useMay();
  const params = { id: surveyId };
  const query = useReading(api.surveys.pretest, { params });
  const start = useChange(api.surveys.startPretest, "surveys");
  const close = useChange(api.surveys.closePretest, "surveys");
  const button = (words: string) =>
    may("surveys:write") ? (
      <Button loading={start.isPending} onClick={() => start.mutate({ params })}>
        {words}
      </Button>
    ) : undefined;
  return (
    <Loaded query={query} lines={4}>
      {({ needed, people, current }) => (
        <>
          <Card title={t("pretest.title")} caption={t("pretest.caption", { needed, people })} foot={<span>{t("pretest.foot")}</span>}>
            {start.isError ? <ProblemNotice problem={problemOf(start.error)} /> : null}
            {current === null ? (
              <EmptyState title={t("pretest.none")} about={t("pretest.noneAbout", { needed })} step={button(t("pretest.start"))} />
            ) : (
              <div className="survey-tried">
                {current.isOutdated ? <p className="survey-step-about">{t("pretest.outdated")}</p> : null}
                {current.closedAt === null ? <CopyField label={t("pretest.address")} value={current.url} /> : <p>{t("pretest.closed")}</p>}
                <p className="survey-link-do">
                  {button(t(current.closedAt === null ? "pretest.restart" : "pretest.again"))}
                  {current.closedAt === null && may("surveys:write") ? (
                    <Button loading={close.isPending} onClick={() => close.mutate({ params })}>
                      {t("pretest.close")}
                    </Button>
                  ) : null}
                </p>
                <Tried current={current} />
              </div>
            )}
          </Card>
          {current === null || current.finished === 0 || current.scales.length === 0 ? null : (
            <ScalesCard scales={current.scales} caption={t("scales.pretestCaption", { count: current.finished })} none="" />
          )}
        </>
      )}
    </Loaded>
  );
}

/** Time and remarks, question by question. */
function Tried({ current }: { readonly current: Current }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const seconds = (value: number | null) => (value === null ? "—" : t("seconds", { shown: Math.round(value) }));
  if (current.finished === 0) return <p className="quiet">{t("pretest.waiting")}</p>;
  return (
    <>
      <p>
        {t("pretest.summary", {
          count: current.finished,
          median: seconds(current.medianSeconds),
          estimated: seconds(current.estimatedSeconds),
        })}
      </p>
      <Table
        caption={t("pretest.title")}
        rows={current.questions}
        rowKey={({ key }) => key}
        columns={[
          { key: "question", title: t("pretest.question"), cell: ({ label }) => format.words(label) },
          { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
          { key: "time", title: t("pretest.time"), figure: true, cell: ({ medianSeconds }) => seconds(medianSeconds) },
          {
            key: "open",
            title: t("pretest.open"),
            figure: true,
            cell: ({ openShare }) => (openShare === null ? "—" : format.figure("percent", 100 * openShare)),
          },
          {
            key: "remarks",
            title: t("pretest.remarks"),
            cell: ({ remarks }) =>
              remarks.length === 0 ? (
                <span className="quiet">—</span>
              ) : (
                <ul className="survey-kept">
                  {[...new Set(remarks)].map((remark) => (
                    <li key={remark}>{remark}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </>
  );
}

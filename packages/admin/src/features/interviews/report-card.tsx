import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";

/** Interviews, hours, cost, themes by frequency, and how far two coders agree. */
export function ReportCard() {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const report = useReading(api.interviews.report, {});
  return (
    <Loaded query={report} lines={5}>
      {({ planned, finished, hours, cost, themes, agreement }) => (
        <>
          <Card title={t("report.title")} caption={t("report.caption")}>
            <dl className="interview-sum">
              <div>
                <dt>{t("state.finished")}</dt>
                <dd>{format.count(finished)}</dd>
              </div>
              <div>
                <dt>{t("state.planned")}</dt>
                <dd>{format.count(planned)}</dd>
              </div>
              <div>
                <dt>{t("report.hours")}</dt>
                <dd>{format.figure("index", hours)}</dd>
              </div>
              <div>
                <dt>{t("report.cost")}</dt>
                <dd>{format.count(Math.round(cost))}</dd>
              </div>
            </dl>
            {themes.length === 0 ? (
              <p className="quiet">{t("report.noThemes")}</p>
            ) : (
              <Table
                caption={t("report.themes")}
                rows={themes}
                rowKey={({ code }) => code}
                pageSize={10}
                more={(count) => t("list.more", { count })}
                columns={[
                  { key: "code", title: t("report.theme"), cell: ({ code }) => code },
                  {
                    key: "quotes",
                    title: t("list.quotes"),
                    figure: true,
                    cell: ({ quotes }) => format.count(quotes),
                    sort: ({ quotes }) => quotes,
                  },
                  {
                    key: "n",
                    title: t("title"),
                    figure: true,
                    cell: ({ interviews }) => format.count(interviews),
                    sort: ({ interviews }) => interviews,
                  },
                ]}
              />
            )}
          </Card>
          <Card
            title={t("agreement.title")}
            caption={
              agreement.n === 0 ? undefined : t("agreement.caption", { coders: agreement.coders.join(" · "), n: format.count(agreement.n) })
            }
            foot={<span>{t("agreement.foot")}</span>}
          >
            {agreement.n === 0 ? (
              <p className="quiet">{t("agreement.none")}</p>
            ) : (
              <>
                <p className="interview-kappa">
                  <b>κ {format.figure("ratio", agreement.kappa)}</b>{" "}
                  <span className="caption">
                    {agreement.low === null || agreement.high === null
                      ? ""
                      : t("agreement.interval", { ends: format.interval("ratio", { low: agreement.low, high: agreement.high }) })}
                    {agreement.observed === null
                      ? ""
                      : ` · ${t("agreement.same", { share: format.figure("percent", 100 * agreement.observed) })}`}
                  </span>
                </p>
                {agreement.disagreements.length === 0 ? (
                  <p className="quiet">{t("agreement.all")}</p>
                ) : (
                  <ul className="rows">
                    {agreement.disagreements.slice(0, 10).map(({ interviewId, quoteId, text, codes }) => (
                      <li key={`${interviewId} ${quoteId}`} className="interview-row">
                        <PageLink to="/listen/interviews/$id" params={{ id: interviewId }}>
                          {text}
                        </PageLink>
                        <p className="caption">{codes.map(({ coder, code }) => `${coder}：${code}`).join(" · ")}</p>
                      </li>
                    ))}
                  </ul>
                )}
              </>
            )}
          </Card>
        </>
      )}
    </Loaded>
  );
}

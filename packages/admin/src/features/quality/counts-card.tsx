import type { AnswerCounts, api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";

const GROUPS = ["valid", "flagged", "excluded", "partial"] as const;

/** Every answer received stands in exactly one group. */
export function CountsCard({ overview }: { readonly overview: Out<typeof api.quality.overview> }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const { total, surveys, hidden, screenedOut } = overview;
  const share = (counts: AnswerCounts, n: number) => format.figure("percent", counts.received === 0 ? null : (100 * n) / counts.received);
  const foot = [
    t("counts.foot"),
    ...(hidden > 0 ? [t("counts.hidden", { count: hidden })] : []),
    ...(screenedOut > 0 ? [t("counts.screenedOut", { count: screenedOut, shown: format.count(screenedOut) })] : []),
  ];
  return (
    <Card
      title={t("counts.title")}
      caption={total.received === 0 ? undefined : t("counts.caption", { shown: format.count(total.received), count: total.received })}
      className="quality-counts"
      foot={foot.map((line) => <span key={line}>{line}</span>)}
    >
      {total.received === 0 ? (
        <EmptyState
          title={t("counts.none")}
          about={t("counts.noneAbout")}
          step={
            <PageLink to="/listen/surveys" className="button">
              {t("counts.noneStep")}
            </PageLink>
          }
        />
      ) : (
        <>
          <dl className="quality-sum">
            {GROUPS.map((group) => (
              <div key={group} data-group={group}>
                <dt>{t(`group.${group}`)}</dt>
                <dd>
                  <b>{format.count(total[group])}</b> <span className="caption">{share(total, total[group])}</span>
                </dd>
              </div>
            ))}
          </dl>
          <Table
            caption={t("counts.title")}
            rows={surveys}
            rowKey={({ survey }) => survey}
            start={{ key: "received", down: true }}
            columns={[
              { key: "survey", title: t("counts.survey"), cell: ({ title }) => format.words(title) },
              {
                key: "received",
                title: t("counts.received"),
                figure: true,
                cell: ({ received }) => format.count(received),
                sort: ({ received }) => received,
              },
              ...GROUPS.map((group) => ({
                key: group,
                title: t(`group.${group}`),
                figure: true,
                cell: (row: AnswerCounts) => (
                  <>
                    {format.count(row[group])} <span className="caption">{share(row, row[group])}</span>
                  </>
                ),
                sort: (row: AnswerCounts) => row[group] / Math.max(1, row.received),
              })),
            ]}
          />
        </>
      )}
    </Card>
  );
}

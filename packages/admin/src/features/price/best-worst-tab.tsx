import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useDownload } from "../../figures/statement-facts.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { TabProps } from "./price-tab.js";
import { NothingToSee, QuestionPicker } from "./question-picker.js";
import type { PriceSearch } from "./search.js";
import { ShareBar } from "./share-bar.js";

type Found = Out<typeof api.analysis.bestWorst>;

/** What matters most: the items of a best–worst question in order, with intervals. */
export function BestWorstTab({ query, search, onQuestion }: TabProps) {
  const { t } = useTranslation("price");
  const found = useReading(api.analysis.bestWorst, { query });
  return (
    <>
      <StatementLine statement={found.data?.statement} search={search} />
      <Loaded query={found} lines={10}>
        {(data) => (
          <div className="price-cards">
            <QuestionPicker questions={data.questions} chosen={data.chosen} onQuestion={onQuestion} />
            {data.items.length === 0 ? (
              <Card title={t("ranking.title")}>
                <NothingToSee kind="bestWorst" why={data.chosen === null ? "notAsked" : data.hidden === null ? "none" : "few"} />
              </Card>
            ) : (
              <Ranking data={data} search={search} />
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Ranking({ data, search }: { readonly data: Found; readonly search: PriceSearch }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const asked = data.questions.find(({ code }) => code === data.chosen);
  const value = ({ utility, score }: Found["items"][number]) => utility ?? score ?? Number.NEGATIVE_INFINITY;
  const rows = data.items.toSorted((a, b) => value(b) - value(a));
  const longest = Math.max(1, ...rows.map(({ shareInterval }) => shareInterval?.high ?? 0));
  const title = t("ranking.title");
  const facts = t("ranking.people", { count: data.people, shown: format.count(data.people), sets: format.count(data.answers) });
  const [high, low] = [format.words(asked?.high), format.words(asked?.low)];
  return (
    <ChartCard
      title={title}
      caption={t("ranking.caption")}
      table={null}
      download={download(
        title,
        {
          columns: [
            t("ranking.item"),
            t("ranking.share"),
            t("low"),
            t("high"),
            t("ranking.utility"),
            t("ranking.error"),
            t("ranking.score"),
            `${t("ranking.score")} ${t("low")}`,
            `${t("ranking.score")} ${t("high")}`,
            high,
            low,
            t("ranking.shown"),
          ],
          rows: rows.map((one) => [
            format.words(one.label),
            one.share,
            one.shareInterval?.low ?? null,
            one.shareInterval?.high ?? null,
            one.utility,
            one.standardError,
            one.score,
            one.scoreInterval?.low ?? null,
            one.scoreInterval?.high ?? null,
            one.best,
            one.worst,
            one.shown,
          ]),
        },
        [facts],
      )}
      foot={
        <span>
          {facts} {t(data.isByPerson ? "ranking.byPerson" : "ranking.bySet")}{" "}
          {data.isEstimated ? t("ranking.foot") : t("ranking.notEstimated")}
        </span>
      }
    >
      <Table
        caption={title}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "item", title: t("ranking.item"), cell: ({ label }) => format.words(label) },
          {
            key: "share",
            title: t("ranking.share"),
            figure: true,
            cell: ({ share, shareInterval }) =>
              share === null || shareInterval === null ? (
                <span className="caption">{t("ranking.none")}</span>
              ) : (
                <ShareBar share={share / longest} ends={{ low: shareInterval.low / longest, high: shareInterval.high / longest }}>
                  <b>{format.figure("percent", share)}</b>{" "}
                  <span className="caption price-ends">{format.interval("percent", shareInterval)}</span>
                </ShareBar>
              ),
            sort: ({ share }) => share,
          },
          {
            key: "score",
            title: t("ranking.score"),
            figure: true,
            cell: ({ score, scoreInterval }) => (
              <>
                {format.difference("correlation", score)}{" "}
                <span className="caption price-ends">{format.interval("correlation", scoreInterval)}</span>
              </>
            ),
            sort: ({ score }) => score,
          },
          { key: "best", title: high, figure: true, cell: ({ best }) => format.count(best), sort: ({ best }) => best },
          { key: "worst", title: low, figure: true, cell: ({ worst }) => format.count(worst), sort: ({ worst }) => worst },
          { key: "shown", title: t("ranking.shown"), figure: true, cell: ({ shown }) => format.count(shown), sort: ({ shown }) => shown },
        ]}
      />
    </ChartCard>
  );
}

import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { type History, voicesOf } from "./history-card.js";
import { IndexValue, MissingNote } from "./index-value.js";
import { periodName } from "./period-name.js";
import type { historySteps } from "./search.js";

/** Units of one period side by side: what they scored, what that says once small ones are pulled to the whole, and their place. */
export function RankingCard(props: {
  readonly history: History;
  readonly step: (typeof historySteps)[number];
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const { history, step, filters } = props;
  const download = useDownload(history.statement, filters);
  const { periods, lines } = history;
  const [picked, setPicked] = useState<string | null>(null);
  const latest = Math.max(
    0,
    periods.findLastIndex(({ to }) => to < format.today),
  );
  const chosen = periods.findIndex(({ from }) => from === picked);
  const at = chosen === -1 ? latest : chosen;
  const period = periods[at]!;
  const [whole, ...units] = lines;
  const overall = whole!.points[at]!;
  const rows = units.map(({ unitId, label, points }) => ({ unitId: unitId!, name: format.words(label), point: points[at]! }));
  const inOrder = rows.toSorted((a, b) => (a.point.rank ?? Number.POSITIVE_INFINITY) - (b.point.rank ?? Number.POSITIVE_INFINITY));
  const title = t("ranking.title");
  const facts = [
    t("ranking.whole", { value: format.figure("index", overall.value), n: format.count(overall.n) }),
    t("ranking.shrink"),
    t("ranking.rule"),
  ];
  return (
    <ChartCard
      title={title}
      caption={t("ranking.caption")}
      tools={
        <Select<string>
          size="small"
          aria-label={t("history.period")}
          popupMatchSelectWidth={false}
          value={period.from}
          options={periods.map((one) => ({ value: one.from, label: periodName(one, step, format) })).reverse()}
          onChange={setPicked}
        />
      }
      table={null}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      download={download(
        `${title} ${periodName(period, step, format)}`,
        {
          columns: [t("ranking.rank"), t("groups.name"), t("tree.index"), t("file.low"), t("file.high"), "n", t("ranking.shrunk")],
          rows: inOrder.map(({ name, point: { rank, value, interval, n, shrunk } }) => [
            rank ?? t("ranking.unranked"),
            name,
            value,
            interval?.low ?? null,
            interval?.high ?? null,
            n,
            shrunk,
          ]),
        },
        [`${t("history.period")} ${period.from} – ${period.to}`, ...facts],
      )}
    >
      <Table
        caption={title}
        rows={inOrder}
        rowKey={({ unitId }) => unitId}
        pageSize={15}
        more={(count) => t("groups.more", { count })}
        columns={[
          {
            key: "rank",
            title: t("ranking.rank"),
            cell: ({ point: { rank, value } }) =>
              rank === null ? <span className="caption">{value === null ? "—" : t("ranking.unranked")}</span> : <b>{rank}</b>,
          },
          {
            key: "name",
            title: t("groups.name"),
            cell: ({ unitId, name }) => (
              <Link to="/understand/model" search={{ ...filters, unit: unitId }}>
                {name}
              </Link>
            ),
          },
          {
            key: "shrunk",
            title: t("ranking.shrunk"),
            figure: true,
            cell: ({ point }) => <b className="strong">{format.figure("index", point.shrunk)}</b>,
            sort: ({ point }) => point.shrunk,
          },
          {
            key: "index",
            title: t("ranking.own"),
            figure: true,
            cell: ({ point }) => (
              <>
                <IndexValue point={point} /> <span className="caption">{format.interval("index", point.interval)}</span>
              </>
            ),
            sort: ({ point }) => point.value,
          },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ unitId, point }) => (
              <Link to="/listen/voices" search={voicesOf(history, filters, period, unitId)}>
                {format.count(point.n)}
              </Link>
            ),
            sort: ({ point }) => point.n,
          },
          { key: "missing", title: t("history.missing"), cell: ({ point }) => <MissingNote history={history} point={point} /> },
        ]}
      />
    </ChartCard>
  );
}

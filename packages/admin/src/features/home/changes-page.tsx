import { api } from "@manyi/contracts";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { Change as ChangeMark } from "../../figures/change.js";
import { queryOf } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { type Column, Table } from "../../ui/table.js";
import type { Change } from "./change-row.js";
import { ChangesHelp } from "./changes-help.js";
import { evidenceOf, trendOf } from "./evidence.js";
import { NoChanges } from "./no-changes.js";

/** Every metric that was tested, significant or not: what the home page picks its three from. */
export function ChangesPage() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/changes" });
  const changes = useReading(api.figures.changes, { query: { ...queryOf(search, format.today), all: "true" } });
  const { data } = changes;
  const download = useDownload(data?.statement, search);
  const numbersOf = (items: readonly Change[]) => ({
    columns: [
      t("changes.column.what"),
      t("changes.column.before"),
      t("changes.column.nBefore"),
      t("changes.column.now"),
      t("changes.column.nNow"),
      t("changes.column.difference"),
      t("changes.column.low"),
      t("changes.column.high"),
      "p",
      t("changes.column.significant"),
    ],
    rows: items.map(({ label, figure: { value, n, change }, significant }) => [
      format.words(label),
      change?.value ?? null,
      change?.n ?? null,
      value,
      n,
      change?.difference ?? null,
      change?.low ?? null,
      change?.high ?? null,
      change?.p ?? null,
      t(significant ? "changes.column.yes" : "changes.column.no"),
    ]),
  });

  const columns: Column<Change>[] = [
    {
      key: "what",
      title: t("changes.column.what"),
      cell: (item) => (
        <Link to="/understand/trends" search={{ ...search, ...evidenceOf(item).filters, metric: trendOf(item) }}>
          {format.words(item.label)}
        </Link>
      ),
    },
    {
      key: "difference",
      title: t("changes.column.difference"),
      figure: true,
      cell: ({ figure }) => <ChangeMark figure={figure} />,
    },
    {
      key: "interval",
      title: t("changes.column.interval"),
      figure: true,
      cell: ({ metric, figure: { change } }) =>
        format.differenceInterval(
          kindOf(metric),
          change === null || change.low === null || change.high === null ? null : { low: change.low, high: change.high },
        ),
    },
    {
      key: "before",
      title: t("changes.column.before"),
      figure: true,
      cell: (item) => (
        <PageLink to="/listen/voices" search={{ ...search, ...evidenceOf(item).voices, period: undefined, ...item.figure.change?.period }}>
          {format.figure(kindOf(item.metric), item.figure.change?.value ?? null)}
        </PageLink>
      ),
    },
    {
      key: "now",
      title: t("changes.column.now"),
      figure: true,
      cell: (item) => (
        <PageLink to="/listen/voices" search={{ ...search, ...evidenceOf(item).voices }}>
          <Value figure={item.figure} />
        </PageLink>
      ),
    },
    {
      key: "n",
      title: t("changes.column.n"),
      figure: true,
      cell: ({ figure }) => `${format.count(figure.change?.n ?? null)} → ${format.count(figure.n)}`,
      sort: ({ figure }) => figure.n,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("changes.listTitle")}
        about={
          data === undefined
            ? undefined
            : t("changes.listAbout", { range: format.range(data.statement.period), tested: data.tested, significant: data.significant })
        }
        actions={<ChangesHelp />}
      />
      <ChartCard
        title={t("changes.tested")}
        caption={t("changes.testedCaption")}
        table={null}
        download={data === undefined || data.items.length === 0 ? null : download(t("changes.listTitle"), numbersOf(data.items))}
      >
        <Loaded query={changes} lines={10}>
          {({ items, statement }) =>
            items.length === 0 ? (
              <NoChanges answers={statement.answers} />
            ) : (
              <Table
                caption={t("changes.listTitle")}
                rows={items}
                rowKey={(item) => `${item.metric} ${item.attribute} ${item.unitId}`}
                columns={columns}
                more={(count) => t("changes.more", { count })}
              />
            )
          }
        </Loaded>
      </ChartCard>
    </>
  );
}

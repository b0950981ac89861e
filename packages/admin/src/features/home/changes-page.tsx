import { api } from "@manyi/contracts";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { Change as ChangeMark } from "../../figures/change.js";
import { queryOf } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { type Column, Table } from "../../ui/table.js";
import type { Change } from "./change-row.js";
import { evidenceOf, trendOf } from "./evidence.js";

/** Every metric that was tested, significant or not: what the home page picks its three from. */
export function ChangesPage() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/changes" });
  const changes = useReading(api.figures.changes, { query: { ...queryOf(search, format.today), all: "true" } });
  const { data } = changes;

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
      cell: ({ metric, figure }) => format.figure(kindOf(metric), figure.change?.value ?? null),
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
      />
      <Card title={t("changes.tested")} caption={t("changes.testedCaption")}>
        <Loaded query={changes} lines={10}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title={t("changes.empty")}
                about={t("changes.emptyAbout")}
                step={
                  <PageLink to="/listen/surveys" className="button button-primary">
                    {t("changes.emptyStep")}
                  </PageLink>
                }
              />
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
      </Card>
    </>
  );
}

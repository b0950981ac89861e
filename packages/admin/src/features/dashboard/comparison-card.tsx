import { api, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { Change } from "../../figures/change.js";
import { queryOf } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { TargetTag } from "../../figures/target-tag.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Fresh } from "../../ui/fresh.js";
import { Loaded } from "../../ui/loaded.js";
import { type Column, Table } from "../../ui/table.js";
import { narrowedBy } from "../voices/index.js";
import { figureNumbers } from "./numbers.js";
import { type DashboardSearch, type Division, divisions } from "./search.js";

type Row = Out<typeof api.figures.breakdown>["rows"][number];

/** Units side by side, the riskiest first. Low bases are shown, hollow and last, and never ranked. */
export function ComparisonCard({
  search,
  onChange,
}: {
  readonly search: DashboardSearch;
  readonly onChange: (part: DashboardSearch) => void;
}) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const metric = search.metric ?? "nps";
  const by = search.by ?? "unit";
  const breakdown = useReading(api.figures.breakdown, { query: { ...queryOf(search, format.today), metric, by } });
  const download = useDownload(breakdown.data?.statement, search);
  const kind = kindOf(metric);
  // answers without a unit, segment … stand in a row of their own, which no filter can name
  const isNarrowable = ({ key }: Row) => key !== 0 && key !== "";
  const narrowed = (row: Row): DashboardSearch => ({ ...search, [by]: row.key });

  const columns: Column<Row>[] = [
    {
      key: "name",
      title: t(`division.${by}`),
      cell: (row) =>
        isNarrowable(row) ? (
          <Link to="/understand/dashboard" search={narrowed(row)} resetScroll={false}>
            {format.words(row.label)}
          </Link>
        ) : (
          format.words(row.label)
        ),
    },
    { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare />, sort: ({ figure }) => figure.n },
    {
      key: "value",
      title: t(`figures:metric.${metric}`),
      figure: true,
      cell: (row) =>
        isNarrowable(row) ? (
          <Link to="/listen/voices" search={{ ...narrowed(row), metric: undefined, ...narrowedBy(metric) }} className="strong figure-link">
            <Fresh of={row.figure.value}>
              <Value figure={row.figure} />
            </Fresh>
          </Link>
        ) : (
          <Value figure={row.figure} />
        ),
      sort: ({ figure }) => (figure.base === "low" ? null : figure.value),
    },
    {
      key: "interval",
      title: t("column.interval"),
      figure: true,
      cell: ({ figure }) => <span className="quiet">{format.interval(kind, figure.interval)}</span>,
    },
    {
      key: "change",
      title: t("column.change"),
      figure: true,
      cell: ({ figure }) => <Change figure={figure} />,
      sort: ({ figure: { change } }) => (change?.significant ? change.difference : null),
    },
  ];
  if (breakdown.data?.rows.some(({ figure }) => figure.target !== null)) {
    columns.push({ key: "target", title: t("column.target"), cell: ({ figure }) => <TargetTag figure={figure} /> });
  }
  return (
    <ChartCard
      className="comparison"
      title={t("comparison.title", { division: t(`division.${by}`) })}
      caption={t("comparison.caption", { metric: t(`figures:metric.${metric}`) })}
      tools={
        <Select<Division>
          size="small"
          aria-label={t("comparison.by")}
          popupMatchSelectWidth={false}
          value={by}
          options={divisions.map((value) => ({ value, label: t(`comparison.bys.${value}`) }))}
          onChange={(value) => onChange({ by: value === "unit" ? undefined : value })}
        />
      }
      foot={
        breakdown.data === undefined ? undefined : (
          <span>{t("comparison.foot", { count: breakdown.data.rows.length, total: format.figure(kind, breakdown.data.total.value) })}</span>
        )
      }
      table={null}
      download={
        breakdown.data === undefined
          ? null
          : download(
              t("comparison.title", { division: t(`division.${by}`) }),
              figureNumbers(
                t(`division.${by}`),
                breakdown.data.rows.map(({ label, figure }) => ({ name: format.words(label), figure })),
                t,
              ),
              [t(`figures:metric.${metric}`)],
            )
      }
    >
      <Loaded query={breakdown} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t("comparison.none")} about={t("comparison.noneAbout")} />
          ) : (
            <Table
              caption={t("comparison.title", { division: t(`division.${by}`) })}
              rows={rows}
              rowKey={({ key }) => key}
              columns={columns}
              start={{ key: "value", down: false }}
              pageSize={10}
              more={(count) => t("more", { count })}
            />
          )
        }
      </Loaded>
    </ChartCard>
  );
}

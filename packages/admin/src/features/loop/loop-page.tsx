import { api } from "@manyi/contracts";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { Figure } from "../../figures/figure.js";
import { queryOf } from "../../figures/filter-search.js";
import { Interval } from "../../figures/interval.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { type Column, Table } from "../../ui/table.js";
import { Funnel } from "./funnel.js";
import { type LoopRow, stages } from "./stages.js";
import "./loop.css";

/** Whether the loop closes, for the whole organisation and per unit, the lowest first. */
export function LoopPage() {
  const { t } = useTranslation("loop");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/prove/loop" });
  const query = queryOf(search, format.today);
  const loop = useReading(api.figures.loop, { query: { ...query, by: "unit" } });
  const units = loop.data?.rows.filter(({ unitId }) => unitId !== null) ?? [];

  const columns: Column<LoopRow>[] = [
    {
      key: "unit",
      title: t("page.unit"),
      cell: (row) => (
        <Link to="/prove/loop" search={{ ...search, ...(row.unitId === null ? {} : { unit: row.unitId }) }}>
          {format.words(row.label)}
        </Link>
      ),
    },
    ...stages.map((stage) => ({
      key: stage,
      title: t(`stage.${stage}`),
      figure: true,
      cell: (row: LoopRow) => format.count(row[stage]),
      sort: (row: LoopRow) => row[stage],
    })),
    {
      key: "rate",
      title: t("page.rate"),
      figure: true,
      cell: ({ closedLoop }) => (
        <b className="strong">
          <Value figure={closedLoop} />
        </b>
      ),
      sort: ({ closedLoop }) => (closedLoop.base === "low" || closedLoop.base === "none" ? null : closedLoop.value),
    },
    {
      key: "interval",
      title: t("page.interval"),
      figure: true,
      cell: ({ closedLoop }) => <span className="quiet">{format.interval("percent", closedLoop.interval)}</span>,
    },
    { key: "reopened", title: t("page.reopened"), figure: true, cell: (row) => format.count(row.reopened), sort: (row) => row.reopened },
    ...(units.some(({ per1000 }) => per1000 !== null)
      ? [
          {
            key: "perThousand",
            title: t("page.perThousand"),
            figure: true,
            cell: (row: LoopRow) => format.figure("mean", row.per1000),
            sort: (row: LoopRow) => row.per1000,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={t("page.title")}
        about={t("page.about", { range: format.range(loop.data?.period ?? { from: query.from, to: query.to }) })}
        actions={
          search.unit === undefined ? undefined : (
            <Link to="/prove/loop" search={{ ...search, unit: undefined }} className="button">
              {t("page.whole")}
            </Link>
          )
        }
      />
      <Loaded query={loop}>
        {({ rows: [all] }) =>
          all === undefined || all.due === 0 ? (
            <Card title={t("title")}>
              <EmptyState title={t("none")} about={t("noneAbout")} />
            </Card>
          ) : (
            <div className="loop-heads">
              <Card title={t("title")} caption={t("rate")} foot={t("base")}>
                <Figure
                  figure={all.closedLoop}
                  link={(value) => (
                    <PageLink to="/act/cases" search={{ view: "all" }}>
                      {value}
                    </PageLink>
                  )}
                />
                <Funnel row={all} />
              </Card>
              <Card title={t("page.recoveryTitle")} caption={t("page.recoveryCaption")}>
                {all.recoverable === 0 ? (
                  <EmptyState title={t("page.recoveryNone")} about={t("page.recoveryNoneAbout")} />
                ) : (
                  <>
                    <div className="figure-line">
                      <span className="figure-value">
                        <Value figure={all.recovery} />
                      </span>
                      <span className="figure-facts">
                        <Interval figure={all.recovery} />
                        <BaseMark figure={all.recovery} />
                      </span>
                    </div>
                    <p className="caption">{t("page.recoveryAbout", { recovered: all.recovered, recoverable: all.recoverable })}</p>
                  </>
                )}
              </Card>
            </div>
          )
        }
      </Loaded>
      <Card title={t("page.units")} caption={t("page.unitsCaption")} className="loop-units">
        <Loaded query={loop} lines={8}>
          {() =>
            units.length === 0 ? (
              <EmptyState title={t("none")} about={t("noneAbout")} />
            ) : (
              <Table
                caption={t("page.units")}
                rows={units}
                rowKey={(row) => row.unitId ?? 0}
                columns={columns}
                start={{ key: "rate", down: false }}
                more={(count) => t("page.more", { count })}
              />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";

type Unit = Out<typeof api.checks.trend>["units"][number];

/** Mean score per unit and month, lowest first, each with how many checks stand behind it. */
export function TrendCard({ list }: { readonly list: number | undefined }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const trend = useReading(api.checks.trend, { query: { months: 6, ...(list === undefined ? {} : { list }) } });
  const cell = ({ mean, n }: { readonly mean: number | null; readonly n: number }) =>
    n === 0 ? (
      "—"
    ) : (
      <span data-base={n < 10 ? "low" : undefined} title={n < 10 ? t("trend.few") : undefined}>
        {n < 10 ? <i className="hollow" aria-hidden="true" /> : null}
        {format.figure("index", mean)} <span className="caption">n {format.count(n)}</span>
      </span>
    );
  return (
    <Card title={t("trend.title")} caption={t("trend.caption")} foot={<span>{t("trend.foot", { count: trend.data?.held ?? 0 })}</span>}>
      <Loaded query={trend} lines={5}>
        {({ months, units }) =>
          units.length === 0 ? (
            <p className="quiet">{t("trend.none")}</p>
          ) : (
            <Table
              caption={t("trend.title")}
              rows={units}
              rowKey={({ unit }) => unit.id}
              pageSize={12}
              more={(count) => t("trend.more", { count })}
              columns={[
                {
                  key: "unit",
                  title: t("run.unit"),
                  cell: ({ unit }: Unit) => format.words(unit.name),
                  sort: ({ unit }: Unit) => format.words(unit.name),
                },
                { key: "mean", title: t("trend.mean"), figure: true, cell, sort: ({ mean }: Unit) => mean },
                {
                  key: "failed",
                  title: t("trend.failed"),
                  figure: true,
                  cell: ({ failed }: Unit) => format.count(failed),
                  sort: ({ failed }: Unit) => failed,
                },
                ...months.map((month, i) => ({
                  key: month,
                  title: month.slice(0, 7),
                  figure: true,
                  cell: ({ byMonth }: Unit) => cell(byMonth[i] ?? { mean: null, n: 0 }),
                })),
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

import { api, type In, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { kindOf, toneOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { narrowedBy } from "../voices/index.js";
import type { SampleSearch } from "./search.js";

type Modes = Out<typeof api.population.modes>;
type Difference = Modes["channels"][number]["difference"];

/** Do answers differ by the way they came in; and did those who answered first say something else than those who came later? */
export function ModesTab(props: {
  readonly query: NonNullable<In<typeof api.population.modes>["query"]>;
  readonly search: SampleSearch;
  readonly filters: FilterSearch;
  readonly onChange: (part: SampleSearch) => void;
}) {
  const { t } = useTranslation(["population", "figures"]);
  const format = useFormat();
  const { query, search, filters, onChange } = props;
  const metric = search.metric ?? "nps";
  const modes = useReading(api.population.modes, { query: { ...query, metric } });
  const kind = kindOf(metric);
  const download = useDownload(modes.data?.statement, filters);
  return (
    <Loaded query={modes} lines={8}>
      {({ channels, halves, tested, rule }) => (
        <div className="population-cards">
          <ChartCard
            title={t("modes.title")}
            caption={t("modes.caption")}
            table={null}
            download={
              channels.length === 0
                ? null
                : download(
                    t("modes.title"),
                    {
                      columns: [
                        t("dimension.channel"),
                        "n",
                        t(`figures:metric.${metric}`),
                        t("column.low"),
                        t("column.high"),
                        t("modes.difference"),
                        "p",
                      ],
                      rows: channels.map(({ channel, figure, difference }) => [
                        t(`figures:channel.${channel}`, { defaultValue: channel }),
                        figure.n,
                        figure.value,
                        figure.interval?.low ?? null,
                        figure.interval?.high ?? null,
                        difference?.value ?? null,
                        difference?.p ?? null,
                      ]),
                    },
                    [t(rule === "each-at-0.05" ? "modes.each" : "modes.corrected", { count: tested })],
                  )
            }
            tools={
              <Select
                size="small"
                aria-label={t("modes.metric")}
                popupMatchSelectWidth={false}
                value={metric}
                options={(["nps", "csat", "ces", "ratio"] as const).map((value) => ({
                  value: value as string,
                  label: t(`figures:metric.${value}`),
                }))}
                onChange={(value) => onChange({ metric: value === "nps" ? undefined : value })}
              />
            }
            foot={<span>{t(rule === "each-at-0.05" ? "modes.each" : "modes.corrected", { count: tested })}</span>}
          >
            {channels.length === 0 ? (
              <p className="quiet">{t("modes.none")}</p>
            ) : (
              <Table
                caption={t("modes.title")}
                rows={channels}
                rowKey={({ channel }) => channel}
                columns={[
                  {
                    key: "channel",
                    title: t("dimension.channel"),
                    cell: ({ channel }) => (
                      <Link to="/listen/voices" search={{ ...filters, channel, ...narrowedBy(metric) }}>
                        {t(`figures:channel.${channel}`, { defaultValue: channel })}
                      </Link>
                    ),
                  },
                  { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare /> },
                  { key: "value", title: t(`figures:metric.${metric}`), figure: true, cell: ({ figure }) => <Value figure={figure} /> },
                  {
                    key: "interval",
                    title: t("column.interval"),
                    figure: true,
                    cell: ({ figure }) => format.interval(kind, figure.interval),
                  },
                  {
                    key: "difference",
                    title: t("modes.difference"),
                    figure: true,
                    cell: ({ difference }) => <Against difference={difference} metric={metric} />,
                  },
                ]}
              />
            )}
          </ChartCard>
          <Card title={t("halves.title")} caption={t("halves.caption")} foot={<span>{t("halves.foot")}</span>}>
            {halves === null ? (
              <p className="quiet">{t("halves.none")}</p>
            ) : (
              <dl className="population-facts">
                {(["early", "late"] as const).map((half) => (
                  <div key={half}>
                    <dt>
                      {t(`halves.${half}`)} · {format.range(halves[half].period)}
                    </dt>
                    <dd>
                      <Link
                        to="/listen/voices"
                        search={{ ...filters, ...narrowedBy(metric), period: undefined, ...halves[half].period }}
                        className="figure-link"
                      >
                        <Value figure={halves[half]} />
                      </Link>{" "}
                      <span className="caption">
                        {format.interval(kind, halves[half].interval)} · n {format.count(halves[half].n)}
                      </span>
                    </dd>
                  </div>
                ))}
                <div>
                  <dt>{t("halves.difference")}</dt>
                  <dd>
                    <Against difference={halves.difference} metric={metric} />
                  </dd>
                </div>
              </dl>
            )}
          </Card>
        </div>
      )}
    </Loaded>
  );
}

function Against({ difference, metric }: { readonly difference: Difference; readonly metric: string }) {
  const { t } = useTranslation("population");
  const format = useFormat();
  if (difference === null) return <span className="quiet">—</span>;
  const kind = kindOf(metric);
  return (
    <span className={difference.significant ? toneOf(metric, difference.value) : "quiet"}>
      {format.difference(kind, difference.value)} <span className="nowrap">({format.differenceInterval(kind, difference)})</span>
      {difference.significant ? null : <span className="caption"> {t("modes.unclear")}</span>}
    </span>
  );
}

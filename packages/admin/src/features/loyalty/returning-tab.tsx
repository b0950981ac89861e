import { api, type Out } from "@manyi/contracts";
import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Chart, type ChartOption } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { WhenSeen } from "../../ui/when-seen.js";
import { BasisLine, HiddenMark, NoPurchases, type TabProps, useLoyaltyDownload } from "./basis.js";
import { RfmCards } from "./rfm-cards.js";
import { windows } from "./search.js";

type Returning = Out<typeof api.loyalty.returning>;

/** By how satisfied they said they were: who came back, and how long they stay. */
export function ReturningTab({ search, onChange }: TabProps) {
  const { t } = useTranslation("loyalty");
  const { unit, by = "csat", days = 90 } = search;
  const found = useReading(api.loyalty.returning, { query: { ...(unit === undefined ? {} : { unit }), by, days } });
  return (
    <div className="loyalty-stack">
      <div className="loyalty-controls">
        <Segmented
          aria-label={t("returning.by")}
          value={by}
          options={(["csat", "nps"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(value) => onChange({ by: value === "nps" ? "nps" : undefined })}
        />
        <Select
          aria-label={t("returning.within")}
          prefix={<span className="filter-label">{t("returning.within")}</span>}
          value={days}
          popupMatchSelectWidth={false}
          options={windows.map((value) => ({ value, label: t("days", { count: value }) }))}
          onChange={(value) => onChange({ days: value === 90 ? undefined : value })}
        />
      </div>
      <Loaded query={found} lines={10}>
        {(data) =>
          data.basis.customers === 0 ? (
            <NoPurchases basis={data.basis} onChange={onChange} />
          ) : (
            <>
              <BasisLine basis={data.basis} />
              <BandCard data={data} />
              <CurveCard data={data} />
            </>
          )
        }
      </Loaded>
      <WhenSeen title={t("rfm.title")} lines={8}>
        <RfmCards search={search} onChange={onChange} />
      </WhenSeen>
    </div>
  );
}

function BandCard({ data }: { readonly data: Returning }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const { bands, days, by, left, ratio, basis, total } = data;
  const percent = (share: number | null) => (share === null ? "—" : format.figure("percent", 100 * share));
  const nameOf = (band: string) => t(`band.${by}.${band}`);
  const facts = [
    total === null ? "" : t("returning.base", { n: format.count(total) }),
    left.notBuyers === 0 ? "" : t("returning.notBuyers", { n: format.count(left.notBuyers) }),
    left.tooRecent === 0 ? "" : t("returning.tooRecent", { n: format.count(left.tooRecent), count: days }),
  ].filter((fact) => fact !== "");
  const title = t("returning.title", { count: days });
  if (bands.every(({ n }) => n === 0 || n === null))
    return (
      <ChartCard title={title} table={null}>
        <EmptyState title={t("returning.none")} about={t("returning.noneAbout")} />
      </ChartCard>
    );
  const columns = [
    t(`by.${by}`),
    "n",
    t("returning.returned"),
    t("returning.rate"),
    t("low"),
    t("high"),
    t("returning.purchases"),
    t("returning.spend"),
    t("returning.promoters"),
  ];
  return (
    <ChartCard
      title={title}
      caption={t("returning.caption")}
      table={null}
      foot={<span>{[...facts, t("returning.rule")].join(t("semicolon"))}</span>}
      download={download(
        title,
        {
          columns,
          rows: bands.map((one) => [
            nameOf(one.band),
            one.n,
            one.returned,
            one.rate,
            one.interval?.low ?? null,
            one.interval?.high ?? null,
            one.purchases,
            one.spend,
            one.promoters,
          ]),
        },
        facts,
      )}
    >
      {ratio === null ? null : <RatioSentence ratio={ratio} nameOf={nameOf} days={days} />}
      <Table
        caption={title}
        rows={bands}
        rowKey={({ band }) => band}
        columns={[
          { key: "band", title: t(`by.${by}`), cell: ({ band }) => <span className="nowrap">{nameOf(band)}</span> },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ n, hidden }) => (hidden === null ? format.count(n) : <HiddenMark why={hidden} k={basis.k} />),
          },
          {
            key: "rate",
            title: t("returning.rate"),
            figure: true,
            cell: ({ rate }) => (
              <span className="loyalty-rate">
                <i className="loyalty-bar" style={{ width: `${Math.round(60 * (rate ?? 0))}px` }} aria-hidden="true" />
                <b>{percent(rate)}</b>
              </span>
            ),
          },
          {
            key: "interval",
            title: t("interval"),
            figure: true,
            cell: ({ interval, rate }) =>
              interval === null || rate === null ? "—" : format.interval("percent", { low: 100 * interval.low, high: 100 * interval.high }),
          },
          { key: "returned", title: t("returning.returned"), figure: true, cell: ({ returned }) => format.count(returned) },
          {
            key: "purchases",
            title: t("returning.purchases"),
            figure: true,
            cell: ({ purchases }) => (purchases === null ? "—" : format.figure("ratio", purchases)),
          },
          ...(basis.hasAmounts
            ? [
                {
                  key: "spend",
                  title: t("returning.spend"),
                  figure: true,
                  cell: ({ spend }: Returning["bands"][number]) => (spend === null ? "—" : format.count(Math.round(spend))),
                },
              ]
            : []),
          { key: "promoters", title: t("returning.promoters"), figure: true, cell: ({ promoters }) => percent(promoters) },
        ]}
      />
    </ChartCard>
  );
}

/** The best band against the next, and whether that is more than chance. */
function RatioSentence(props: {
  readonly ratio: NonNullable<Returning["ratio"]>;
  readonly nameOf: (band: string) => string;
  readonly days: number;
}) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { above, below, ratio, interval, difference, differenceInterval } = props.ratio;
  const isClear = differenceInterval.low > 0 || differenceInterval.high < 0;
  const values = {
    above: props.nameOf(above),
    below: props.nameOf(below),
    count: props.days,
    ratio: ratio === null ? "—" : format.figure("ratio", ratio),
    interval: interval === null ? "—" : format.interval("ratio", interval),
    difference: format.difference("percent", 100 * difference),
    differenceInterval: format.differenceInterval("percent", { low: 100 * differenceInterval.low, high: 100 * differenceInterval.high }),
  };
  return (
    <p className="loyalty-verdict" role="status">
      {t("returning.ratio", values)} {isClear ? "" : t("returning.maybeChance")}
    </p>
  );
}

const COLOURS: Readonly<Record<string, string>> = {
  "5": "#1B5E9B",
  "4": "#5E9FD6",
  "3": "#8A96A6",
  "2": "#D0701A",
  "1": "#86390A",
  promoter: "#1B5E9B",
  passive: "#8A96A6",
  detractor: "#D0701A",
};

function CurveCard({ data }: { readonly data: Returning }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const { curves, curvesP, days, by } = data;
  const title = t("curve.title");
  const percent = (share: number) => format.figure("percent", 100 * share);
  if (curves.length === 0) return null;
  const rows = curves.flatMap(({ band, points }) => points.map((point) => ({ band, ...point })));
  const facts = [
    t("curve.rule", { count: days }),
    curvesP === null ? "" : curvesP < 0.05 ? t("curve.differ") : t("curve.alike"),
    ...curves.map(({ band, n, left }) => t("curve.n", { band: t(`band.${by}.${band}`), n: format.count(n), left: format.count(left) })),
  ].filter((fact) => fact !== "");
  const option: ChartOption = {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 44, right: 16, top: 12, bottom: 40 },
    xAxis: {
      type: "value",
      name: t("curve.axis"),
      nameLocation: "middle",
      nameGap: 24,
      nameTextStyle: { color: "#5F6C7F", fontSize: 11 },
      axisLabel: { color: "#5F6C7F", fontSize: 11 },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      min: 0,
      max: 1,
      axisLabel: { color: "#5F6C7F", fontSize: 11, formatter: (value: number) => `${Math.round(100 * value)}%` },
      splitLine: { lineStyle: { color: "#EEF1F4" } },
    },
    tooltip: {
      trigger: "axis",
      borderWidth: 0,
      textStyle: { color: "#17212D", fontSize: 12 },
      formatter: (shown) => {
        const list = Array.isArray(shown) ? shown : [shown];
        const day = (list[0]?.value as number[] | undefined)?.[0];
        const lines = list.map((one) => `${one.seriesName ?? ""} <b>${percent((one.value as number[])[1] ?? 0)}</b>`);
        return [t("curve.day", { day: day ?? 0 }), ...lines].join("<br>");
      },
    },
    series: curves.map(({ band, points }) => ({
      type: "line" as const,
      name: t(`band.${by}.${band}`),
      step: "end" as const,
      symbol: "none",
      lineStyle: { color: COLOURS[band] ?? "#5F6C7F", width: 2 },
      itemStyle: { color: COLOURS[band] ?? "#5F6C7F" },
      data: points.map(({ day, stayed }) => [day, stayed]),
    })),
  };
  return (
    <ChartCard
      title={title}
      caption={t("curve.caption")}
      legend={
        <span className="caption loyalty-legend">
          {curves.map(({ band }) => (
            <span key={band}>
              <i style={{ background: COLOURS[band] }} aria-hidden="true" /> {t(`band.${by}.${band}`)}
            </span>
          ))}
        </span>
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={
        <Table
          caption={title}
          rows={rows}
          rowKey={({ band, day }) => `${band} ${day}`}
          pageSize={100}
          more={(count) => t("more", { count })}
          columns={[
            { key: "band", title: t(`by.${by}`), cell: ({ band }) => t(`band.${by}.${band}`) },
            { key: "day", title: t("curve.axis"), figure: true, cell: ({ day }) => day },
            { key: "stayed", title: t("curve.stayed"), figure: true, cell: ({ stayed }) => percent(stayed) },
            {
              key: "interval",
              title: t("interval"),
              figure: true,
              cell: ({ low, high }) =>
                low === null || high === null ? "—" : format.interval("percent", { low: 100 * low, high: 100 * high }),
            },
            { key: "n", title: t("curve.atRisk"), figure: true, cell: ({ atRisk }) => format.count(atRisk) },
          ]}
        />
      }
      download={download(
        title,
        {
          columns: [t(`by.${by}`), t("curve.axis"), t("curve.stayed"), t("low"), t("high"), t("curve.atRisk")],
          rows: rows.map(({ band, day, stayed, low, high, atRisk }) => [t(`band.${by}.${band}`), day, stayed, low, high, atRisk]),
        },
        facts,
      )}
    >
      <Chart option={option} height={280} label={title} />
    </ChartCard>
  );
}

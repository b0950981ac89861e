import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn } from "../../figures/axis.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { WhenSeen } from "../../ui/when-seen.js";
import type { Asked } from "./data.js";
import { PreferenceCard } from "./preference-card.js";
import { StrengthsCard } from "./strengths-card.js";

type Threshold = Out<typeof api.analysis.threshold>;

/** Which segments like what, where satisfaction turns into loyalty, and where competitors stand. */
export function MapCards(props: Asked) {
  const { t } = useTranslation("drivers");
  return (
    <>
      <div className="analysis-two">
        <PreferenceCard {...props} />
        <ThresholdCard {...props} />
      </div>
      <WhenSeen title={t("rivals.title")} lines={6}>
        <StrengthsCard {...props} />
      </WhenSeen>
    </>
  );
}

const PLOT = { height: 260, pad: 46 };

function ThresholdCard({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const { outcome: _, drivers: __, ...filters } = query;
  const [satisfaction, setSatisfaction] = useState("csat");
  const [loyalty, setLoyalty] = useState("nps");
  const found = useReading(api.analysis.threshold, { query: { ...filters, satisfaction, loyalty } });
  const download = useDownload(found.data?.statement, search);
  const { data } = found;
  const title = t("threshold.title");
  const pick = (name: string, value: string, not: string, onChange: (code: string) => void) => (
    <Select
      size="small"
      aria-label={t(`threshold.${name}`)}
      popupMatchSelectWidth={false}
      value={value}
      options={(data?.measures ?? []).filter((code) => code !== not).map((code) => ({ value: code, label: words(code) }))}
      onChange={onChange}
    />
  );
  return (
    <ChartCard
      title={title}
      caption={t("threshold.caption")}
      tools={
        <>
          {pick("satisfaction", satisfaction, loyalty, setSatisfaction)}
          {pick("loyalty", loyalty, satisfaction, setLoyalty)}
        </>
      }
      table={
        data === undefined || data.points.length === 0 ? null : (
          <Table
            caption={title}
            rows={data.points}
            rowKey={({ score }) => score}
            columns={[
              { key: "score", title: words(satisfaction), cell: ({ score }) => score },
              { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
              { key: "mean", title: words(loyalty), figure: true, cell: ({ mean }) => format.figure("mean", mean) },
              { key: "interval", title: t("interval"), figure: true, cell: ({ interval }) => format.interval("mean", interval) },
            ]}
          />
        )
      }
      download={
        data === undefined
          ? null
          : download(title, {
              columns: [words(satisfaction), words(loyalty), "n"],
              rows: data.points.map(({ score, mean, n }) => [score, mean, n]),
            })
      }
      foot={<span>{[`n ${format.count(data?.n ?? 0)}`, t("condition.noCause")].join(t("semicolon"))}</span>}
    >
      <Loaded query={found} lines={8}>
        {(one) =>
          one.points.length < 2 ? (
            <EmptyState title={t("none.title")} about={t("threshold.few")} />
          ) : (
            <>
              <p>{verdict(one, t, format)}</p>
              <ThresholdPlot data={one} />
              <p className="caption analysis-axis">{t("threshold.axis", { x: words(satisfaction), y: words(loyalty) })}</p>
            </>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

function verdict({ fit }: Threshold, t: ReturnType<typeof useTranslation<"drivers">>["t"], format: ReturnType<typeof useFormat>): string {
  if (fit === null) return t("threshold.few");
  if (fit.threshold === null) return t("threshold.straight", { slope: format.difference("mean", fit.slope) });
  return t("threshold.bend", {
    score: fit.threshold,
    below: format.difference("mean", fit.slopeBelow),
    above: format.difference("mean", fit.slopeAbove),
  });
}

function ThresholdPlot({ data }: { readonly data: Threshold }) {
  const { t } = useTranslation("drivers");
  const [plot, size] = useSize();
  const width = size?.width ?? 0;
  const axis = axisFor(
    data.points.flatMap(({ mean, interval }) => [interval?.low ?? mean, interval?.high ?? mean]),
    5,
  );
  const scores = data.points.map(({ score }) => score);
  const [first, last] = [Math.min(...scores), Math.max(...scores)];
  const x = (score: number) => PLOT.pad + ((score - first) / (last - first || 1)) * (width - 2 * PLOT.pad);
  const y = (value: number) => 12 + (1 - placeOn(axis, value)) * (PLOT.height - 40);
  const bend = data.fit?.threshold ?? null;
  return (
    <div className="map-plot" ref={plot}>
      <svg width={width} height={PLOT.height} role="img" aria-label={t("threshold.label")}>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${PLOT.pad - 10} ${y(tick)}H${width - 10}`} stroke="var(--line)" />
            <text x={PLOT.pad - 14} y={y(tick) + 4} textAnchor="end" fontSize={11} fill="var(--ink-3)">
              {Number(tick.toFixed(2))}
            </text>
          </g>
        ))}
        {bend === null ? null : <path d={`M${x(bend)} 8V236`} stroke="var(--ink-3)" strokeDasharray="4 4" />}
        <polyline
          points={data.points.map(({ score, mean }) => `${x(score)},${y(mean)}`).join(" ")}
          fill="none"
          stroke="var(--blue-data)"
          strokeWidth={2}
        />
        {data.points.map(({ score, mean, interval, n }) => (
          <g key={score}>
            {interval === null ? null : (
              <path d={`M${x(score)} ${y(interval.low)}V${y(interval.high)}`} stroke="var(--blue-data)" strokeWidth={1.5} />
            )}
            <circle
              cx={x(score)}
              cy={y(mean)}
              r={4}
              fill={n < 30 ? "var(--card)" : "var(--blue-data)"}
              stroke="var(--blue-data)"
              strokeWidth={1.5}
            />
            <text x={x(score)} y={254} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
              {score}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn } from "../../figures/axis.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { PointKey, PointLabels, type Size, useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { Asked } from "./data.js";

type PreferenceMap = NonNullable<Out<typeof api.analysis.preferenceMap>["map"]>;
type Threshold = Out<typeof api.analysis.threshold>;

/** Which segments like what, and where satisfaction turns into loyalty. */
export function MapCards(props: Asked) {
  return (
    <div className="analysis-two">
      <Preferences {...props} />
      <ThresholdCard {...props} />
    </div>
  );
}

function Preferences({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const { outcome: _, drivers: __, ...filters } = query;
  const found = useReading(api.analysis.preferenceMap, { query: filters });
  const download = useDownload(found.data?.statement, search);
  const map = found.data?.map ?? null;
  const title = t("map.title");
  const points =
    map === null
      ? []
      : [...map.attributes.map((one) => ({ ...one, key: one.code })), ...map.segments.map((one) => ({ ...one, key: `s${one.id}` }))];
  return (
    <ChartCard
      title={title}
      caption={t("map.caption")}
      table={
        map === null ? null : (
          <Table
            caption={title}
            rows={points}
            rowKey={({ key }) => key}
            columns={[
              { key: "name", title: t("map.name"), cell: ({ label }) => format.words(label) },
              { key: "x", title: "1", figure: true, cell: ({ x }) => format.difference("correlation", x), sort: ({ x }) => x },
              { key: "y", title: "2", figure: true, cell: ({ y }) => format.difference("correlation", y), sort: ({ y }) => y },
              { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
            ]}
          />
        )
      }
      download={
        map === null
          ? null
          : download(title, {
              columns: [t("map.name"), "1", "2", "n"],
              rows: points.map(({ label, x, y, n }) => [format.words(label), x, y, n]),
            })
      }
      foot={
        map === null ? undefined : (
          <span>
            {[
              t("map.explained", { share: format.figure("percent", 100 * map.shown) }),
              `n ${format.count(found.data?.n ?? 0)}`,
              map.isMisleading ? t("map.misleading") : "",
              t("map.foot"),
            ]
              .filter((fact) => fact !== "")
              .join(t("semicolon"))}
          </span>
        )
      }
    >
      <Loaded query={found} lines={8}>
        {() => (map === null ? <EmptyState title={t("map.none")} about={t("map.noneAbout")} /> : <MapPlot map={map} />)}
      </Loaded>
    </ChartCard>
  );
}

const PAD = { x: 24, y: 18 };
/** What the drawing is as high as, of its width. */
const SHAPE = { width: 0.64, atMost: 400, atLeast: 260 };

function MapPlot({ map }: { readonly map: PreferenceMap }) {
  const format = useFormat();
  const [plot, size] = useSize();
  // a segment is what the reader looks for: its name is placed first
  const points = [
    ...map.segments.map((one) => ({ ...one, name: `s${one.id}`, isStrong: true })),
    ...map.attributes.map((one) => ({ ...one, name: one.code, isStrong: false })),
  ].map((one) => ({ ...one, text: format.words(one.label) }));
  const height = Math.min(SHAPE.atMost, Math.max(SHAPE.atLeast, SHAPE.width * (size?.width ?? 0)));
  return (
    <div className="map-plot" ref={plot}>
      {size === null ? null : <MapDrawing points={points} frame={{ width: size.width, height }} />}
      <PointKey points={points} frame={size} />
    </div>
  );
}

type MapSpot = { readonly name: string; readonly text: string; readonly isStrong: boolean; readonly x: number; readonly y: number };

function MapDrawing({ points, frame }: { readonly points: readonly MapSpot[]; readonly frame: Size }) {
  const { t } = useTranslation("drivers");
  const { width, height } = frame;
  const most = (values: readonly number[]) => Math.max(0.02, ...values.map(Math.abs));
  const [mx, my] = [most(points.map(({ x }) => x)), most(points.map(({ y }) => y))];
  const spots = points.map((one) => ({
    ...one,
    x: width / 2 + (one.x / mx) * (width / 2 - PAD.x),
    y: height / 2 - (one.y / my) * (height / 2 - PAD.y),
  }));
  return (
    <svg width={width} height={height} role="img" aria-label={t("map.label")}>
      <path d={`M0 ${height / 2}H${width}M${width / 2} 0V${height}`} stroke="var(--line-2)" />
      {spots.map(({ name, text, isStrong, x, y }) =>
        isStrong ? (
          <rect key={name} x={x - 5} y={y - 5} width={10} height={10} transform={`rotate(45 ${x} ${y})`} fill="var(--blue-data)">
            <title>{text}</title>
          </rect>
        ) : (
          <circle key={name} cx={x} cy={y} r={4} fill="var(--series-2)">
            <title>{text}</title>
          </circle>
        ),
      )}
      <PointLabels points={spots} frame={frame} />
    </svg>
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

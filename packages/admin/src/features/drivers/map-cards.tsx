import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn } from "../../figures/axis.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { Asked } from "./data.js";
import { placeLabels } from "./place-labels.js";

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

const SIZE = { width: 560, height: 360, pad: 46 };

function MapPlot({ map }: { readonly map: PreferenceMap }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const all = [...map.attributes, ...map.segments];
  const most = (values: readonly number[]) => Math.max(0.02, ...values.map(Math.abs));
  const [mx, my] = [most(all.map(({ x }) => x)), most(all.map(({ y }) => y))];
  const at = ({ x, y }: { x: number; y: number }) => ({
    cx: SIZE.width / 2 + (x / mx) * (SIZE.width / 2 - SIZE.pad),
    cy: SIZE.height / 2 - (y / my) * (SIZE.height / 2 - SIZE.pad / 2),
  });
  const spots = [
    ...map.segments.map((one) => ({ ...one, key: `s${one.id}`, isSegment: true })),
    ...map.attributes.map((one) => ({ ...one, key: one.code, isSegment: false })),
  ].map((one) => ({ ...one, ...at(one), text: format.words(one.label) }));
  const labels = placeLabels(
    spots.map(({ key, text, cx, cy, isSegment }) => ({ name: key, text, x: cx, y: cy, size: isSegment ? 13 : 12 })),
    SIZE,
  );
  return (
    <svg className="map-plot" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={t("map.label")}>
      <path d={`M0 ${SIZE.height / 2}H${SIZE.width}M${SIZE.width / 2} 0V${SIZE.height}`} stroke="var(--line-2)" />
      {spots.map(({ key, text, cx, cy, isSegment }) => {
        const label = labels.get(key);
        return (
          <g key={key}>
            {isSegment ? (
              <rect x={cx - 5} y={cy - 5} width={10} height={10} transform={`rotate(45 ${cx} ${cy})`} fill="var(--blue-data)" />
            ) : (
              <circle cx={cx} cy={cy} r={4} fill="var(--series-2)" />
            )}
            <title>{text}</title>
            {label === undefined ? null : (
              <text
                x={label.x}
                y={label.y}
                textAnchor="middle"
                fontSize={isSegment ? 13 : 12}
                fontWeight={isSegment ? 600 : 400}
                fill={isSegment ? "var(--blue-deep)" : "var(--ink-2)"}
              >
                {text}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

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
  const axis = axisFor(
    data.points.flatMap(({ mean, interval }) => [interval?.low ?? mean, interval?.high ?? mean]),
    5,
  );
  const scores = data.points.map(({ score }) => score);
  const [first, last] = [Math.min(...scores), Math.max(...scores)];
  const x = (score: number) => SIZE.pad + ((score - first) / (last - first || 1)) * (SIZE.width - 2 * SIZE.pad);
  const y = (value: number) => 12 + (1 - placeOn(axis, value)) * (260 - 40);
  const bend = data.fit?.threshold ?? null;
  return (
    <svg className="map-plot" viewBox={`0 0 ${SIZE.width} 260`} role="img" aria-label={t("threshold.label")}>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${SIZE.pad - 10} ${y(tick)}H${SIZE.width - 10}`} stroke="var(--line)" />
          <text x={SIZE.pad - 14} y={y(tick) + 4} textAnchor="end" fontSize={11} fill="var(--ink-3)">
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
  );
}

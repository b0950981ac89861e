import { api } from "@manyi/contracts";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { PointKey, PointLabels, type Size, useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import type { Asked } from "./data.js";

const sides = ["ours", "rivals"] as const;
type Kind = "attribute" | "segment" | "own" | "rival";
type Point = {
  readonly key: string;
  readonly kind: Kind;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly n: number | null;
  readonly sources: readonly string[];
};

/** Which segments like what; or, where there are benchmarks, where we and competitors stand among the attributes. */
export function PreferenceCard({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const [side, setSide] = useState<(typeof sides)[number]>("ours");
  const picker = (
    <Select<(typeof sides)[number]>
      size="small"
      aria-label={t("map.side")}
      popupMatchSelectWidth={false}
      value={side}
      options={sides.map((value) => ({ value, label: t(`map.sides.${value}`) }))}
      onChange={setSide}
    />
  );
  return side === "ours" ? (
    <Ours search={search} query={query} picker={picker} />
  ) : (
    <Rivals search={search} query={query} picker={picker} />
  );
}

type Props = Asked & { readonly picker: ReactNode };

function Ours({ search, query, picker }: Props) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const { outcome: _, drivers: __, ...filters } = query;
  const found = useReading(api.analysis.preferenceMap, { query: filters });
  const map = found.data?.map ?? null;
  const points =
    map === null
      ? null
      : [
          ...map.segments.map((one) => pointOf("segment", `s${one.id}`, format.words(one.label), one)),
          ...map.attributes.map((one) => pointOf("attribute", one.code, format.words(one.label), one)),
        ];
  return (
    <Shown
      found={found}
      search={search}
      picker={picker}
      caption={t("map.caption")}
      points={points}
      map={map}
      facts={[t("map.foot")]}
      none={<EmptyState title={t("map.none")} about={t("map.noneAbout")} />}
    />
  );
}

function Rivals({ search, query, picker }: Props) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const { outcome: _, drivers: __, ...filters } = query;
  const found = useReading(api.expectation.competitorMap, { query: filters });
  const map = found.data?.map ?? null;
  const left = (found.data?.leftOut ?? []).map(({ name, attributes }) => t("map.leftOutOne", { name, count: attributes }));
  const points =
    map === null
      ? null
      : [
          pointOf("own", "own", t("map.own"), map.own),
          ...map.competitors.map((one) => pointOf("rival", `c${one.name}`, one.name, { ...one, n: one.base }, one.sources)),
          ...map.segments.map((one) => pointOf("segment", `s${one.id}`, format.words(one.label), one)),
          ...map.attributes.map((one) => pointOf("attribute", one.code, format.words(one.label), one)),
        ];
  const sources = (map?.competitors ?? []).map(({ name, base, sources: own }) =>
    t("map.source", { name, sources: own.join(t("comma")), base: base === null ? t("rivals.noBase") : `n ${format.count(base)}` }),
  );
  const leftOut = left.length === 0 ? "" : t("map.leftOut", { names: left.join(t("comma")) });
  return (
    <Shown
      found={found}
      search={search}
      picker={picker}
      caption={t("map.rivalCaption")}
      points={points}
      map={map}
      facts={[...sources, leftOut, t("map.rivalFoot")]}
      none={
        <EmptyState
          title={t("map.rivalNone")}
          about={[t("map.rivalNoneAbout"), leftOut].filter((fact) => fact !== "").join(" ")}
          step={
            <PageLink to="/listen/sources" className="button">
              {t("map.addBenchmarks")}
            </PageLink>
          }
        />
      }
    />
  );
}

function pointOf(kind: Kind, key: string, text: string, { x, y, n }: Pick<Point, "x" | "y" | "n">, sources: readonly string[] = []): Point {
  return { key, kind, text, x, y, n, sources };
}

type Found = ReturnType<typeof useReading<typeof api.analysis.preferenceMap | typeof api.expectation.competitorMap>>;

/** One map with its table; what is looked for is placed first. */
function Shown(props: {
  readonly found: Found;
  readonly search: Asked["search"];
  readonly picker: ReactNode;
  readonly caption: string;
  readonly points: readonly Point[] | null;
  readonly map: { readonly shown: number; readonly isMisleading: boolean } | null;
  readonly facts: readonly string[];
  readonly none: ReactNode;
}) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const { found, search, picker, caption, points, map, facts, none } = props;
  const download = useDownload(found.data?.statement, search);
  const title = t("map.title");
  const notes =
    map === null
      ? []
      : [
          t("map.explained", { share: format.figure("percent", 100 * map.shown) }),
          `n ${format.count(found.data?.n ?? 0)}`,
          map.isMisleading ? t("map.misleading") : "",
          ...facts,
        ].filter((fact) => fact !== "");
  return (
    <ChartCard
      title={title}
      caption={caption}
      tools={picker}
      table={points === null ? null : <PointTable title={title} points={points} />}
      download={
        points === null
          ? null
          : download(
              title,
              {
                columns: [t("map.name"), t("map.kind"), "1", "2", "n", t("map.sources")],
                rows: points.map(({ kind, text, x, y, n, sources }) => [text, t(`map.kinds.${kind}`), x, y, n, sources.join("; ")]),
              },
              notes,
            )
      }
      foot={notes.length === 0 ? undefined : <span>{notes.join(t("semicolon"))}</span>}
    >
      <Loaded query={found} lines={8}>
        {() => (points === null ? none : <MapPlot points={points} />)}
      </Loaded>
    </ChartCard>
  );
}

function PointTable({ title, points }: { readonly title: string; readonly points: readonly Point[] }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  return (
    <Table
      caption={title}
      rows={points}
      rowKey={({ key }) => key}
      columns={[
        { key: "name", title: t("map.name"), cell: ({ text }) => text },
        { key: "kind", title: t("map.kind"), cell: ({ kind }) => t(`map.kinds.${kind}`) },
        { key: "x", title: "1", figure: true, cell: ({ x }) => format.difference("correlation", x), sort: ({ x }) => x },
        { key: "y", title: "2", figure: true, cell: ({ y }) => format.difference("correlation", y), sort: ({ y }) => y },
        {
          key: "n",
          title: "n",
          figure: true,
          cell: ({ n }) => (n === null ? t("rivals.noBase") : format.count(n)),
          sort: ({ n }) => n,
        },
      ]}
    />
  );
}

const PAD = { x: 24, y: 18 };
/** What the drawing is as high as, of its width. */
const SHAPE = { width: 0.64, atMost: 400, atLeast: 260 };

function MapPlot({ points }: { readonly points: readonly Point[] }) {
  const [plot, size] = useSize();
  const named = points.map((one) => ({ ...one, name: one.key, isStrong: one.kind !== "attribute" }));
  const height = Math.min(SHAPE.atMost, Math.max(SHAPE.atLeast, SHAPE.width * (size?.width ?? 0)));
  return (
    <div className="map-plot" ref={plot}>
      {size === null ? null : <MapDrawing points={named} frame={{ width: size.width, height }} />}
      <PointKey points={named} frame={size} />
    </div>
  );
}

type Spot = Point & { readonly name: string; readonly isStrong: boolean };

function MapDrawing({ points, frame }: { readonly points: readonly Spot[]; readonly frame: Size }) {
  const { t } = useTranslation("drivers");
  const { width, height } = frame;
  const most = (values: readonly number[]) => Math.max(0.002, ...values.map(Math.abs));
  const [mx, my] = [most(points.map(({ x }) => x)), most(points.map(({ y }) => y))];
  const spots = points.map((one) => ({
    ...one,
    x: width / 2 + (one.x / mx) * (width / 2 - PAD.x),
    y: height / 2 - (one.y / my) * (height / 2 - PAD.y),
  }));
  return (
    <svg width={width} height={height} role="img" aria-label={t("map.label")}>
      <path d={`M0 ${height / 2}H${width}M${width / 2} 0V${height}`} stroke="var(--line-2)" />
      {spots.map((spot) => (
        <Mark key={spot.key} spot={spot} />
      ))}
      <PointLabels points={spots} frame={frame} />
    </svg>
  );
}

/** Attributes are grey dots, segments blue diamonds, all of ours a dark one, competitors orange triangles. */
function Mark({ spot: { kind, text, x, y } }: { readonly spot: Spot }) {
  const title = <title>{text}</title>;
  if (kind === "attribute") {
    return (
      <circle cx={x} cy={y} r={4} fill="var(--series-2)">
        {title}
      </circle>
    );
  }
  if (kind === "rival") {
    return (
      <path d={`M${x} ${y - 7}L${x + 6.5} ${y + 5}H${x - 6.5}Z`} fill="var(--orange-data)">
        {title}
      </path>
    );
  }
  const half = kind === "own" ? 6 : 5;
  const fill = kind === "own" ? "var(--ink)" : "var(--blue-data)";
  return (
    <rect x={x - half} y={y - half} width={2 * half} height={2 * half} transform={`rotate(45 ${x} ${y})`} fill={fill}>
      {title}
    </rect>
  );
}

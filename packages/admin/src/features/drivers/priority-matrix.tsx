import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn, tickTexts } from "../../figures/axis.js";
import { queryOf } from "../../figures/filter-search.js";
import { boxBetween, pixels, ZONES, type Zone, zonePlaces, zoneStyle } from "../../figures/matrix-places.js";
import { useMetricWords } from "../../figures/metric-words.js";
import type { Box } from "../../figures/place-labels.js";
import { PointKey, PointLabels, type Size, useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { type Format, useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { StartFinding } from "../findings/index.js";
import { type Driver, type Drivers, percentEnds, shareEnd } from "./data.js";
import { MatrixTools } from "./matrix-tools.js";
import type { DriversSearch } from "./search.js";

type Placed = Driver & { readonly height: number; readonly heightInterval: Driver["interval"]; readonly quadrant: Zone };
type Props = { readonly data: Drivers; readonly search: DriversSearch };

/** Importance, by shares or as customers say it, against perception, with what each quadrant advises and one step towards an improvement. */
export function PriorityMatrix({ data, search, onChange }: Props & { readonly onChange: (part: DriversSearch) => void }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const isStated = search.importance === "stated";
  const height = heightOf(data, isStated, format);
  const points = data.drivers.flatMap((driver): Placed[] => {
    const value = isStated ? driver.stated : driver.share;
    const heightInterval = isStated ? driver.statedInterval : driver.interval;
    return value === null || driver.quadrant === null ? [] : [{ ...driver, height: value, heightInterval, quadrant: driver.quadrant }];
  });
  const title = t("matrix.title");
  const tools = <MatrixTools data={data} search={search} onChange={onChange} />;
  if (data.cross === null) {
    return (
      <Card title={title} link={tools}>
        <EmptyState title={t("matrix.unsaid")} about={t("matrix.unsaidAbout")} />
      </Card>
    );
  }
  const { importance, performance } = data.cross;
  const isFixed = search.crossImportance !== undefined || search.crossPerformance !== undefined;
  const numbers = {
    columns: [
      t("attribute"),
      t("matrix.zone"),
      ...[t(`matrix.height.${height.by}`), t("mean")].flatMap((name) => [name, `${name} ${t("file.low")}`, `${name} ${t("file.high")}`]),
      t("file.n"),
    ],
    rows: points.map(({ label, quadrant, height: value, heightInterval, mean, meanInterval, n }) => [
      format.words(label),
      t(`matrix.${quadrant}.name`),
      value,
      heightInterval?.low ?? null,
      heightInterval?.high ?? null,
      mean,
      meanInterval?.low ?? null,
      meanInterval?.high ?? null,
      n,
    ]),
  };
  return (
    <ChartCard
      className="matrix"
      title={title}
      caption={t(isFixed ? "matrix.captionFixed" : "matrix.caption", {
        importance: height.text(importance),
        performance: format.figure("mean", performance),
      })}
      tools={tools}
      table={<MatrixTable points={points} search={search} height={height} />}
      download={download(title, numbers, [
        t("condition.base", { n: format.count(data.n), available: format.count(data.nAvailable) }),
        t("matrix.foot"),
      ])}
      foot={<span>{t("matrix.foot")}</span>}
    >
      <div className="matrix-body">
        <Plot points={points} height={height} cross={{ importance, performance }} />
        <Advice points={points} data={data} search={search} />
      </div>
    </ChartCard>
  );
}

/** The axis of importance: shares, weights in the whole tree, or the scale customers rated importance on. */
type Height = { readonly by: "share" | "weights" | "asked"; readonly low: number; readonly high: number; text(value: number): string };

function heightOf(data: Drivers, isStated: boolean, format: Format): Height {
  const { statedBy, statedScale, drivers } = data;
  if (isStated && statedBy === "asked" && statedScale !== null) {
    return { by: "asked", low: statedScale.min, high: statedScale.max, text: (value) => format.figure("mean", value) };
  }
  const text = (value: number) => format.figure("percent", 100 * value);
  if (!isStated) return { by: "share", low: 0, high: shareEnd(drivers), text };
  const highest = Math.max(0.1, ...drivers.map(({ stated }) => stated ?? 0));
  return { by: "weights", low: 0, high: Math.ceil(highest * 10 - 1e-9) / 10, text };
}

function Plot(props: {
  readonly points: readonly Placed[];
  readonly height: Height;
  readonly cross: { readonly importance: number; readonly performance: number };
}) {
  const { points, height, cross } = props;
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const across = axisFor(
    points.flatMap(({ mean, meanInterval }) => [mean, meanInterval?.low ?? mean, meanInterval?.high ?? mean]),
    6,
  );
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const x = (value: number) => 100 * within(placeOn(across, value));
  const y = (value: number) => 100 * (1 - within((value - height.low) / (height.high - height.low)));
  const [plot, size] = useSize();
  const named = points.map(({ attribute, label, isUncertain }) => ({
    name: attribute,
    text: `${format.words(label)}${isUncertain ? "*" : ""}`,
  }));
  const crossX = x(cross.performance);
  const crossY = y(cross.importance);
  const placed = size === null ? [] : points.map((one, at) => ({ ...named[at]!, ...pixels(size, x(one.mean), y(one.height)) }));
  const corners = zonePlaces(size ?? { width: 0, height: 0 }, ((size?.height ?? 0) * crossY) / 100, placed);
  return (
    <div className="analysis-matrix">
      <div className="matrix-plot" role="img" aria-label={t("matrix.label")} ref={plot}>
        <i className="matrix-fix" style={{ width: `${crossX}%`, height: `${crossY}%` }} />
        <i className="matrix-keep" style={{ left: `${crossX}%`, height: `${crossY}%` }} />
        <i className="matrix-cross-x" style={{ left: `${crossX}%` }} />
        <i className="matrix-cross-y" style={{ top: `${crossY}%` }} />
        {points.map(({ attribute, mean, height: value, quadrant, heightInterval, meanInterval }) => (
          <span key={attribute}>
            {heightInterval === null ? null : (
              <i
                className="matrix-interval"
                data-zone={quadrant}
                style={{
                  left: `${x(mean)}%`,
                  top: `${y(heightInterval.high)}%`,
                  height: `${y(heightInterval.low) - y(heightInterval.high)}%`,
                }}
              />
            )}
            {meanInterval === null ? null : (
              <i
                className="matrix-interval-x"
                data-zone={quadrant}
                style={{ top: `${y(value)}%`, left: `${x(meanInterval.low)}%`, width: `${x(meanInterval.high) - x(meanInterval.low)}%` }}
              />
            )}
          </span>
        ))}
        {points.map(({ attribute, mean, height: value, quadrant, isUncertain }) => (
          <span
            key={attribute}
            className="matrix-point"
            data-zone={quadrant}
            data-uncertain={isUncertain}
            style={{ left: `${x(mean)}%`, top: `${y(value)}%` }}
          >
            <i />
          </span>
        ))}
        {ZONES.map((zone) => (
          <b key={zone} className="matrix-zone" data-zone={zone} style={zoneStyle(corners[zone])}>
            {t(`matrix.${zone}.name`)}
          </b>
        ))}
        {size === null ? null : (
          <svg className="plot-labels" width={size.width} height={size.height} aria-hidden="true">
            <PointLabels
              frame={size}
              points={placed}
              avoid={{ never: Object.values(corners), rather: points.flatMap((one) => whiskersOf(size, one, x, y)) }}
            />
          </svg>
        )}
        {across.ticks.map((tick, i) => (
          <small key={tick} className="matrix-x" style={{ left: `${x(tick)}%` }}>
            {tickTexts(across.ticks)[i]}
          </small>
        ))}
        {[height.low, (height.low + height.high) / 2, height.high].map((tick) => (
          <small key={tick} className="matrix-y" style={{ top: `${y(tick)}%` }}>
            {height.by === "asked" ? tick.toFixed(1) : `${Math.round(100 * tick)}%`}
          </small>
        ))}
      </div>
      <p className="caption analysis-axis">{t(`matrix.axis.${height.by}`)}</p>
      <PointKey points={named} frame={size} />
    </div>
  );
}

/** The crosses of the intervals, as boxes in pixels. */
function whiskersOf(size: Size, one: Placed, x: (value: number) => number, y: (value: number) => number): Box[] {
  const { mean, height: value, meanInterval, heightInterval } = one;
  return [
    ...(heightInterval === null ? [] : [boxBetween(size, [x(mean), y(heightInterval.high)], [x(mean), y(heightInterval.low)])]),
    ...(meanInterval === null ? [] : [boxBetween(size, [x(meanInterval.low), y(value)], [x(meanInterval.high), y(value)])]),
  ];
}

/** The column at the right: what each quadrant holds, what it advises, and a step. */
function Advice({ points, data, search }: Props & { readonly points: readonly Placed[] }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const { outcome, drivers, method = "relativeWeights" } = search;
  const query = { ...queryOf(search, format.today), outcome: outcome ?? "nps", drivers };
  const simulated = useReading(api.analysis.simulate, { query }).data;
  const uncertain = points.filter(({ isUncertain }) => isUncertain);
  const gain = (attribute: string) => {
    const found = simulated?.drivers.find((one) => one.attribute === attribute);
    if (!found?.perPointInterval || found.perPoint === null) return "";
    return t("matrix.gain", {
      name: format.words(found.label),
      outcome: words(data.outcome),
      value: format.figure("mean", found.perPoint / 10),
      ends: format.interval("mean", { low: found.perPointInterval.low / 10, high: found.perPointInterval.high / 10 }),
    });
  };
  return (
    <div className="matrix-advice">
      {ZONES.map((zone) => {
        const own = points.filter(({ quadrant }) => quadrant === zone);
        const [first] = own;
        if (first === undefined) return null;
        return (
          <section key={zone}>
            <h3>
              <span className={`tag ${zone === "fix" ? "tag-strong" : zone === "keep" ? "tag-better" : ""}`}>
                {t(`matrix.${zone}.name`)}
              </span>{" "}
              {t(`matrix.${zone}.verb`)}
            </h3>
            <p className="dense">
              {own.map(({ attribute, label }, index) => (
                <span key={attribute}>
                  {index > 0 ? t("comma") : null}
                  <Link to="/listen/voices" search={{ ...search, metric: `p:${attribute}` }}>
                    {format.words(label)}
                  </Link>
                </span>
              ))}
              {t("colon")}
              {t(`matrix.${zone}.advice`)} {zone === "fix" ? gain(first.attribute) : null}
            </p>
            {zone === "fix" || zone === "keep" ? (
              <div className="analysis-steps">
                {own.map(({ attribute, label }) => (
                  <StartFinding
                    key={attribute}
                    kind="driver"
                    attribute={attribute}
                    title={t(`matrix.${zone}.finding`, { name: format.words(label) })}
                    question={{ filters: queryOf(search, format.today), outcome: data.outcome, method, drivers: drivers?.split(",") ?? [] }}
                  >
                    {t("matrix.start", { name: format.words(label) })}
                  </StartFinding>
                ))}
              </div>
            ) : null}
          </section>
        );
      })}
      <p className="caption">
        {uncertain.length === 0
          ? t("matrix.steady")
          : t("matrix.unsteady", { names: uncertain.map(({ label }) => format.words(label)).join(t("comma")) })}
      </p>
    </div>
  );
}

function MatrixTable(props: { readonly points: readonly Placed[]; readonly search: DriversSearch; readonly height: Height }) {
  const { points, search, height } = props;
  const { t } = useTranslation("drivers");
  const format = useFormat();
  return (
    <Table
      caption={t("matrix.title")}
      rows={points}
      rowKey={({ attribute }) => attribute}
      columns={[
        {
          key: "name",
          title: t("attribute"),
          cell: ({ attribute, label }) => (
            <Link to="/listen/voices" search={{ ...search, metric: `p:${attribute}` }}>
              {format.words(label)}
            </Link>
          ),
        },
        {
          key: "zone",
          title: t("matrix.zone"),
          cell: ({ quadrant, isUncertain }) => `${t(`matrix.${quadrant}.name`)}${isUncertain ? t("matrix.maybe") : ""}`,
        },
        {
          key: "y",
          title: t(`matrix.height.${height.by}`),
          figure: true,
          cell: (one) => height.text(one.height),
          sort: (one) => one.height,
        },
        {
          key: "yi",
          title: t("interval"),
          figure: true,
          cell: ({ heightInterval: ends }) =>
            height.by === "asked" ? format.interval("mean", ends) : format.interval("percent", percentEnds(ends)),
        },
        { key: "x", title: t("mean"), figure: true, cell: ({ mean }) => format.figure("mean", mean), sort: ({ mean }) => mean },
        { key: "xi", title: t("interval"), figure: true, cell: ({ meanInterval }) => format.interval("mean", meanInterval) },
      ]}
    />
  );
}

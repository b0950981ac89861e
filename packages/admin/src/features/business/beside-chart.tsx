import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Axis, axisFor, placeOn } from "../../figures/axis.js";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { amount, periodText, roomFor, shortPeriod } from "./amounts.js";
import type { Beside } from "./beside-tab.js";
import type { LinkNames } from "./link-tab.js";
import { useWidth } from "./use-width.js";

const PANEL = 170;
const GAP = 34;
const PAD = { right: 16, top: 24, bottom: 26 };
const HEIGHT = PAD.top + 2 * PANEL + GAP + PAD.bottom;
type Point = Beside["points"][number];

/** Two panels over one time axis: the metric with its interval above, the business figure below. Two scales in one panel would mislead. */
export function BesideChart({ found, names, by }: { readonly found: Beside; readonly names: LinkNames; readonly by: "month" | "quarter" }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { points, metric, figure } = found;
  const kind = kindOf(metric);
  const shown = points.flatMap(({ figure: { value, interval } }) =>
    value === null ? [] : [value, ...(interval === null ? [] : [interval.low, interval.high])],
  );
  const counted = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const upper = shown.length === 0 ? null : axisFor(shown, 5);
  const lower = counted.length === 0 ? null : axisFor(counted, 5);
  const left = roomFor([
    ...(upper?.ticks ?? []).map((tick) => format.figure(kind, tick)),
    ...(lower?.ticks ?? []).map((tick) => amount(tick, figure, format)),
  ]);
  const x = (index: number) => left + (index * (width - left - PAD.right)) / Math.max(1, points.length - 1);
  const second = PAD.top + PANEL + GAP;
  const every = Math.max(1, Math.ceil((points.length * 64) / (width - left)));
  return (
    <div ref={box} className="business-drawing">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t("beside.label", names)}>
        {upper === null ? null : (
          <Panel top={PAD.top} axis={upper} left={left} width={width} name={names.metric} tick={(value) => format.figure(kind, value)}>
            {(y) => (
              <>
                {points.map(({ start, figure: { interval } }, i) =>
                  interval === null ? null : (
                    <path
                      key={start}
                      d={`M${x(i)} ${y(interval.low)}V${y(interval.high)}`}
                      stroke="var(--blue-data)"
                      strokeOpacity={0.35}
                      strokeWidth={3}
                    />
                  ),
                )}
                <Line points={points} x={x} y={y} of={(point) => point.figure.value} color="var(--blue-data)">
                  {(point) =>
                    `${periodText(point.start, by, format)} · ${names.metric} ${format.figure(kind, point.figure.value)} ${format.interval(kind, point.figure.interval)} · n ${format.count(point.figure.n)}`
                  }
                </Line>
              </>
            )}
          </Panel>
        )}
        {lower === null ? null : (
          <Panel top={second} axis={lower} left={left} width={width} name={names.figure} tick={(value) => amount(value, figure, format)}>
            {(y) => (
              <Line
                points={points.map((point) => ({ ...point, stretch: 0 }))}
                x={x}
                y={y}
                of={({ value }) => value}
                color="var(--orange-data)"
              >
                {(point) => `${periodText(point.start, by, format)} · ${names.figure} ${amount(point.value, figure, format)}`}
              </Line>
            )}
          </Panel>
        )}
        {points.map(({ start }, i) =>
          i % every !== 0 ? null : (
            <text
              key={start}
              x={x(i)}
              y={HEIGHT - 8}
              fontSize={11}
              fill="var(--ink-3)"
              textAnchor={i === 0 ? "start" : x(i) > width - 60 ? "end" : "middle"}
            >
              {shortPeriod(start, by, format)}
            </text>
          ),
        )}
      </svg>
    </div>
  );
}

function Panel(props: {
  readonly top: number;
  readonly axis: Axis;
  readonly left: number;
  readonly width: number;
  readonly name: string;
  readonly tick: (value: number) => string;
  readonly children: (y: (value: number) => number) => React.ReactNode;
}) {
  const { top, axis, left, width, name, tick, children } = props;
  const y = (value: number) => top + PANEL - placeOn(axis, value) * PANEL;
  return (
    <g>
      <text x={left} y={top - 9} fontSize={12} fontWeight={600} fill="var(--ink-2)">
        {name}
      </text>
      {axis.ticks.map((value) => (
        <g key={value} fontSize={11} fill="var(--ink-3)">
          <path d={`M${left} ${y(value)}H${width - PAD.right}`} stroke="var(--line)" />
          <text x={left - 6} y={y(value) + 4} textAnchor="end">
            {tick(value)}
          </text>
        </g>
      ))}
      {children(y)}
    </g>
  );
}

/** A line that ends where there is nothing and where the question became another one; low bases hollow. */
function Line(props: {
  readonly points: readonly Point[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly of: (point: Point) => number | null;
  readonly color: string;
  readonly children: (point: Point) => string;
}) {
  const { points, x, y, of, color, children } = props;
  const path = points
    .map((point, i) => {
      const value = of(point);
      if (value === null) return "";
      const before = points[i - 1];
      const joins = before !== undefined && of(before) !== null && before.stretch === point.stretch;
      return `${joins ? "L" : "M"}${x(i)} ${y(value)}`;
    })
    .join("");
  return (
    <>
      <path d={path} fill="none" stroke={color} strokeWidth={2} />
      {points.map((point, i) => {
        const value = of(point);
        if (value === null) return null;
        const isHollow = color === "var(--blue-data)" && point.figure.base === "low";
        return (
          <circle key={point.start} cx={x(i)} cy={y(value)} r={4} fill={isHollow ? "var(--card)" : color} stroke={color}>
            <title>{children(point)}</title>
          </circle>
        );
      })}
    </>
  );
}

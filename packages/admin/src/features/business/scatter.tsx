import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Axis, axisFor, placeOn } from "../../figures/axis.js";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { amount, roomFor } from "./amounts.js";
import type { Found, LinkNames } from "./link-tab.js";
import { useWidth } from "./use-width.js";

const HEIGHT = 360;
const PAD = { right: 14, top: 26, bottom: 44 };
type Pair = Found["pairs"][number];
type Picked = { readonly unitId: number; readonly from: string } | null;

/** Experience across, business upwards; the line only where a link was found. */
export function Scatter(props: {
  readonly found: Found;
  readonly names: LinkNames;
  readonly picked: Picked;
  readonly onPick: (pick: Picked) => void;
  readonly sentence: (pair: Pair) => string;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { found, names, picked, onPick, sentence } = props;
  const { pairs, metric, figure, line, lags, lag } = found;
  const across = axisFor(
    pairs.map((pair) => pair.metric),
    width < 500 ? 5 : 7,
  );
  const up = axisFor(
    pairs.map(({ outcome }) => outcome),
    6,
  );
  const left = roomFor(up.ticks.map((tick) => amount(tick, figure, format)));
  const x = (value: number) => left + placeOn(across, value) * (width - left - PAD.right);
  const y = (value: number) => HEIGHT - PAD.bottom - placeOn(up, value) * (HEIGHT - PAD.top - PAD.bottom);
  const kind = kindOf(metric);
  const isPicked = ({ unitId, period }: Pair) => unitId === picked?.unitId && period.from === picked.from;
  // what is lit up lies on top
  const ordered = pairs.toSorted((a, b) => rank(a, picked) - rank(b, picked));
  const ends = line !== null && lags[lag]!.isFound ? endsOf(line, { values: pairs.map((pair) => pair.metric), up }) : null;
  function pick(clientX: number, clientY: number): void {
    const area = box.current?.getBoundingClientRect();
    if (area === undefined) return;
    const distance = (pair: Pair) => Math.hypot(x(pair.metric) - (clientX - area.left), y(pair.outcome) - (clientY - area.top));
    const nearest = pairs.reduce((best, pair) => (distance(pair) < distance(best) ? pair : best));
    onPick(distance(nearest) > 24 || isPicked(nearest) ? null : { unitId: nearest.unitId, from: nearest.period.from });
  }
  return (
    <div ref={box} className="business-drawing">
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={t("scatter.label", { ...names, count: pairs.length })}
        onPointerUp={({ clientX, clientY }) => pick(clientX, clientY)}
      >
        {across.ticks.map((tick) => (
          <g key={tick} fontSize={11} fill="var(--ink-3)">
            <path d={`M${x(tick)} ${PAD.top}V${HEIGHT - PAD.bottom}`} stroke="var(--line)" />
            <text x={x(tick)} y={HEIGHT - PAD.bottom + 16} textAnchor="middle">
              {format.figure(kind, tick)}
            </text>
          </g>
        ))}
        {up.ticks.map((tick) => (
          <g key={tick} fontSize={11} fill="var(--ink-3)">
            <path d={`M${left} ${y(tick)}H${width - PAD.right}`} stroke="var(--line)" />
            <text x={left - 6} y={y(tick) + 4} textAnchor="end">
              {amount(tick, figure, format)}
            </text>
          </g>
        ))}
        <text x={left} y={14} fontSize={12} fill="var(--ink-2)">
          {names.figure}
        </text>
        <text x={width - PAD.right} y={HEIGHT - 8} fontSize={12} textAnchor="end" fill="var(--ink-2)">
          {names.metric} →
        </text>
        {ordered.map((pair) => (
          <circle
            key={`${pair.unitId} ${pair.period.from}`}
            cx={x(pair.metric)}
            cy={y(pair.outcome)}
            r={isPicked(pair) ? 6 : 3.5}
            fill={pair.unitId === picked?.unitId ? "var(--orange-data)" : "var(--blue-data)"}
            fillOpacity={picked === null ? 0.45 : pair.unitId === picked.unitId ? 0.9 : 0.2}
            stroke={isPicked(pair) ? "var(--ink)" : "none"}
          >
            <title>{sentence(pair)}</title>
          </circle>
        ))}
        {ends === null ? null : (
          <path d={`M${x(ends[0].x)} ${y(ends[0].y)}L${x(ends[1].x)} ${y(ends[1].y)}`} stroke="var(--ink)" strokeWidth={1.5} fill="none" />
        )}
      </svg>
    </div>
  );
}

function rank({ unitId, period }: Pair, picked: Picked): number {
  if (unitId !== picked?.unitId) return 0;
  return period.from === picked.from ? 2 : 1;
}

/** The line over the values that were seen, cut where it leaves the chart. */
function endsOf({ slope, intercept }: NonNullable<Found["line"]>, { values, up }: { values: readonly number[]; up: Axis }) {
  const at = (value: number) => intercept + slope.value * value;
  const inside = (value: number) => {
    const height = at(value);
    if (slope.value === 0 || (height >= up.low && height <= up.high)) return { x: value, y: height };
    const edge = height < up.low ? up.low : up.high;
    return { x: (edge - intercept) / slope.value, y: edge };
  };
  return [inside(Math.min(...values)), inside(Math.max(...values))] as const;
}

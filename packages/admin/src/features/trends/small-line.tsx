import type { TrendSeries } from "../../figures/trend-line.js";

const WIDTH = 220;
const HEIGHT = 72;

type Axis = { readonly min: number; readonly max: number };

/** A small line with its band on a given axis, one piece per stretch. It says nothing by itself: the words beside it do. */
export function SmallLine({ series, axis }: { readonly series: TrendSeries; readonly axis: Axis }) {
  const { values, lows, widths, stretches } = series;
  const x = (index: number) => 3 + (index * (WIDTH - 6)) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    HEIGHT - 3 - ((Math.min(axis.max, Math.max(axis.min, value)) - axis.min) / (axis.max - axis.min)) * (HEIGHT - 6);
  // a piece ends where nothing was computed and where the question became another one
  const pieces: number[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = pieces.at(-1);
    if (last !== undefined && last.at(-1) === index - 1 && stretches[index] === stretches[index - 1]) last.push(index);
    else pieces.push([index]);
  });
  const path = (points: readonly [number, number][]) =>
    points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
  const end = values.findLastIndex((value) => value !== null);
  return (
    <svg className="small-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {axis.min < 0 && axis.max > 0 ? <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--line-2)" /> : null}
      {pieces.map((piece) => {
        const banded = piece.filter((index) => (lows[index] ?? null) !== null);
        const upper = banded.map((index): [number, number] => [x(index), y(lows[index]! + (widths[index] ?? 0))]);
        const lower = banded.map((index): [number, number] => [x(index), y(lows[index]!)]).reverse();
        return (
          <g key={piece[0]}>
            {banded.length > 1 ? <path d={`${path([...upper, ...lower])}Z`} fill="var(--blue-data)" opacity="0.15" /> : null}
            <path
              d={path(piece.map((index) => [x(index), y(values[index]!)]))}
              fill="none"
              stroke="var(--blue-data)"
              strokeWidth="1.75"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
      {end === -1 ? null : <circle cx={x(end)} cy={y(values[end]!)} r="2.5" fill="var(--blue-data)" />}
    </svg>
  );
}

import { axisFor, placeOn } from "../../figures/axis.js";

export type ForestRow = {
  readonly name: string;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly isMain: boolean;
};

const WIDTH = 420;
const NAMES = 128;
const ROW = 27;

/** Effects with their intervals about zero, one below the other. The words beside it say the same. */
export function Forest({
  rows,
  tick,
  caption,
}: {
  readonly rows: readonly ForestRow[];
  readonly tick: (value: number) => string;
  readonly caption: string;
}) {
  const axis = axisFor([0, ...rows.flatMap(({ value, interval }) => [value, interval.low, interval.high])], 5);
  const x = (at: number) => NAMES + 24 + placeOn(axis, at) * (WIDTH - NAMES - 48);
  const height = rows.length * ROW + 24;
  return (
    <svg
      className="effects-forest"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={[
        caption,
        ...rows.map(({ name, value, interval }) => `${name} ${tick(value)} (${tick(interval.low)}, ${tick(interval.high)})`),
      ].join(". ")}
    >
      {axis.ticks.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={0} y2={rows.length * ROW} stroke={at === 0 ? "var(--control)" : "var(--line)"} />
          <text x={x(at)} y={height - 6} textAnchor="middle" fontSize="11" fill="var(--ink-3)">
            {tick(at).replace(/ .*$/, "")}
          </text>
        </g>
      ))}
      {rows.map(({ name, value, interval, isMain }, i) => {
        const y = i * ROW + 13;
        const colour = isMain ? "var(--blue-data)" : "var(--series-2)";
        return (
          <g key={name}>
            <text x={0} y={y + 4} fontSize="12" fontWeight={isMain ? 600 : 400} fill={isMain ? "var(--ink)" : "var(--ink-2)"}>
              {name}
            </text>
            <line x1={x(interval.low)} x2={x(interval.high)} y1={y} y2={y} stroke={colour} strokeWidth="2.5" />
            <circle cx={x(value)} cy={y} r="5" fill={colour} stroke="var(--card)" strokeWidth="1.5" />
          </g>
        );
      })}
      <text x={0} y={height - 6} fontSize="11" fill="var(--ink-3)">
        {caption}
      </text>
    </svg>
  );
}

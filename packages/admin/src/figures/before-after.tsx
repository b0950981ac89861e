import type { Figure } from "@manyi/contracts";
import { useFormat } from "../format/index.js";
import { axisFor, placeOn } from "./axis.js";
import { kindOf, verdictOf } from "./metrics.js";

const width = 190;
const inset = 24;

/** Before and now as two dots with their intervals on one small axis. The words beside it say the same. */
export function BeforeAfter({ figure }: { readonly figure: Pick<Figure, "metric" | "value" | "interval" | "change"> }) {
  const format = useFormat();
  const { value, interval, change } = figure;
  const before = change?.value ?? null;
  if (value === null || before === null || change === null) return null;
  const now = interval ?? { low: value, high: value };
  const then = change.interval ?? { low: before, high: before };
  const axis = axisFor([now.low, now.high, then.low, then.high]);
  const x = (at: number) => inset + placeOn(axis, at) * (width - 2 * inset);
  const colour = verdictOf(figure) === "worse" ? "var(--orange-data)" : "var(--blue-data)";
  const kind = kindOf(figure.metric);
  return (
    <svg className="before-after" viewBox={`0 0 ${width} 62`} width={width} height={62} aria-hidden="true">
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={0} y2={44} stroke="var(--line)" />
          <text x={x(tick)} y={58} textAnchor="middle" fontSize="11" fill="var(--ink-3)">
            {format.figure(kind, tick).replace(/\.0%$/, "%")}
          </text>
        </g>
      ))}
      {[
        { ends: then, at: before, y: 12, fill: "var(--series-2)" },
        { ends: now, at: value, y: 31, fill: colour },
      ].map(({ ends, at, y, fill }) => (
        <g key={y}>
          <line x1={x(ends.low)} x2={x(ends.high)} y1={y} y2={y} stroke={fill} strokeWidth="2.5" />
          <circle cx={x(at)} cy={y} r="5" fill={fill} stroke="var(--card)" strokeWidth="1.5" />
        </g>
      ))}
    </svg>
  );
}

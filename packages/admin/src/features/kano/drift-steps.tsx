import type { TimelineNote } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { noteMark } from "../../figures/line-option.js";
import type { DriftRow } from "./drift-card.js";

const levels = ["delight", "expected", "basic"] as const;
const WIDTH = 360;
const HEIGHT = 124;
const LEFT = 64;
const TOP = 26;

/**
 * Three levels, one mark a month; a month without a tier is a gap, and so is a day on which the question became another one. Numbers
 * above the levels are notes of the time line.
 */
export function DriftSteps(props: {
  readonly row: DriftRow;
  readonly months: readonly number[];
  readonly notes: readonly TimelineNote[];
  readonly month: (key: number) => string;
}) {
  const { row, months, notes, month } = props;
  const { t } = useTranslation("kano");
  const x = (at: number) => LEFT + 8 + (at * (WIDTH - LEFT - 20)) / Math.max(1, months.length - 1);
  const y = (tier: (typeof levels)[number]) => TOP + 32 * levels.indexOf(tier);
  const spots = row.points.map((point) => ({ ...point, at: placeOf(point.start, months) }));
  const marks = apart(
    notes.map(({ day }) => x(placeOf(day, months))),
    WIDTH - 8,
  );
  const alerted = new Set(row.alerts.map((alert) => alert.month));
  const runs: (typeof spots)[] = [];
  spots.forEach((spot, i) => {
    if (spot.tier === null) return;
    const before = spots[i - 1];
    if (before !== undefined && before.tier !== null && before.stretch === spot.stretch) runs.at(-1)!.push(spot);
    else runs.push([spot]);
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={spots.map(({ month: key, tier }) => `${month(key)} ${tier === null ? "—" : t(`tier.${tier}`)}`).join("; ")}
    >
      {levels.map((tier) => (
        <g key={tier}>
          <path d={`M${LEFT} ${y(tier)}H${WIDTH - 6}`} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(tier) + 4} textAnchor="end" fontSize={11} fill="var(--ink-3)">
            {t(`tier.${tier}`)}
          </text>
        </g>
      ))}
      {row.breaks.map(({ on, kind }) => (
        <path
          key={on}
          d={`M${x(placeOf(on, months))} ${TOP - 10}V${y("basic") + 10}`}
          stroke={kind === "incomparable" ? "var(--orange-data)" : "var(--control)"}
          strokeDasharray="3 3"
        />
      ))}
      {notes.map((note, i) => (
        <text key={note.id} x={marks[i]} y={11} textAnchor="middle" fontSize={12} fill="var(--ink-2)">
          {noteMark(i)}
        </text>
      ))}
      {runs.map((run) => (
        <polyline
          key={run[0]!.start}
          points={run.map(({ at, tier }) => `${x(at)},${y(tier!)}`).join(" ")}
          fill="none"
          stroke="var(--blue-data)"
          strokeWidth={1.5}
        />
      ))}
      {spots.map(({ start, at, month: key, tier, n }) =>
        tier === null ? null : (
          <circle
            key={start}
            cx={x(at)}
            cy={y(tier)}
            r={alerted.has(key) ? 6 : 4}
            fill={alerted.has(key) ? "var(--orange-data)" : "var(--blue-data)"}
          >
            <title>{`${month(key)} · ${t(`tier.${tier}`)} · n ${n}`}</title>
          </circle>
        ),
      )}
      {[0, months.length - 1].map((i) => (
        <text key={i} x={x(i)} y={HEIGHT - 4} textAnchor={i === 0 ? "start" : "end"} fontSize={11} fill="var(--ink-3)">
          {month(months[i]!)}
        </text>
      ))}
    </svg>
  );
}

/** Marks that would cover each other step to the left, from the last one on. */
function apart(places: readonly number[], end: number): number[] {
  const moved = [...places];
  for (let i = moved.length - 1; i >= 0; i--) moved[i] = Math.min(moved[i]!, i === moved.length - 1 ? end : moved[i + 1]! - 14);
  return moved;
}

/** Where a day lies among the months, 0 at the first day of the first one; the last month has no room beyond its first day. */
function placeOf(day: string, months: readonly number[]): number {
  const [year, month, date] = day.split("-").map(Number);
  const at = year! * 12 + month! - 1 - months[0]! + (date! - 1) / 31;
  return Math.min(months.length - 1, Math.max(0, at));
}

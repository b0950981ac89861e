import type { DriftRow } from "./drift-card.js";

const WIDTH = 220;
const HEIGHT = 76;

/** Expectation dashed and perception solid on one small axis, with the interval of the expectation; a drift is marked. */
export function PairLines(props: {
  readonly points: DriftRow["points"];
  /** starts of the periods that complete a drift */
  readonly drifts: readonly string[];
  readonly axis: { readonly min: number; readonly max: number };
}) {
  const { points, drifts, axis } = props;
  const x = (index: number) => 4 + (index * (WIDTH - 8)) / Math.max(1, points.length - 1);
  const y = (value: number) =>
    HEIGHT - 4 - ((Math.min(axis.max, Math.max(axis.min, value)) - axis.min) / (axis.max - axis.min)) * (HEIGHT - 8);
  const pieces: number[][] = [];
  points.forEach(({ e, stretch, figure }, index) => {
    if (e === null || figure.base === "low") return;
    const last = pieces.at(-1);
    if (last !== undefined && last.at(-1) === index - 1 && points[index - 1]!.stretch === stretch) last.push(index);
    else pieces.push([index]);
  });
  const path = (piece: readonly number[], of: (index: number) => number | null) =>
    piece.map((index, i) => `${i === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(of(index) ?? axis.min).toFixed(1)}`).join("");
  return (
    <svg className="pair-lines" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {pieces.map((piece) => {
        const banded = piece.filter((index) => points[index]!.eInterval !== null);
        const back = [...banded].reverse();
        return (
          <g key={piece[0]}>
            {banded.length < 2 ? null : (
              <path
                d={`${path(banded, (index) => points[index]!.eInterval!.high)}${path(back, (index) => points[index]!.eInterval!.low).replace("M", "L")}Z`}
                fill="var(--ink-2)"
                opacity="0.12"
              />
            )}
            <path
              d={path(piece, (index) => points[index]!.e)}
              fill="none"
              stroke="var(--ink-2)"
              strokeWidth="1.75"
              strokeDasharray="4 3"
              vectorEffect="non-scaling-stroke"
            />
            <path
              d={path(piece, (index) => points[index]!.p)}
              fill="none"
              stroke="var(--blue-data)"
              strokeWidth="1.75"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
      {points.map(({ start, e }, index) =>
        e !== null && drifts.includes(start) ? <circle key={start} cx={x(index)} cy={y(e)} r="3.5" fill="var(--orange-data)" /> : null,
      )}
    </svg>
  );
}

import type { Interval } from "@manyi/core/measures";

/** Text that may stand in HTML and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign);
}

export interface Axis {
  readonly low: number;
  readonly high: number;
}

/** An axis that holds all values with a little room, never wider than the bounds. */
export function axisOf(values: readonly number[], bounds: Axis): Axis {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return bounds;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = (high - low) * 0.08 || (bounds.high - bounds.low) * 0.05;
  return { low: Math.max(bounds.low, low - room), high: Math.min(bounds.high, high + room) };
}

/** A place on an axis in percent of its width, ends cut. */
function at(value: number, { low, high }: Axis): string {
  const place = high === low ? 50 : (100 * (value - low)) / (high - low);
  return `${Math.max(0, Math.min(100, place)).toFixed(2)}%`;
}

export interface Mark {
  readonly value: number;
  readonly interval: Interval | null;
  readonly n: number;
  readonly tone?: "blue" | "orange" | "grey";
}

const COLOURS = { blue: "#2A74B8", orange: "#D0701A", grey: "#8A96A6" } as const;

/** A point with its interval; hollow under ten answers. A reference line stands where told. */
export function dot(mark: Mark, axis: Axis, told: string, reference?: number): string {
  const colour = COLOURS[mark.tone ?? "blue"];
  const line = reference === undefined ? "" : `<line x1="${at(reference, axis)}" x2="${at(reference, axis)}" y1="0" y2="22" class="ref"/>`;
  const whisker =
    mark.interval === null
      ? ""
      : `<line x1="${at(mark.interval.low, axis)}" x2="${at(mark.interval.high, axis)}" y1="11" y2="11" stroke="${colour}" stroke-width="2" stroke-opacity=".55"/>`;
  const fill = mark.n < 10 ? "#fff" : colour;
  return svg(
    told,
    `${line}${whisker}<circle cx="${at(mark.value, axis)}" cy="11" r="4.5" fill="${fill}" stroke="${colour}" stroke-width="1.5"/>`,
  );
}

/** A bar from 0 with its interval as a whisker. */
export function barWith(mark: Mark, most: number, told: string): string {
  const axis = { low: 0, high: most };
  const colour = COLOURS[mark.tone ?? "blue"];
  const whisker =
    mark.interval === null
      ? ""
      : `<line x1="${at(mark.interval.low, axis)}" x2="${at(mark.interval.high, axis)}" y1="11" y2="11" stroke="#17212D" stroke-width="1.5"/>`;
  const fill = mark.n < 10 ? `fill="#fff" stroke="${colour}"` : `fill="${colour}"`;
  return svg(told, `<rect x="0" y="4" width="${at(mark.value, axis)}" height="14" rx="2" ${fill}/>${whisker}`);
}

/** Parts of a whole side by side, always in the order given. */
export function stacked(parts: readonly { readonly value: number; readonly colour: string }[], told: string, height = 22): string {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  let from = 0;
  const rects = parts.map(({ value, colour }) => {
    const width = total === 0 ? 0 : (100 * value) / total;
    const rect = `<rect x="${from.toFixed(2)}%" y="3" width="${width.toFixed(2)}%" height="${height - 6}" fill="${colour}" stroke="#fff" stroke-width="1"/>`;
    from += width;
    return rect;
  });
  return svg(told, rects.join(""), height);
}

/** Expected ○ and perceived ● joined by a line. */
export function dumbbell(expected: number, perceived: number, axis: Axis, told: string): string {
  const colour = perceived < expected ? COLOURS.orange : COLOURS.blue;
  return svg(
    told,
    `<line x1="${at(expected, axis)}" x2="${at(perceived, axis)}" y1="11" y2="11" stroke="${colour}" stroke-width="2"/>` +
      `<circle cx="${at(expected, axis)}" cy="11" r="4.5" fill="#fff" stroke="#465466" stroke-width="1.5"/>` +
      `<circle cx="${at(perceived, axis)}" cy="11" r="4.5" fill="${colour}"/>`,
  );
}

/** Counts per value as small columns with their labels. */
export function columns(counts: readonly number[], labels: readonly string[], colours: readonly string[], told: string): string {
  const most = Math.max(1, ...counts);
  const step = 100 / counts.length;
  const bars = counts.map((value, i) => {
    const height = (72 * value) / most;
    const x = (i * step + step * 0.12).toFixed(2);
    const middle = (i * step + step / 2).toFixed(2);
    return (
      `<rect x="${x}%" y="${(78 - height).toFixed(1)}" width="${(step * 0.76).toFixed(2)}%" height="${height.toFixed(1)}" fill="${colours[i]}"/>` +
      `<text x="${middle}%" y="93" text-anchor="middle" class="tick">${escaped(labels[i] ?? "")}</text>`
    );
  });
  return svg(told, `${bars.join("")}<line x1="0" x2="100%" y1="78" y2="78" stroke="#CDD5DE"/>`, 98);
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly xInterval?: Interval | null;
  readonly yInterval?: Interval | null;
  readonly tone: "blue" | "orange" | "grey";
  readonly isHollow: boolean;
}

/** Numbered points on a plane with cross-hairs; the list beside it names them. */
export function plane(
  points: readonly Point[],
  { x, y, cross, corners, told }: { x: Axis; y: Axis; cross: { x: number; y: number } | null; corners: readonly string[]; told: string },
): string {
  const up = (value: number) => at(y.high + y.low - value, y);
  const lines =
    cross === null
      ? ""
      : `<line x1="${at(cross.x, x)}" x2="${at(cross.x, x)}" y1="0" y2="100%" class="ref"/><line x1="0" x2="100%" y1="${up(cross.y)}" y2="${up(cross.y)}" class="ref"/>`;
  const [topLeft = "", topRight = "", bottomLeft = "", bottomRight = ""] = corners.map(escaped);
  const names =
    `<text x="8" y="18" class="zone">${topLeft}</text><text x="100%" dx="-8" y="18" text-anchor="end" class="zone">${topRight}</text>` +
    `<text x="8" y="100%" dy="-8" class="zone">${bottomLeft}</text><text x="100%" dx="-8" y="100%" dy="-8" text-anchor="end" class="zone">${bottomRight}</text>`;
  const crosses = points.map(({ xInterval, yInterval, ...point }) => {
    const colour = COLOURS[point.tone];
    const h = xInterval
      ? `<line x1="${at(xInterval.low, x)}" x2="${at(xInterval.high, x)}" y1="${up(point.y)}" y2="${up(point.y)}" stroke="${colour}" stroke-opacity=".5"/>`
      : "";
    const v = yInterval
      ? `<line x1="${at(point.x, x)}" x2="${at(point.x, x)}" y1="${up(yInterval.low)}" y2="${up(yInterval.high)}" stroke="${colour}" stroke-opacity=".5"/>`
      : "";
    return h + v;
  });
  const dots = points.map((point, i) => {
    const colour = COLOURS[point.tone];
    return (
      `<circle cx="${at(point.x, x)}" cy="${up(point.y)}" r="9" fill="${point.isHollow ? "#fff" : colour}" stroke="${colour}" stroke-width="1.5"/>` +
      `<text x="${at(point.x, x)}" y="${up(point.y)}" dy="4" text-anchor="middle" class="num" fill="${point.isHollow ? "#17212D" : "#fff"}">${i + 1}</text>`
    );
  });
  return `<svg class="plane" role="img" aria-label="${escaped(told)}" width="100%" height="320"><rect width="100%" height="100%" fill="none" stroke="#CDD5DE"/>${lines}${names}${crosses.join("")}${dots.join("")}</svg>`;
}

function svg(told: string, inside: string, height = 22): string {
  return `<svg role="img" aria-label="${escaped(told)}" width="100%" height="${height}">${inside}</svg>`;
}

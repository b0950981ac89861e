/** A point of a drawing and the text that names it, in pixels from the upper left corner; `size` is that of the letters. */
export type Label = { readonly name: string; readonly text: string; readonly x: number; readonly y: number; readonly size: number };
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
/** Middle and baseline of the text; `line` leads from the point to a text that stands away from it. */
export type PlacedLabel = { readonly name: string; readonly x: number; readonly y: number; readonly line: Line | null };
type Line = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

/** Half the side of the square a point takes. */
const POINT = 6;
/** A text this near to its point needs no line. */
const BESIDE = 12;
/** Standing across an interval is as bad as standing this far away. */
const ACROSS = 45;
/** So is a line that runs across another line or another point. */
const TANGLED = 30;
/** A line through a name is the last resort. */
const THROUGH = 150;
const RINGS = [0, 8, 16, 26, 36, 48, 62, 78, 96, 116, 140, 168, 200, 240];
const DIRECTIONS = Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12);

/** How wide a text stands, near enough: a Chinese sign is as wide as high, a Latin one a little over half. */
function widthOf({ text, size }: Label): number {
  let width = 0;
  for (const sign of text) width += /[ -~\u00a0-\u00ff]/.test(sign) ? 0.6 * size : size;
  return width;
}

const overlaps = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a line runs through a box: one of its ends lies inside, or it crosses a side. */
function cuts({ x1, y1, x2, y2 }: Line, { x, y, width, height }: Box): boolean {
  let [from, to] = [0, 1];
  for (const [start, step, low, high] of [
    [x1, x2 - x1, x, x + width],
    [y1, y2 - y1, y, y + height],
  ] as const) {
    if (step === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [a, b] = [(low - start) / step, (high - start) / step];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from < to;
}

function crosses(a: Line, b: Line): boolean {
  const side = (x: number, y: number, { x1, y1, x2, y2 }: Line) => Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
  return side(b.x1, b.y1, a) !== side(b.x2, b.y2, a) && side(a.x1, a.y1, b) !== side(a.x2, a.y2, b);
}

/** The texts' boxes, best first: beside the point, then on wider and wider rings around it. */
function spotsOf(label: Label, width: number): { readonly box: Box; readonly cost: number; readonly line: Line | null }[] {
  const height = label.size * 1.3;
  return RINGS.flatMap((ring) =>
    DIRECTIONS.map((angle) => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      // the text touches a circle around its point, wherever it stands
      const away = POINT + 3 + ring;
      const middle = { x: label.x + dx * (away + width / 2), y: label.y + dy * (away + height / 2) };
      const box = { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
      const near = {
        x: Math.min(Math.max(label.x, box.x), box.x + width),
        y: Math.min(Math.max(label.y, box.y + 2), box.y + height - 2),
      };
      const gap = Math.hypot(near.x - label.x, near.y - label.y);
      const line = gap <= BESIDE ? null : { x1: label.x, y1: label.y, x2: near.x, y2: near.y };
      // at a side rather than above or below, right rather than left
      return { box, cost: gap + 12 * Math.abs(dy) + (dx < 0 ? 1 : 0), line };
    }),
  ).toSorted((a, b) => a.cost - b.cost);
}

/**
 * Where the name of each point stands so that no name covers another, or a point, or leaves the drawing. A name that finds no room beside
 * its point stands away from it, at the end of a line. What finds no room at all is left out; the table names it.
 *
 * @param labels the most important first
 * @param frame width and height of the drawing
 * @param avoid `never` is kept clear, `rather` (intervals) only where there is room
 */
export function placeLabels(
  labels: readonly Label[],
  frame: { readonly width: number; readonly height: number },
  avoid: { readonly never?: readonly Box[]; readonly rather?: readonly Box[] } = {},
): ReadonlyMap<string, PlacedLabel> {
  const points = labels.map(({ x, y }) => ({ x: x - POINT, y: y - POINT, width: 2 * POINT, height: 2 * POINT }));
  const taken: Box[] = [...points, ...(avoid.never ?? [])];
  const names: Box[] = [];
  const lines: Line[] = [];
  const rather = avoid.rather ?? [];
  const placed = new Map<string, PlacedLabel>();
  for (const [at, label] of labels.entries()) {
    let best: { box: Box; cost: number; line: Line | null } | null = null;
    for (const spot of spotsOf(label, widthOf(label))) {
      const { box, line } = spot;
      if (best !== null && spot.cost >= best.cost) break;
      if (box.x < 0 || box.y < 0 || box.x + box.width > frame.width || box.y + box.height > frame.height) continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      const through =
        lines.filter((other) => cuts(other, box)).length + (line === null ? 0 : names.filter((other) => cuts(line, other)).length);
      const crossed = line === null ? 0 : points.filter((other, i) => i !== at && cuts(line, other)).length;
      const tangled = line === null ? 0 : lines.filter((other) => crosses(line, other)).length;
      const cost =
        spot.cost + ACROSS * rather.filter((other) => overlaps(box, other)).length + TANGLED * (crossed + tangled) + THROUGH * through;
      if (best === null || cost < best.cost) best = { box, cost, line };
    }
    if (best === null) continue;
    const { box, line } = best;
    taken.push(box);
    names.push(box);
    if (line !== null) lines.push(line);
    placed.set(label.name, { name: label.name, x: box.x + box.width / 2, y: box.y + box.height / 2 + 0.35 * label.size, line });
  }
  return placed;
}

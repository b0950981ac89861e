export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
/** An arrow as it is drawn, and where its coefficient may stand, the best place first. */
type Arrow = { readonly path: string; readonly spots: readonly Spot[]; readonly line: Line | null };
export type Spot = { readonly x: number; readonly y: number };
type Line = { readonly a: Spot; readonly b: Spot };
type Size = { readonly width: number; readonly height: number };

/** Where the boxes of a model stand, and how an arrow runs between two of them. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly box: Size;
  /** the room a coefficient takes; on a desk its interval stands below it */
  readonly label: Size;
  /** centre of each part, as shares of width and height */
  readonly places: Readonly<Record<string, readonly [number, number]>>;
  readonly arrow: (from: Box, to: Box) => Arrow;
};

const BOX = { width: 104, height: 60 };

/** On a desk: causes at the left, what satisfaction brings at the right. */
export const WIDE: Layout = {
  width: 960,
  height: 480,
  box: { width: 112, height: 62 },
  label: { width: 92, height: 30 },
  // found by trying many: no arrow runs through a box, hardly two cross, every coefficient has room
  places: {
    Image: [0.117, 0.09],
    Expectation: [0.224, 0.609],
    Quality: [0.152, 0.931],
    Value: [0.523, 0.929],
    Satisfaction: [0.595, 0.601],
    Complaints: [0.62, 0.069],
    Loyalty: [0.911, 0.382],
  },
  arrow: straight,
};

/** On a phone: one column, top down; an arrow that skips a box bows out at the side, the further the more it skips. */
export const PHONE: Layout = {
  width: 340,
  height: 740,
  box: BOX,
  label: { width: 36, height: 18 },
  places: {
    Image: [0.5, 0.05],
    Expectation: [0.5, 0.2],
    Quality: [0.5, 0.35],
    Value: [0.5, 0.5],
    Satisfaction: [0.5, 0.65],
    Complaints: [0.5, 0.8],
    Loyalty: [0.5, 0.95],
  },
  arrow: bowed,
};

/** The boxes of the parts a model has. */
export function boxesOf(latents: readonly string[], { width, height, box, places }: Layout): ReadonlyMap<string, Box> {
  return new Map(
    latents.flatMap((latent): [string, Box][] => {
      const place = places[latent];
      if (place === undefined) return [];
      return [[latent, { x: place[0] * width - box.width / 2, y: place[1] * height - box.height / 2, ...box }]];
    }),
  );
}

const centre = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

/** The point where the line from a box's centre towards another point leaves the box. */
export function edgeOf(box: Box, towards: { readonly x: number; readonly y: number }): { x: number; y: number } {
  const from = centre(box);
  const [dx, dy] = [towards.x - from.x, towards.y - from.y];
  const scale = Math.min(box.width / 2 / Math.max(1e-9, Math.abs(dx)), box.height / 2 / Math.max(1e-9, Math.abs(dy)));
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}

/** How far along an arrow its coefficient may stand; the middle is best. */
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

function straight(from: Box, to: Box): Arrow {
  const [a, b] = [edgeOf(from, centre(to)), edgeOf(to, centre(from))];
  return {
    path: `M${a.x} ${a.y}L${b.x} ${b.y}`,
    spots: ALONG.map((along) => ({ x: a.x + along * (b.x - a.x), y: a.y + along * (b.y - a.y) })),
    line: { a, b },
  };
}

const isNear = (one: Spot, other: Spot, width: number, height: number) =>
  Math.abs(one.x - other.x) < width && Math.abs(one.y - other.y) < height;

/** Whether a line runs through the room a label takes; looked at in small steps. */
function runsThrough({ a, b }: Line, spot: Spot, { width, height }: Size): boolean {
  return Array.from({ length: 41 }, (_, i) => ({ x: a.x + (i / 40) * (b.x - a.x), y: a.y + (i / 40) * (b.y - a.y) })).some((point) =>
    isNear(point, spot, width / 2, height / 2),
  );
}

/**
 * Where each coefficient stands on its arrow: off every box and every other coefficient, and off other arrows where that is possible.
 * Short arrows choose first; the long ones have more room.
 *
 * @param arrows what a layout draws, in any order
 * @returns a place per arrow, in the order of the arrows
 */
export function labelSpots(arrows: readonly Arrow[], boxes: readonly Box[], { width, height }: Size): readonly Spot[] {
  const lengthOf = ({ line }: Arrow) => (line === null ? 0 : Math.hypot(line.a.x - line.b.x, line.a.y - line.b.y));
  const taken: Spot[] = [];
  const chosen = new Map<Arrow, Spot>();
  for (const arrow of arrows.toSorted((a, b) => lengthOf(a) - lengthOf(b))) {
    const costs = arrow.spots.map((spot, at) => {
      const onBoxes = boxes.filter((box) => isNear(spot, centre(box), (box.width + width) / 2, (box.height + height) / 2)).length;
      const onLabels = taken.filter((other) => isNear(spot, other, width, height)).length;
      const onLines = arrows.filter(
        (other) => other !== arrow && other.line !== null && runsThrough(other.line, spot, { width, height }),
      ).length;
      return { spot, cost: 100 * (onBoxes + onLabels) + 10 * onLines + at };
    });
    const best = costs.toSorted((a, b) => a.cost - b.cost)[0];
    if (best === undefined) continue;
    taken.push(best.spot);
    chosen.set(arrow, best.spot);
  }
  return arrows.map((arrow) => chosen.get(arrow) ?? { x: 0, y: 0 });
}

const STEP = 0.15 * 740;

function bowed(from: Box, to: Box): Arrow {
  const skipped = Math.round((to.y - from.y) / STEP) - 1;
  if (skipped < 1) {
    const [a, b] = [edgeOf(from, centre(to)), edgeOf(to, centre(from))];
    return { path: `M${a.x} ${a.y}L${b.x} ${b.y}`, spots: [{ x: a.x, y: (a.y + b.y) / 2 }], line: { a, b } };
  }
  // left and right in turn, so that no two arrows of one box lie on each other
  const side = skipped % 2 === 1 ? 1 : -1;
  const x = side === 1 ? from.x + from.width : from.x;
  const [y1, y2] = [from.y + from.height / 2 + 8, to.y + to.height / 2 - 8];
  const out = x + side * (34 + 26 * skipped);
  const bow = x + side * 0.75 * (34 + 26 * skipped);
  return {
    path: `M${x} ${y1}C${out} ${y1} ${out} ${y2} ${x} ${y2}`,
    spots: [0.35, 0.5, 0.65, 0.2, 0.8].map((along) => ({ x: bow, y: y1 + (y2 - y1) * along })),
    line: null,
  };
}

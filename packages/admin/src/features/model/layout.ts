export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Arrow = { readonly path: string; readonly x: number; readonly y: number };

/** Where the boxes of a model stand, and how an arrow runs between two of them. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  /** centre of each part, as shares of width and height */
  readonly places: Readonly<Record<string, readonly [number, number]>>;
  readonly arrow: (from: Box, to: Box) => Arrow;
};

const BOX = { width: 104, height: 60 };

/** On a desk: causes at the left, what satisfaction brings at the right. */
export const WIDE: Layout = {
  width: 860,
  height: 400,
  box: BOX,
  places: {
    Image: [0.08, 0.5],
    Expectation: [0.31, 0.12],
    Quality: [0.36, 0.88],
    Value: [0.58, 0.47],
    Satisfaction: [0.75, 0.7],
    Complaints: [0.8, 0.1],
    Loyalty: [0.93, 0.42],
  },
  arrow: (from, to) => straight(from, to, 0.42),
};

/** On a phone: one column, top down; an arrow that skips a box bows out at the side, the further the more it skips. */
export const PHONE: Layout = {
  width: 340,
  height: 740,
  box: BOX,
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

function straight(from: Box, to: Box, along: number): Arrow {
  const [a, b] = [edgeOf(from, centre(to)), edgeOf(to, centre(from))];
  return { path: `M${a.x} ${a.y}L${b.x} ${b.y}`, x: a.x + along * (b.x - a.x), y: a.y + along * (b.y - a.y) };
}

const STEP = 0.15 * 740;

function bowed(from: Box, to: Box): Arrow {
  const skipped = Math.round((to.y - from.y) / STEP) - 1;
  if (skipped < 1) {
    const [a, b] = [edgeOf(from, centre(to)), edgeOf(to, centre(from))];
    return { path: `M${a.x} ${a.y}L${b.x} ${b.y}`, x: a.x, y: (a.y + b.y) / 2 };
  }
  // left and right in turn, so that no two arrows of one box lie on each other
  const side = skipped % 2 === 1 ? 1 : -1;
  const x = side === 1 ? from.x + from.width : from.x;
  const [y1, y2] = [from.y + from.height / 2 + 8, to.y + to.height / 2 - 8];
  const out = x + side * (34 + 26 * skipped);
  return { path: `M${x} ${y1}C${out} ${y1} ${out} ${y2} ${x} ${y2}`, x: x + side * 0.75 * (34 + 26 * skipped), y: y1 + (y2 - y1) * 0.35 };
}

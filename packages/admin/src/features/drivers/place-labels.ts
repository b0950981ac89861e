export type Label = { readonly name: string; readonly text: string; readonly x: number; readonly y: number; readonly size: number };
export type PlacedLabel = { readonly name: string; readonly x: number; readonly y: number };

/** How wide a text stands, near enough: a Chinese sign is as wide as high, a Latin one about half. */
function widthOf({ text, size }: Label): number {
  let width = 0;
  for (const sign of text) width += /[ -~\u00a0-\u00ff]/.test(sign) ? 0.58 * size : size;
  return width;
}

/**
 * Middle and baseline of each label so that none covers another: above its point, below, at the right, at the left; where nothing is free
 * the label stays away, and the table names the point.
 *
 * @param labels the most important first
 * @param frame width and height of the drawing
 */
export function placeLabels(
  labels: readonly Label[],
  frame: { readonly width: number; readonly height: number },
): ReadonlyMap<string, PlacedLabel> {
  const taken: { x: number; y: number; w: number; h: number }[] = labels.map(({ x, y }) => ({ x: x - 5, y: y - 5, w: 10, h: 10 }));
  const placed = new Map<string, PlacedLabel>();
  for (const label of labels) {
    const { name, x, y, size } = label;
    const w = widthOf(label);
    const spots = [
      { x, y: y - 9 },
      { x, y: y + size + 7 },
      { x: x + w / 2 + 9, y: y + size / 3 },
      { x: x - w / 2 - 9, y: y + size / 3 },
    ];
    for (const spot of spots) {
      const box = { x: spot.x - w / 2, y: spot.y - size, w, h: size * 1.2 };
      const isInside = box.x >= 0 && box.x + w <= frame.width && box.y >= 0 && spot.y <= frame.height;
      const isFree = taken.every(
        (other) => box.x + box.w <= other.x || other.x + other.w <= box.x || box.y + box.h <= other.y || other.y + other.h <= box.y,
      );
      if (!isInside || !isFree) continue;
      taken.push(box);
      placed.set(name, { name, ...spot });
      break;
    }
  }
  return placed;
}

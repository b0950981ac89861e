import type { Box } from "./place-labels.js";

type Size = { readonly width: number; readonly height: number };

/** Per cent of a plot, from its left and top, as pixels. */
export const pixels = ({ width, height }: Size, x: number, y: number) => ({ x: (x * width) / 100, y: (y * height) / 100 });

/** The box two corners span, given in per cent of a plot, in pixels and at least a line wide. */
export function boxBetween(size: Size, [left, top]: readonly [number, number], [right, bottom]: readonly [number, number]): Box {
  const [from, to] = [pixels(size, left, top), pixels(size, right, bottom)];
  return { x: from.x - 1, y: from.y - 1, width: to.x - from.x + 2, height: to.y - from.y + 2 };
}

export const ZONES = ["fix", "keep", "later", "maintain"] as const;
export type Zone = (typeof ZONES)[number];
const NAME = { width: 112, height: 22, margin: 6 };

/**
 * Where the names of the four quadrants stand: in the outer corner of the drawing, or at the cross-line where a point lies in that corner.
 *
 * @param crossY where the importance line runs, in pixels from the top
 * @param points in pixels
 */
export function zonePlaces(size: Size, crossY: number, points: readonly { readonly x: number; readonly y: number }[]): Record<Zone, Box> {
  const { width, height, margin } = NAME;
  const left = margin;
  const right = size.width - width - margin;
  const top = margin;
  const bottom = size.height - height - margin;
  const isTaken = (box: Box) =>
    points.some(({ x, y }) => x > box.x - 6 && x < box.x + width + 6 && y > box.y - 6 && y < box.y + height + 6);
  const spots = (x: number, ys: readonly number[]): Box => {
    const boxes = ys.map((y) => ({ x, y, width, height }));
    return boxes.find((box) => !isTaken(box)) ?? boxes[0]!;
  };
  const [above, below] = [crossY - height - 2, crossY + 2];
  return {
    fix: spots(left, above > top + height ? [top, above] : [top]),
    keep: spots(right, above > top + height ? [top, above] : [top]),
    later: spots(left, below < bottom - height ? [bottom, below] : [bottom]),
    maintain: spots(right, below < bottom - height ? [bottom, below] : [bottom]),
  };
}

/** A name at the right edge ends there, however long it is in the reader's language. */
export const zoneStyle = ({ x, y }: Box) => ({ top: y, ...(x > NAME.margin ? { right: NAME.margin + 4 } : { left: x + 4 }) });

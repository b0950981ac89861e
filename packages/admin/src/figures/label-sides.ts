export type Spot = { readonly name: string; readonly x: number; readonly y: number };

/** How near two points are, in per cent of the drawing, before the label of one would cover the other. */
const NEAR = { x: 18, y: 6 };

/**
 * On which side of its point each label stands: to the right, unless that leaves the drawing or covers a neighbour.
 *
 * @param spots places in per cent of the drawing, from its left and top
 * @example
 * labelSides([{ name: "a", x: 40, y: 50 }, { name: "b", x: 45, y: 52 }]).get("a") // => "left"
 */
export function labelSides(spots: readonly Spot[]): ReadonlyMap<string, "left" | "right"> {
  return new Map(
    spots.map(({ name, x, y }) => {
      const near = spots.filter((other) => other.name !== name && Math.abs(other.y - y) < NEAR.y && Math.abs(other.x - x) < NEAR.x);
      const isTakenRight = near.some((other) => other.x >= x);
      const isTakenLeft = near.some((other) => other.x < x);
      if (x > 86 || (isTakenRight && !isTakenLeft && x > NEAR.x)) return [name, "left"];
      return [name, x > 70 && !isTakenLeft ? "left" : "right"];
    }),
  );
}

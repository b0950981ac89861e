import { expect, test } from "vitest";
import { type Driver, type Drivers, matrixOf, readCaution, reasonOf, shareEnd } from "./drivers.js";

const driver = (attribute: string, share: number | null, mean: number, high = (share ?? 0) + 0.03): Driver => ({
  attribute,
  label: { en: attribute },
  share,
  low: share === null ? null : share - 0.03,
  high: share === null ? null : high,
  correlation: 0.4,
  mean,
  n: 1436,
  group: 1,
});

test("a caution is a name and the attributes it speaks of", () => {
  expect(readCaution("collinear:speed,queue")).toEqual({ name: "collinear", attributes: ["speed", "queue"] });
  expect(readCaution("r2_low")).toEqual({ name: "r2_low", attributes: [] });
});

test("the matrix sorts what is important and weak into what to fix first, and leaves out what has no share", () => {
  const drivers = [driver("speed", 0.5, 3), driver("taste", 0.4, 4.5), driver("decor", 0.1, 4.2), driver("kids", null, 4)];
  const matrix = matrixOf({ drivers } as unknown as Drivers);
  expect(matrix?.points.map(({ name, quadrant }) => [name, quadrant])).toEqual([
    ["speed", "fix"],
    ["taste", "keep"],
    ["decor", "maintain"],
  ]);
  expect(matrixOf({ drivers: [driver("speed", 0.5, 3)] } as unknown as Drivers)).toBeNull();
});

test("the axis of shares ends at the next ten per cent above the widest interval", () => {
  expect(shareEnd([driver("speed", 0.241, 3.9, 0.278)])).toBe(0.3);
  expect(shareEnd([driver("speed", 0.2, 3.9, 0.3)])).toBe(0.3);
  expect(shareEnd([])).toBe(0.1);
});

test("why there are no drivers: too few answers comes before little explained, and before not asked", () => {
  expect(reasonOf({ cautions: ["n_too_small"] })).toBe("n_too_small");
  expect(reasonOf({ cautions: ["not_a_cause", "r2_low"] })).toBe("r2_low");
  expect(reasonOf({ cautions: [] })).toBe("not_asked");
});

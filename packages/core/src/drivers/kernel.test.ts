import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import wabt from "wabt";
import { seedRng, uniformStream } from "../numeric/index.js";
import { columnProducts } from "./cross-products.js";
import { kernelFor, plainKernel } from "./kernel.js";

test("the code of the kernel is what its text says", async () => {
  const text = readFileSync(join(import.meta.dirname, "tile.wat"), "utf8");
  const { buffer } = (await wabt()).parseWat("tile.wat", text, { simd: true }).toBinary({});
  const lines = [...buffer].map(String).reduce((text, byte) => {
    const last = text.length - text.lastIndexOf("\n") - 1;
    return `${text}${last + byte.length + 2 > 140 ? "\n  " : " "}${byte},`;
  }, " ");
  await expect(`/** \`tile.wat\` as a machine reads it; made from it by the test beside it. */
export const TILE_CODE = new Uint8Array([
${lines}
]);
`).toMatchFileSnapshot("./tile-code.ts");
});

test("sums and products with and without WebAssembly are those of the definition, for any number of rows and columns", () => {
  const uniform = uniformStream(seedRng("kernel"));
  for (const [k, n] of [
    [1, 1],
    [2, 2],
    [3, 511],
    [4, 513],
    [7, 1024],
    [15, 1300],
    [40, 600],
  ] as const) {
    const columns = Array.from({ length: k }, () => Float64Array.from({ length: n }, () => Math.floor(11 * uniform())));
    const weights = Float64Array.from({ length: n }, () => Math.floor(4 * uniform()));
    for (const given of [undefined, weights]) {
      const w = (i: number) => given?.[i] ?? 1;
      const sums = columns.map((x) => x.reduce((sum, value, i) => sum + w(i) * value, 0));
      const products = columns.flatMap((x) => columns.map((y) => x.reduce((sum, value, i) => sum + w(i) * value * y[i]!, 0)));
      for (const room of [kernelFor, plainKernel]) {
        const found = columnProducts(columns, n, given, room);
        expect({ k, n, sums: [...found.sums], products: [...found.products] }).toEqual({ k, n, sums, products });
      }
    }
  }
});

test("what was computed before leaves nothing behind", () => {
  columnProducts([Float64Array.of(Number.POSITIVE_INFINITY, Number.NaN, 3)], 3);
  expect(columnProducts([Float64Array.of(1, 2, 3)], 3)).toEqual({ sums: Float64Array.of(6), products: Float64Array.of(14) });
});

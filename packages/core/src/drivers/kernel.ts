import { TILE_CODE } from "./tile-code.js";

/** Rows looked at together: their columns stay in the processor's nearest memory. */
export const BLOCK_ROWS = 512;
/** Numbers from one column of a block to the next; the text of the kernel knows it too. */
export const STRIDE = BLOCK_ROWS + 8;
/** Where columns may begin: before them lie the sums of the last tile. */
export const FIRST = 8;

/** Working memory, and the one thing it is for. What is in it belongs to whoever asked last. */
export interface Kernel {
  readonly memory: Float64Array;
  /**
   * Sums of weighted products of two neighbouring columns with four others, left at the start of the memory, left column by left column.
   *
   * @param left where the first of the two begins
   * @param right where the first of the four begins
   * @param weights where the weights of the rows begin
   * @param rows how many rows are read, an even number
   */
  readonly tile: (left: number, right: number, weights: number, rows: number) => void;
}

// What is used of it, so that no types of a browser are needed.
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  tile(left: number, right: number, weights: number, size: number): void;
}
const PAGE = 65_536 / 8;

let compiled: Exports | null | undefined;

/**
 * The kernel with room for so many numbers: two rows at a time in WebAssembly, or one by one where a page forbids it.
 *
 * @see tile.wat
 */
export function kernelFor(numbers: number): Kernel {
  compiled ??= compile();
  if (compiled === null) return plainKernel(numbers);
  const { memory, tile } = compiled;
  const missing = Math.ceil(numbers / PAGE - memory.buffer.byteLength / 8 / PAGE);
  if (missing > 0) memory.grow(missing);
  return {
    memory: new Float64Array(memory.buffer),
    tile: (left, right, weights, rows) => tile(8 * left, 8 * right, 8 * weights, 8 * rows),
  };
}

function compile(): Exports | null {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(TILE_CODE)).exports as Exports;
  } catch {
    return null;
  }
}

/** The same sums without WebAssembly. */
export function plainKernel(numbers: number): Kernel {
  const memory = new Float64Array(numbers);
  return {
    memory,
    tile(left, right, weights, rows) {
      for (let i = 0; i < 8; i++) {
        const [a, b] = [left + (i >> 2) * STRIDE, right + (i & 3) * STRIDE];
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += memory[weights + row]! * memory[a + row]! * memory[b + row]!;
        memory[i] = sum;
      }
    },
  };
}

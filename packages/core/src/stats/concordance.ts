/**
 * Concordant less discordant pairs, Kendall's S, in n·log n steps (Knight 1966): after sorting by x, then y, a discordant pair is an
 * inversion of y, and a merge sort counts those.
 *
 * @param x paired with `y`
 */
export function concordance(x: readonly number[], y: readonly number[]): number {
  const order = x.map((_, i) => i).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]!);
  const sorted = order.map((i) => y[i]!);
  const n = x.length;
  const tied = (same: (i: number, j: number) => boolean, by: readonly number[]) => {
    let pairs = 0;
    for (let start = 0, end = 1; start < n; start = end) {
      end = start + 1;
      while (end < n && same(by[start]!, by[end]!)) end += 1;
      pairs += ((end - start) * (end - start - 1)) / 2;
    }
    return pairs;
  };
  const tiedX = tied((i, j) => x[i] === x[j], order);
  const tiedBoth = tied((i, j) => x[i] === x[j] && y[i] === y[j], order);
  const byY = y.map((_, i) => i).sort((i, j) => y[i]! - y[j]!);
  const tiedY = tied((i, j) => y[i] === y[j], byY);
  const discordant = countInversions(sorted);
  return (n * (n - 1)) / 2 - tiedX - tiedY + tiedBoth - 2 * discordant;
}

function countInversions(values: readonly number[]): number {
  let from = [...values];
  let to = new Array<number>(values.length);
  let inversions = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at += 1) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) {
          to[at] = from[left]!;
          left += 1;
        } else {
          to[at] = from[right]!;
          right += 1;
          inversions += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  return inversions;
}

/** More half-groups than this are not searched; the answer is then the careful one, yes. */
const SEARCH_LIMIT = 100_000;

/**
 * Whether some group of atoms with fewer than k answers can be worked out from known sums: whether its indicator lies in the span of
 * the sums' indicators.
 *
 * What elimination leaves of an atom's indicator is linear, so a group is known when the remainders of its atoms add up to zero. Groups
 * are put together from two halves whose remainders cancel; a remainder is looked up by one number, its product with fixed
 * irregular coefficients, and every hit is checked in full.
 *
 * @param sums one row per known sum, 1 for the atoms in it
 * @param sizes answers per atom
 * @param k groups with 1 to k − 1 answers are looked for
 */
export function isSmallSumSpanned(sums: readonly (readonly number[])[], sizes: readonly number[], k: number): boolean {
  const basis = reduce(sums);
  const small = sizes.flatMap((n, atom) => (n < k ? [{ atom, n }] : []));
  const keys = new Map(small.map(({ atom }) => [atom, keyOf(eliminate(basis, indicatorOf([atom], sizes.length)))]));
  const halves = halvesOf(small, keys, k);
  if (halves === null) return true;
  halves.sort((a, b) => a.key - b.key);
  return halves.some((half) => {
    for (let i = firstFrom(halves, -half.key - 1e-7); i < halves.length && halves[i]!.key <= -half.key + 1e-7; i += 1) {
      const other = halves[i]!;
      const group = [...half.atoms, ...other.atoms];
      if (group.length === 0 || half.n + other.n >= k || new Set(group).size < group.length) continue;
      if (eliminate(basis, indicatorOf(group, sizes.length)).every((value) => Math.abs(value) < 1e-9)) return true;
    }
    return false;
  });
}

interface Half {
  readonly atoms: readonly number[];
  readonly n: number;
  readonly key: number;
}

/** Every group of up to half of k − 1 atoms with fewer than k answers, the empty one included; `null` when there are too many. */
function halvesOf(small: readonly { atom: number; n: number }[], keys: ReadonlyMap<number, number>, k: number): Half[] | null {
  const halves: Half[] = [{ atoms: [], n: 0, key: 0 }];
  let longest = halves.map((half) => ({ half, next: 0 }));
  for (let length = 1; length <= Math.ceil((k - 1) / 2); length += 1) {
    const longer: typeof longest = [];
    for (const { half, next } of longest) {
      for (let i = next; i < small.length; i += 1) {
        const { atom, n } = small[i]!;
        if (half.n + n >= k) continue;
        longer.push({ half: { atoms: [...half.atoms, atom], n: half.n + n, key: half.key + keys.get(atom)! }, next: i + 1 });
      }
      if (halves.length + longer.length > SEARCH_LIMIT) return null;
    }
    halves.push(...longer.map(({ half }) => half));
    longest = longer;
  }
  return halves;
}

/** The first half whose key is not below a value. */
function firstFrom(halves: readonly Half[], key: number): number {
  let low = 0;
  let high = halves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (halves[middle]!.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Coefficients without a pattern: fractional parts of multiples of the golden ratio's square root. */
function keyOf(row: readonly number[]): number {
  return row.reduce((sum, value, i) => sum + value * (((i + 1) * 1.272019649514069) % 1), 0);
}

function indicatorOf(atoms: readonly number[], length: number): number[] {
  const indicator = new Array<number>(length).fill(0);
  for (const atom of atoms) indicator[atom] = 1;
  return indicator;
}

interface BasisRow {
  readonly pivot: number;
  readonly row: readonly number[];
}

/** Gaussian elimination to rows with one pivot each. */
function reduce(rows: readonly (readonly number[])[]): BasisRow[] {
  const basis: BasisRow[] = [];
  for (const row of rows) {
    const left = eliminate(basis, row);
    const pivot = largestEntry(left);
    if (Math.abs(left[pivot] ?? 0) < 1e-9) continue;
    basis.push({ pivot, row: left.map((value) => value / left[pivot]!) });
  }
  return basis;
}

/** What is left of a row when the basis is taken out of it: zero exactly when the row lies in its span. */
function eliminate(basis: readonly BasisRow[], row: readonly number[]): number[] {
  let left = [...row];
  for (const { pivot, row: unit } of basis) {
    const factor = left[pivot]!;
    if (factor !== 0) left = left.map((value, i) => value - factor * unit[i]!);
  }
  return left;
}

function largestEntry(row: readonly number[]): number {
  return row.reduce((best, value, i) => (Math.abs(value) > Math.abs(row[best]!) ? i : best), 0);
}

import { expect, test } from "vitest";
import { readColumns } from "./index.js";

/** Columns of one number per row, read as a table. */
function readingsOf(columns: Readonly<Record<string, readonly number[]>>) {
  const names = Object.keys(columns);
  const rows = Array.from({ length: columns[names[0]!]!.length }, (_, i) => names.map((name) => String(columns[name]![i])));
  return readColumns(names, rows).map(({ target }) => target);
}

const repeated = (values: readonly number[]) => Array.from({ length: 60 }, (_, i) => values[i % values.length]!);

test("columns: codes for “not answered” do not hide a scale; other numbers beyond it do", () => {
  const [coded, priced] = readingsOf({ cusl_1: repeated([1, 5, 7, 3, 6, -99]), visits: repeated([1, 5, 7, 3, 6, 40]) });
  expect(coded).toMatchObject({ to: "rating", min: 1, max: 7 });
  expect(priced!.to).not.toBe("rating");
});

test("columns: an item nobody gave a 0 stands on the 0–10 scale of its siblings; a question of its own does not", () => {
  const [first, second, other] = readingsOf({
    loy1: repeated([0, 3, 7, 10, 8]),
    loy2: repeated([1, 3, 7, 10, 8]),
    wait3: repeated([1, 3, 7, 10, 8]),
  });
  expect([first, second, other]).toMatchObject([{ min: 0 }, { min: 0, max: 10 }, { min: 1, max: 10 }]);
});

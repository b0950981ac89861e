import { expect, test } from "vitest";
import { piecesOf } from "./marks.js";

const spelled = (text: string, marks: readonly [number, number, string][]) =>
  piecesOf(
    text,
    marks.map(([start, end, mark]) => ({ span: [start, end] as const, mark })),
  ).map((piece) => `${piece.text}${piece.marks.length === 0 ? "" : `(${piece.marks.join("+")})`}`);

test("pieces put together are the text, whatever the marks", () => {
  expect(spelled("排队太久", [])).toEqual(["排队太久"]);
  expect(spelled("", [[0, 1, "a"]])).toEqual([]);
  expect(spelled("排队太久", [[2, 9, "late"]])).toEqual(["排队", "太久(late)"]);
  expect(spelled("排队太久", [[9, 12, "gone"]])).toEqual(["排队太久"]);
});

test("overlapping marks stand together on what they share", () => {
  expect(
    spelled("排队太久了", [
      [0, 4, "topic"],
      [2, 5, "found"],
    ]),
  ).toEqual(["排队(topic)", "太久(topic+found)", "了(found)"]);
});

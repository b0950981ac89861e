import { expect, test } from "vitest";
import { type Span, shownComment } from "./shown-comment.js";

const text = "张三 13800000001 说上菜慢";
const shown = shownComment(text, [
  [0, 2],
  [3, 14],
]);
const word = (span: Span) => {
  const at = shown.at(span);
  return at === null ? null : shown.text.slice(...at);
};

test("mask: three asterisks whatever the length, the rest as it was written", () => {
  expect(shown.text).toBe("*** *** 说上菜慢");
  expect(shownComment("好", []).text).toBe("好");
});

test("mask: marks stay on their words, and what is behind a mask has none", () => {
  expect(word([16, 18])).toBe("上菜");
  expect(word([2, 3])).toBe(" ");
  expect(word([4, 9])).toBeNull();
  expect(word([0, 2])).toBeNull();
  expect(word([10, 16])).toBe(" 说");
});

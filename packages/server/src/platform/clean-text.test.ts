import { expect, test } from "vitest";
import { cutText, inertCell, storableText, unstorableText } from "./clean-text.js";

test("text that cannot be stored: NUL and halves of a pair, in values and in names; emoji and rare characters are fine", () => {
  expect(unstorableText({ name: "很好吃 👍 𠮷", n: 1, none: null }, "body")).toBeNull();
  expect(unstorableText({ tags: ["ok", "a\u0000b"] }, "body")).toBe("body.tags[1]");
  expect(unstorableText({ "a\ud800": 1 }, "body")).toBe("body");
  expect(unstorableText("\udc00", "query")).toBe("query");
});

test("text from a file: what cannot be stored is replaced, and nothing is cut in the middle of a character", () => {
  expect(storableText("很好吃 👍 \u0000\ud800")).toBe("很好吃 👍 \uFFFD\uFFFD");
  expect([cutText("ab👍", 3), cutText("ab👍", 4), cutText("abc", 3)]).toEqual(["ab", "ab👍", "abc"]);
});

test("cells of files: a formula is written as text, a phone number with its country and a negative number stay as they are", () => {
  const cells = ["=1+1", "@SUM(A1)", "\t=1", "+1-2", "-2+3", "+86 138", "+8613800000000", "-3.5", "a=b"];
  expect(cells.map(inertCell)).toEqual(["'=1+1", "'@SUM(A1)", "'\t=1", "'+1-2", "'-2+3", "'+86 138", "+8613800000000", "-3.5", "a=b"]);
});

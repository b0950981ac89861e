import { expect, test } from "vitest";
import { unstorableText } from "./clean-text.js";

test("text that cannot be stored: NUL and halves of a pair, in values and in names; emoji and rare characters are fine", () => {
  expect(unstorableText({ name: "很好吃 👍 𠮷", n: 1, none: null }, "body")).toBeNull();
  expect(unstorableText({ tags: ["ok", "a\u0000b"] }, "body")).toBe("body.tags[1]");
  expect(unstorableText({ "a\ud800": 1 }, "body")).toBe("body");
  expect(unstorableText("\udc00", "query")).toBe("query");
});

import { expect, test } from "vitest";
import { labelSides } from "./label-sides.js";

test("of two neighbours the left label stands left and the right one right", () => {
  const sides = labelSides([
    { name: "decor", x: 70, y: 95 },
    { name: "paying", x: 76, y: 94 },
  ]);
  expect([sides.get("decor"), sides.get("paying")]).toEqual(["left", "right"]);
});

test("alone, a label stands right until it would leave the drawing", () => {
  const sides = labelSides([
    { name: "speed", x: 30, y: 20 },
    { name: "staff", x: 97, y: 60 },
  ]);
  expect([sides.get("speed"), sides.get("staff")]).toEqual(["right", "left"]);
});

import { expect, test } from "vitest";
import { Misuse } from "../command.js";
import { readMap, readTarget } from "./import.js";

test("--map reads every meaning a column can have", () => {
  expect(readMap("ltr=nps,year=date:year,speed=rating:speed:1-5,E speed=expectation:speed:1-5,id=key")).toEqual({
    ltr: { to: "metric", metric: "nps" },
    year: { to: "date", format: "year" },
    speed: { to: "rating", attribute: "speed", role: "perception", min: 1, max: 5 },
    "E speed": { to: "rating", attribute: "speed", role: "expectation", min: 1, max: 5 },
    id: { to: "key" },
  });
  expect(readMap(undefined)).toEqual({});
});

test("a word it does not know, or a pair without a column, is refused", () => {
  for (const wrong of ["stars", "date:roman", "rating", "rating:x:a-b", ""]) expect(() => readTarget(wrong)).toThrow(Misuse);
  expect(() => readMap("=nps")).toThrow(Misuse);
});

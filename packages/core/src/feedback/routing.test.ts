import { expect, test } from "vitest";
import { namedOwners, type RoutingRule } from "./routing.js";

const rules: readonly RoutingRule[] = [
  { when: "signal", value: "safety", ownerId: "quality" },
  { when: "topic", value: "7", ownerId: "kitchen" },
  { when: "source", value: "review", ownerId: "online" },
  { when: "noUnit", value: "", ownerId: "quality" },
];
const item = { source: "call", topics: [], signals: [], unitId: 4 };

test("routing: the rules name people in their order, each once; nobody when none fits", () => {
  expect(namedOwners(rules, item)).toEqual([]);
  expect(namedOwners(rules, { ...item, topics: [3, 7], source: "review" })).toEqual(["kitchen", "online"]);
  expect(namedOwners(rules, { ...item, signals: ["churn", "safety"], unitId: null })).toEqual(["quality"]);
  expect(namedOwners([], { ...item, unitId: null })).toEqual([]);
});

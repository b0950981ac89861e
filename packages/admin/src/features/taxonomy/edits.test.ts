import { expect, test } from "vitest";
import { adopted, asFile, type Draft, freeCode, fromFile, without, withTopic, wordsOf } from "./edits.js";

const topic = (code: string, more: Partial<Draft> = {}): Draft => ({
  code,
  name: { "zh-CN": code, en: code },
  terms: { zh: ["词"], en: ["word"] },
  attribute: null,
  ...more,
});
const tree = [topic("staff", { id: 1 }), topic("staff.attitude", { id: 2, attribute: "service" }), topic("price", { id: 3 })];

test("topics: words are parted as people type them, each once, in lower case", () => {
  expect(wordsOf("慢 等待，久、慢\n排队", "zh")).toEqual(["慢", "等待", "久", "排队"]);
  expect(wordsOf("Long wait, queue\nqueue", "en")).toEqual(["long wait", "queue"]);
});

test("topics: a new code is free, readable, and below its parent", () => {
  expect(freeCode(tree, "Opening hours", null)).toBe("opening_hours");
  expect(freeCode(tree, "Attitude", "staff")).toBe("staff.attitude_2");
  expect(freeCode(tree, "营业时间", null)).toBe("topic");
});

test("topics: a renamed code takes those below along; removing takes them too", () => {
  expect(withTopic(tree, "staff", { code: "people" }).map(({ code }) => code)).toEqual(["people", "people.attitude", "price"]);
  expect(without(tree, "staff").map(({ code }) => code)).toEqual(["price"]);
});

test("topics: a file round trip keeps words, and ids of topics known by their code", () => {
  const back = fromFile(asFile(tree, 4), tree)!;
  expect(back.map(({ code, id, attribute }) => [code, id, attribute])).toEqual([
    ["staff", 1, null],
    ["staff.attitude", 2, "service"],
    ["price", 3, null],
  ]);
  expect(fromFile("{", tree)).toBeNull();
  expect(fromFile('{"topics":[]}', tree)).toBeNull();
  expect(adopted([topic("new", { id: 99 })], tree)[0]).not.toHaveProperty("id");
});

import { expect, test } from "vitest";
import { topicTree } from "./topic-tree.js";

const topic = (id: number, code: string, parentCode: string | null) => ({ id, code, parentCode, name: { en: code } });

test("a tree to choose from: children under their parent, an orphan by itself", () => {
  const topics = [topic(1, "staff", null), topic(2, "staff.attitude", "staff"), topic(3, "price", null), topic(4, "gone.child", "gone")];
  expect(topicTree(topics, ({ en }) => en ?? "")).toEqual([
    { value: 1, title: "staff", children: [{ value: 2, title: "staff.attitude", children: [] }] },
    { value: 3, title: "price", children: [] },
    { value: 4, title: "gone.child", children: [] },
  ]);
});

import { expect, test } from "vitest";
import { begin, edit, redo, undo } from "./history.js";

test("undo goes back one step and redo forward again, to the ends and no further", () => {
  const two = edit(edit(begin("a"), "b", null, 0), "c", null, 1);
  expect(undo(two).present).toBe("b");
  expect(undo(undo(undo(two))).present).toBe("a");
  expect(redo(redo(undo(undo(two)))).present).toBe("c");
  expect(redo(two)).toBe(two);
});

test("typing in one field is one step; another field or a pause begins a new one", () => {
  const typed = edit(edit(begin(""), "h", "q1.text", 0), "hi", "q1.text", 500);
  expect(undo(typed).present).toBe("");
  expect(undo(edit(typed, "hi!", "q1.text", 5000)).present).toBe("hi");
  expect(undo(edit(typed, "hi there", "q2.text", 600)).present).toBe("hi");
});

test("a new edit after undo ends what could be done again; an edit that changes nothing is none", () => {
  const back = undo(edit(begin(1), 2, null, 0));
  expect(edit(back, 3, null, 1).future).toEqual([]);
  expect(edit(back, 1, null, 1)).toBe(back);
});

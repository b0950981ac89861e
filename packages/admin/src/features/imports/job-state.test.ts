import { expect, test } from "vitest";
import { isBusy, minutesLeft } from "./job-state.js";

test("only a running import and one being undone are busy", () => {
  expect((["uploaded", "running", "done", "failed", "undoing", "undone"] as const).filter((state) => isBusy({ state }))).toEqual([
    "running",
    "undoing",
  ]);
});

test("time left follows from the pace so far, and is not guessed from too little", () => {
  expect(minutesLeft({ at: 0, progress: 0 }, 60_000, 0.25)).toBeCloseTo(3);
  expect(minutesLeft({ at: 0, progress: 0.5 }, 60_000, 0.51)).toBeNull();
});

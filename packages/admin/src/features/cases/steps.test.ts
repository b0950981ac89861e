import { expect, test } from "vitest";
import { stepsOf } from "./steps.js";

const here = (state: Parameters<typeof stepsOf>[0], next: string | null) => stepsOf(state, next).find(({ mark }) => mark === "here")?.state;

test("an open case stands on the step its next action leads to", () => {
  expect(here("received", "acknowledge")).toBe("acknowledged");
  expect(here("investigating", "answer")).toBe("responded");
  expect(here("responded", "implement")).toBe("implemented");
  expect(here("verifying", "verify")).toBe("verifying");
});

test("a case that waits for its customer stands where it was looked into", () => {
  expect(here("waiting_customer", "wait")).toBe("investigating");
});

test("a closed case has all ten steps behind it", () => {
  expect(stepsOf("closed", null).map(({ mark }) => mark)).toEqual(Array(10).fill("done"));
});

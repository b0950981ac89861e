import { expect, test } from "vitest";
import { choicesIn, draftOfDoor, isReadable, settingsOfDoor, withSuggestions } from "./door-draft.js";

const payload = [{ review: { id: 7, text: "慢", stars: 2 }, shop: "S1" }];

test("a new door takes its paths from the payload's names and can then be read", () => {
  const empty = draftOfDoor(null, "en");
  expect(isReadable({ ...empty, name: "x" })).toBe(false);
  const draft = withSuggestions({ ...empty, name: "x" }, payload);
  expect(isReadable(draft)).toBe(true);
  expect(settingsOfDoor(draft).mapping).toEqual({
    fields: { text: "review.text", id: "review.id", rating: "review.stars", unit: "shop" },
    scale: { min: 1, max: 5 },
    per: "thread",
    locale: "en",
    units: {},
    touchpoints: {},
  });
});

test("what was chosen stays; a list inside the payload is looked into", () => {
  const draft = withSuggestions({ ...draftOfDoor(null, "en"), fields: { ...draftOfDoor(null, "en").fields, id: "shop" } }, payload);
  expect(draft.fields.id).toBe("shop");
  expect(choicesIn({ data: { list: payload } }, "data.list").map(({ path }) => path)).toEqual([
    "review.id",
    "review.text",
    "review.stars",
    "shop",
  ]);
});

test("a conversation needs its three paths", () => {
  const talk = { ...draftOfDoor(null, "en"), name: "x", talk: "list" as const };
  expect(isReadable(talk)).toBe(false);
  expect(isReadable({ ...talk, turns: { list: "turns", speaker: "who", text: "said" } })).toBe(true);
});

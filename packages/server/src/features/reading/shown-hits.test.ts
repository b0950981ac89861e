import { expect, test } from "vitest";
import { shownHits } from "./shown-hits.js";

type Row = { readonly id: number; readonly shown: string };

/** A list in which every row was written with the number, and every third shows a dish. */
const LIST: readonly Row[] = Array.from({ length: 1000 }, (_, id) => ({ id, shown: id % 3 === 0 ? `*** Soup ${id}` : "***" }));
const read = async (most: number, after: Row | null) => LIST.slice(after === null ? 0 : after.id + 1).slice(0, most);
const shownOf = async () => (row: Row) => [null, row.shown];

test("a page is filled with hits by what is shown, however many rows are hidden between them", async () => {
  const page = await shownHits("soup", 300, read, shownOf);
  expect(page.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, place) => place * 3));
});

test("words behind masks find nothing; without words the list is read as it is", async () => {
  expect(await shownHits("1380", 50, read, shownOf)).toEqual([]);
  expect(await shownHits(undefined, 50, read, shownOf)).toEqual(LIST.slice(0, 50));
});

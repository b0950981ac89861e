import { afterAll, expect, test } from "vitest";
import { nextId, uuidv4, uuidv7 } from "./ids.js";
import { freshStore } from "./testing/index.js";

const { store, drop } = await freshStore();
afterAll(drop);

test("uuidv7: the RFC 9562 example instant, version and variant bits in place", () => {
  expect(uuidv7(1645557742000, new Uint8Array(10))).toBe("017f22e2-79b0-7000-8000-000000000000");
  expect(uuidv7(1645557742000, new Uint8Array(10).fill(255))).toBe("017f22e2-79b0-7fff-bfff-ffffffffffff");
});

test("uuidv7: later ids sort after earlier ones, as text and in the database", () => {
  const ids = Array.from({ length: 100 }, (_, step) => uuidv7(1_700_000_000_000 + step));
  expect([...ids].sort()).toEqual(ids);
});

test("uuidv7: an instant that does not fit is refused with its value", () => {
  expect(() => uuidv7(-1)).toThrow("-1");
  expect(() => uuidv7(2 ** 48)).toThrow(RangeError);
});

test("uuidv4: version and variant bits in place, nothing of the time", () => {
  expect(uuidv4(new Uint8Array(16))).toBe("00000000-0000-4000-8000-000000000000");
  expect(uuidv4(new Uint8Array(16).fill(255))).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
});

test("nextId: counts per organisation and kind, without gaps or doubles under 50 at once", async () => {
  const taken = await Promise.all(Array.from({ length: 50 }, () => store.tx((tx) => nextId(tx, 1, "org_units"))));
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, place) => place + 1));
  expect(await nextId(store.db, 1, "surveys")).toBe(1);
  expect(await nextId(store.db, 2, "org_units")).toBe(1);
});

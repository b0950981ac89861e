import type { ImportJob } from "@manyi/contracts";
import { expect, test } from "vitest";
import { draftOf, faultsOf, mappingOf, meaningOf, putTarget, targetFor } from "./mapping.js";

const column = (name: string, target: ImportJob["columns"][number]["target"], samples: string[] = []) => ({
  name,
  samples,
  filled: 1,
  distinct: samples.length,
  target,
  why: "name",
});
const job = {
  fileName: "nps_utility.csv",
  columns: [
    column("ltr", { to: "metric", metric: "nps" }, ["10", "8"]),
    column("price", { to: "rating", attribute: "price", role: "perception", min: 1, max: 5 }, ["4", "5"]),
    column("year", { to: "date", format: "year" }, ["2021", "2022"]),
  ],
};

test("a mapping starts from what was recognised and is named after its file", () => {
  const draft = draftOf(job);
  expect(draft.title).toBe("nps_utility");
  expect(mappingOf(draft)).toEqual({
    columns: { ltr: { to: "metric", metric: "nps" }, price: job.columns[1]?.target, year: { to: "date", format: "year" } },
    handling: "all",
    title: "nps_utility",
    source: "survey",
  });
  expect(faultsOf(draft)).toEqual([]);
});

test("a new rating takes the scale its samples fit on; a changed role keeps attribute and scale", () => {
  expect(targetFor("perception", column("clean", { to: "ignore" }, ["3", "7"]))).toMatchObject({ attribute: "clean", min: 1, max: 7 });
  expect(targetFor("expectation", column("x", { to: "rating", attribute: "taste", role: "perception", min: 1, max: 10 }))).toEqual({
    to: "rating",
    attribute: "taste",
    role: "expectation",
    min: 1,
    max: 10,
  });
});

test("every meaning comes back as itself", () => {
  for (const meaning of ["ces", "expectation", "choice", "date", "ignore"] as const)
    expect(meaningOf(targetFor(meaning, column("a", { to: "ignore" })))).toBe(meaning);
});

test("what only one column can be is refused the second time, and a file needs an answer and a day", () => {
  const draft = { ...draftOf(job), columns: { a: { to: "customer" as const }, b: { to: "customer" as const } } };
  expect(faultsOf(draft)).toEqual([
    { code: "twice", column: "b" },
    { code: "no_answer", column: null },
    { code: "no_date", column: null },
  ]);
});

test("a day for all rows is sent only where no column is a date", () => {
  const draft = { ...draftOf(job), defaultDay: "2026-06-18" };
  expect(mappingOf(draft).defaultDay).toBeUndefined();
  const { year, ...columns } = draft.columns;
  expect(mappingOf({ ...draft, columns }).defaultDay).toBe("2026-06-18");
  expect(year?.to).toBe("date");
});

test("a scale of expectations cannot start at 0: nothing can be divided by it", () => {
  const columns = { e: { to: "rating" as const, attribute: "taste", role: "expectation" as const, min: 0, max: 10 } };
  expect(faultsOf({ ...draftOf(job), columns, defaultDay: "2026-06-18" })).toEqual([{ code: "bad_scale", column: "e" }]);
});

test("the four prices come together and share currency and step", () => {
  const price = (name: string) => targetFor(name as "cheap", column(name, { to: "ignore" }));
  const columns = { a: price("tooCheap"), b: price("cheap"), c: price("expensive") };
  const draft = { ...draftOf(job), columns, defaultDay: "2026-06-18" };
  expect(faultsOf(draft).map(({ code, column }) => `${code} ${column}`)).toEqual(["no_prices a", "no_prices b", "no_prices c"]);
  const whole = { ...columns, d: price("tooExpensive") };
  expect(faultsOf({ ...draft, columns: whole })).toEqual([]);
  const euro = putTarget(whole, "b", { to: "price", part: "cheap", currency: "EUR", step: 5 });
  expect(Object.values(euro)).toEqual(
    ["tooCheap", "cheap", "expensive", "tooExpensive"].map((part) => ({ to: "price", part, currency: "EUR", step: 5 })),
  );
});

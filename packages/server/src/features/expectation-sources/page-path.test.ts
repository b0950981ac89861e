import { expect, test } from "vitest";
import { pagePath } from "./page-path.js";

test("what could name somebody is left out, however it is spelled", () => {
  for (const part of [
    "13800000001",
    "%31%33%38%30%30",
    "%2531%2533%2538%2530",
    "%31%33%38%30%ZZ",
    "bob%40example.com",
    "bob%2540example.com",
    "bob@example.com",
  ])
    expect(pagePath(`/guests/${part}/menu`)).toBe("/guests/…/menu");
});

test("words of a path stay as they read", () => {
  expect(pagePath("/%E8%8F%9C%E5%8D%95/%E6%B1%A4?from=mail")).toBe("/菜单/汤");
  expect(pagePath("/100%/menu")).toBe("/100%/menu");
});

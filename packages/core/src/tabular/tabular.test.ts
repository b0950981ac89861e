import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { guessDateFormat, guessSeparator, hasHeader, isEmptyCell, profileColumns, readDate, readWhole, suggestTargets } from "./index.js";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe("cells", () => {
  test("dates in the spellings that people use", () => {
    expect(readDate("2021-03-05 18:30", "iso")).toEqual({ day: day("2021-03-05"), minute: 1110 });
    expect(readDate("2021年3月5日", "ymd")).toEqual({ day: day("2021-03-05"), minute: null });
    expect(readDate("5.3.2021", "dmy")).toEqual({ day: day("2021-03-05"), minute: null });
    expect(readDate("3/5/2021", "mdy")).toEqual({ day: day("2021-03-05"), minute: null });
    expect(readDate("2021", "year")).toEqual({ day: day("2021-01-01"), minute: null });
    expect(readDate("44260.5", "excel")).toEqual({ day: day("2021-03-05"), minute: 720 });
    expect(readDate("2021-02-30", "iso")).toBeNull();
    expect(readDate("2021-02-03 25:00", "iso")).toBeNull();
  });

  test("the format is guessed from all samples together", () => {
    expect(guessDateFormat(["01/02/2021", "13/02/2021"], "when")).toBe("dmy");
    expect(guessDateFormat(["01/02/2021", "02/13/2021"], "when")).toBe("mdy");
    expect(guessDateFormat(["2021", "2022"], "year")).toBe("year");
    expect(guessDateFormat(["2021", "2022"], "score")).toBeNull();
    expect(guessDateFormat([], "date")).toBeNull();
  });

  test("empty is not zero", () => {
    expect(isEmptyCell("0")).toBe(false);
    expect(isEmptyCell("不适用")).toBe(true);
    expect(readWhole("9.0")).toBe(9);
    expect(readWhole("9.5")).toBeNull();
  });
});

test("separators and headers", () => {
  expect(guessSeparator('a,b,"c;d;e;f"\n1,2,3')).toBe(",");
  expect(guessSeparator("a\tb\n1\t2")).toBe("\t");
  expect(
    hasHeader([
      ["year", "price"],
      ["2021", "4"],
    ]),
  ).toBe(true);
  expect(
    hasHeader([
      ["2021", "4"],
      ["2022", "5"],
    ]),
  ).toBe(false);
});

test("the real utility survey is recognised without help", () => {
  const [header, ...lines] = readFileSync(new URL("../../fixtures/reference/data/nps_utility.csv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const cells = (line: string) =>
    line
      .trim()
      .split(",")
      .map((cell) => cell.replace(/^"|"$/g, ""));
  const names = cells(header!);
  const targets = Object.fromEntries(
    suggestTargets(profileColumns(names, lines.slice(0, 2000).map(cells))).map(({ target }, index) => [names[index], target]),
  );
  expect(targets.ltr).toEqual({ to: "metric", metric: "nps" });
  expect(targets.year).toEqual({ to: "date", format: "year" });
  expect(targets.response_id).toEqual({ to: "key" });
  for (const name of [
    "price",
    "billing",
    "payment_options",
    "customer_service",
    "online_account",
    "registration_process",
    "services_products",
    "smart_tech",
  ]) {
    expect(targets[name]).toEqual({ to: "rating", attribute: name, role: "perception", min: 1, max: 5 });
  }
  expect(targets.fuel_type).toEqual({ to: "choice", key: "fuel_type" });
});

test("Chinese headers, pairs, comments and context are recognised", () => {
  const names = [
    "答卷编号",
    "提交时间",
    "门店",
    "您愿意推荐我们吗",
    "总体满意度",
    "期望 上菜速度",
    "感受 上菜速度",
    "意见",
    "性别",
    "空列",
  ];
  const rows = Array.from({ length: 60 }, (_, i) => [
    `A${i}`,
    `2025/6/${(i % 28) + 1} 12:0${i % 10}`,
    i % 2 ? "门店 A" : "门店 B",
    String(i % 11),
    String((i % 5) + 1),
    String((i % 3) + 3),
    String((i % 4) + 2),
    i % 7 ? "" : "上菜太慢了，等了很久",
    i % 2 ? "男" : "女",
    "",
  ]);
  expect(suggestTargets(profileColumns(names, rows)).map(({ target }) => target)).toEqual([
    { to: "key" },
    { to: "date", format: "ymd" },
    { to: "unit" },
    { to: "metric", metric: "nps" },
    { to: "metric", metric: "csat" },
    { to: "rating", attribute: "上菜速度", role: "expectation", min: 1, max: 5 },
    { to: "rating", attribute: "上菜速度", role: "perception", min: 1, max: 5 },
    { to: "comment" },
    { to: "choice", key: expect.stringMatching(/^c_/) },
    { to: "ignore" },
  ]);
});

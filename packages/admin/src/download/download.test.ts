import { expect, test } from "vitest";
import { csvOf } from "./numbers.js";
import { broken, pictureOf } from "./picture.js";
import { fileName } from "./save-file.js";

const download = {
  title: "NPS",
  statement: ["n 12", "Period: 1–7 Jun"],
  numbers: {
    columns: ["Store", "NPS"],
    rows: [
      ['A, "old"', 25.5],
      ["=1+1", null],
    ],
  },
};

test("a file of numbers opens as UTF-8, keeps the numbers unrounded and carries its statement", () => {
  expect(csvOf(download)).toBe('\uFEFFStore,NPS\r\n"A, ""old""",25.5\r\n\'=1+1,\r\n\r\nNPS\r\nn 12\r\nPeriod: 1–7 Jun\r\n');
});

test("a picture carries title and statement, and grows with them", () => {
  const { svg, width, height } = pictureOf("净推荐值 <NPS>", { marks: "<circle r='3'/>", width: 600, height: 200 }, download.statement);
  expect(width).toBe(648);
  expect(svg).toContain("净推荐值 &lt;NPS&gt;");
  expect(svg).toContain("<circle r='3'/>");
  expect(svg).toContain("Period: 1–7 Jun");
  const longer = pictureOf("NPS", { marks: "", width: 600, height: 200 }, [...download.statement, "总体：".repeat(40)]);
  expect(longer.height - height).toBe(3 * 18);
});

test("Chinese breaks anywhere, English between words", () => {
  expect(broken("期间六月一日", 36, 12)).toEqual(["期间六", "月一日"]);
  expect(broken("as of today", 50, 12)).toEqual(["as of", "today"]);
  expect(broken("", 50, 12)).toEqual([]);
});

test("a file name holds no sign that a file system refuses", () => {
  expect(fileName("走势：净推荐值 NPS", "2026-06-18", "svg")).toBe("走势 净推荐值 NPS 2026-06-18.svg");
});

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isCardNumber, isResidentNumber } from "./checksums.js";
import { findPii, maskPii } from "./find-pii.js";

interface Example {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}
const url = new URL("../../../fixtures/text/pii-examples.json", import.meta.url);
const { examples } = JSON.parse(readFileSync(url, "utf8")) as { examples: Example[] };

test.each(
  examples.map((example) => [example.id, example] as const),
)("personal data: the shipped example %s has exactly its spans", (_, example) => {
  expect(findPii(example.text)).toEqual(example.spans.map(({ type, start, end }) => ({ type, start, end })));
});

const own: readonly (readonly [text: string, found: readonly string[]])[] = [
  ["改打这个号 136 0000 0012 吧，原来的停机了", ["136 0000 0012"]],
  ["座机（021）60000000 没人接", ["（021）60000000"]],
  ["我叫周小雨，订单号 623456789012345678 一直没动静", ["周小雨"]],
  ["找过李经理两次，他说让王医生复查", ["李经理", "王医生"]],
  ["安装师傅很准时，大堂经理也客气，班主任没来", []],
  ["麻烦送到幸福小区3栋2单元402室", ["幸福小区3栋2单元402室"]],
  ["2号线3号出口旁边那家，3号窗口排队很久", []],
  ["拨打 95588 和 800-810-0000 都占线", []],
  ["I live at 12 Green Park Road, Flat 3 and my name is Ann Field.", ["12 Green Park Road, Flat 3", "Ann Field"]],
  ["Call Mr. Stone at (415) 555-0123, not 1-800-555-0100.", ["Stone", "(415) 555-0123"]],
  ["软件升级到 2.0.1.3 版本 1.2.3.4 以后很卡", ["2.0.1.3"]],
  ["微信号：kele_2020，QQ 100200300", ["kele_2020", "100200300"]],
  ["一共花了13900000000元？不可能，写错了", []],
];

test.each(own)("personal data: %s", (text, found) => {
  expect(findPii(text).map(({ start, end }) => text.slice(start, end))).toEqual(found);
});

test("checksums: one wrong figure fails", () => {
  expect(isResidentNumber("110101199003070003")).toBe(true);
  expect(isResidentNumber("110101199003070004")).toBe(false);
  expect(isCardNumber("6222020000000000000")).toBe(isCardNumber("6222 0200 0000 0000 000".replaceAll(" ", "")));
  expect(isCardNumber("4111111111111111")).toBe(true);
  expect(isCardNumber("4111111111111112")).toBe(false);
});

test("masking: masking twice changes nothing, and nothing but the finds is touched", () => {
  for (const { text } of examples) expect(maskPii(maskPii(text))).toBe(maskPii(text));
  expect(maskPii("户名王小明，电话13800000001。")).toBe("户名***，电话***。");
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("1", "3", "8", "0", "-", " ", "路", "号", "张", "先", "生", "@", "a", ".", "*") }),
      (text) => {
        expect(maskPii(maskPii(text)).length).toBeLessThanOrEqual(maskPii(text).length + 3);
        for (const span of findPii(text)) expect(span.end).toBeGreaterThan(span.start);
      },
    ),
  );
});

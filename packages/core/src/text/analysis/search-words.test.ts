import { expect, test } from "vitest";
import { indexWords, searchTerms } from "./search-words.js";

const words = (text: string) => indexWords(text).map(({ word, position }) => `${word} ${position}`);
const cut = (run: string) => run.match(/上菜|服务员|停车|方便|太慢|./gu) ?? [];
const spelled = (query: string) =>
  searchTerms(query, cut).map(({ text, words, isOpen }) => `${text} = ${words.map(({ word }) => word).join("+")}${isOpen ? "*" : ""}`);

test("index: pairs of Chinese characters in a row, the last one of a run alone, Latin words whole", () => {
  expect(words("服务很好，WiFi 4G")).toEqual(["服务 1", "务很 2", "很好 3", "好 4", "wifi 5", "4g 6"]);
  expect(words("WiFi很慢,很4G")).toEqual(["wifi 1", "很慢 2", "慢 3", "很 4", "4g 5"]);
  expect(words("慢！")).toEqual(["慢 1"]);
  expect(words("服務")).toEqual(["服务 1", "务 2"]);
  expect(words("It's")).toEqual(["it's 1"]);
  expect(words("！？ 👍")).toEqual([]);
});

test("query: Chinese is cut into words that must all be found, quotation marks keep words together", () => {
  expect(spelled("上菜慢")).toEqual(["上菜 = 上菜", "慢 = 慢*"]);
  expect(spelled("停车不方便")).toEqual(["停车 = 停车", "不方便 = 不方+方便"]);
  expect(spelled("“上菜慢”")).toEqual(["上菜慢 = 上菜+菜慢"]);
  expect(spelled("的的的")).toEqual(["的的的 = 的的+的的"]);
});

test("query: a longer English word finds what begins with it, short words and figures only themselves", () => {
  expect(spelled("Wait no 30")).toEqual(["wait = wait*", "no = no", "30 = 30"]);
  expect(spelled('"very cold"')).toEqual(["very cold = very+cold"]);
  expect(spelled("慢 慢 ！")).toEqual(["慢 = 慢*"]);
  expect(spelled("'; drop table")).toEqual(["drop = drop*", "table = table*"]);
});

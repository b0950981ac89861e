import { once } from "node:events";
import { createWriteStream } from "node:fs";

const PARTS = {
  zh: [
    ["昨天中午", "周末带孩子", "第一次来", "出差路过", "晚上七点多", "和同事聚餐"],
    [
      "等了四十分钟才上菜",
      "服务员态度很热情",
      "停车位不好找",
      "环境安静整洁",
      "味道比上次咸了不少",
      "价格有点贵但是量足",
      "前台一问三不知",
      "空调太冷了",
    ],
    ["，催了两次也没人理", "，下次还会再来", "，希望改进一下", "，总体还可以", "，孩子很喜欢", "，结账倒是很快", "，打电话也没人接"],
    ["。", "！", "，就这样。", "，谢谢。"],
  ],
  en: [
    ["Yesterday at noon ", "On my first visit ", "With the kids ", "After work ", "On a business trip "],
    [
      "we waited forty minutes for the food",
      "the staff were friendly and helpful",
      "parking was hard to find",
      "the room was clean and quiet",
      "the soup was too salty",
      "the price is a bit high",
      "nobody at the desk knew anything",
    ],
    [
      ", and nobody answered our calls",
      ", but we will come back",
      ", please do something about it",
      ", all in all it was okay",
      ", the kids loved it",
    ],
    [".", "!", ", thank you."],
  ],
};

/** Made-up comments from a fixed recurrence: one to three sentences, so that every run reads the same. */
export function* comments(language, count) {
  let state = 7;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let i = 0; i < count; i++) {
    let text = "";
    for (let sentence = 0; sentence <= below(3); sentence++)
      text += PARTS[language].map((choices) => choices[below(choices.length)]).join("") + (language === "en" ? " " : "");
    yield `${text.trim()} ${i}`;
  }
}

/** A CSV of rated comments with six stores, 0–10, over nine months; one comment of four is English. */
export async function writeComments(file, rows) {
  const out = createWriteStream(file);
  const texts = [comments("zh", rows), comments("en", rows)];
  out.write("推荐意愿,门店,日期,意见\n");
  for (let row = 0; row < rows; row++) {
    const text = texts[row % 4 === 0 ? 1 : 0].next().value;
    const line = `${(row * 7) % 11},店${row % 6},2026-0${1 + (row % 9)}-1${row % 9},"${text}"\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

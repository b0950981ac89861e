import { expect, test } from "vitest";
import { detectLanguage } from "./language.js";
import { halfWidth, normalise, toSimplified } from "./normalise.js";

test("normalise: width and script change, emoji and Chinese marks stay", () => {
  expect(normalise("　服務很好！！ＯＫ  👍")).toBe("服务很好!!ok 👍");
  expect(halfWidth("１３８　ＡＢ")).toBe("138 AB");
  expect(toSimplified("服務態度很親切")).toBe("服务态度很亲切");
  expect(normalise("It’s  “fine”")).toBe("it's “fine”");
});

test("half width: offsets stay true", () => {
  const text = "电话：１３８，👍。";
  expect(halfWidth(text)).toHaveLength(text.length);
});

test("language: by script, and by common words among Latin letters", () => {
  expect(detectLanguage("服务员 nice，环境 OK")).toBe("zh");
  expect(detectLanguage("房間很乾淨")).toBe("zh");
  expect(detectLanguage("The room was clean")).toBe("en");
  expect(detectLanguage("good")).toBe("en");
  expect(detectLanguage("Zimmer war sehr schön")).toBe("other");
  expect(detectLanguage("とても良かったです")).toBe("other");
  expect(detectLanguage("👍👍 100")).toBeNull();
});

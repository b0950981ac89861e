import type { AnswerFault } from "./check-answers.js";
import type { Locale } from "./types.js";

const WORDS = {
  REQUIRED: ["这一题还没有答。", "This one still needs an answer."],
  WRONG_SHAPE: ["这个答案的格式不对。", "This answer has the wrong form."],
  NOT_WHOLE: ["请选一个整数。", "Choose a whole number."],
  OUT_OF_RANGE: ["请在 {limit} 之间选择。", "Choose a number within {limit}."],
  UNKNOWN_OPTION: ["没有这个选项，请重新选。", "There is no such option; choose again."],
  TOO_MANY: ["最多选 {limit} 项。", "Choose {limit} at most."],
  TOO_LONG: ["最多写 {limit} 个字。", "Keep it to {limit} characters."],
  NOT_APPLICABLE_NOT_OFFERED: ["这一题没有「说不清」。", "This question has no “can’t say”."],
  NOT_A_PHONE: ["电话号码只写数字，5–15 位。", "Write a telephone number of 5 to 15 digits."],
  NOT_AN_EMAIL: ["邮箱地址不完整，例如 name@example.com。", "The e-mail address is not complete, e.g. name@example.com."],
  NOT_A_PRICE: ["请只写数字，例如 25。", "Write a number only, e.g. 25."],
  PRICES_OUT_OF_ORDER: [
    "这四个价格一般从低到高，请再看一眼。如果确实如此，再按一次就继续。",
    "These four prices usually rise from the first to the last. Have another look; if they are right, just press the button again.",
  ],
  SAME_TWICE: ["请选两个不同的项目。", "Choose two different ones."],
  UNKNOWN_QUESTION: ["问卷里没有这一题。", "There is no such question."],
} as const satisfies Record<AnswerFault["reason"], readonly [string, string]>;

/**
 * One sentence that says what is wrong with an answer and what to do.
 *
 * @example
 * faultWords({ question: "q", part: "q", reason: "TOO_MANY", limit: 3 }, "en") // => "Choose 3 at most."
 */
export function faultWords(fault: AnswerFault, locale: Locale): string {
  return WORDS[fault.reason][locale === "zh-CN" ? 0 : 1].replace("{limit}", String(fault.limit ?? ""));
}

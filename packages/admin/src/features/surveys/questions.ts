import { endsOf, type LocalText, NPS_WORDINGS, type Question, type QuestionType, type Scale } from "@manyi/core/survey";

/** Kinds in the order they are offered. */
export const questionTypes: readonly QuestionType[] = [
  "nps",
  "csat",
  "ces",
  "rating",
  "pair",
  "single",
  "multiple",
  "matrix",
  "price",
  "bestWorst",
  "text",
  "statement",
  "contact",
  "consent",
];
/** Scales offered for ratings. */
export const scales: readonly Scale[] = [
  { min: 1, max: 5 },
  { min: 1, max: 7 },
  { min: 1, max: 10 },
  { min: 0, max: 10 },
];

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const satisfied = { low: both("非常不满意", "Very dissatisfied"), high: both("非常满意", "Very satisfied") };
const five: Scale = { min: 1, max: 5 };
const option = (code: number) => ({ id: `o${code}`, code, text: both(`选项 ${code}`, `Option ${code}`) });

/** A new question of a kind, worded neutrally in both languages and ready to be changed. */
export function blankQuestion(type: QuestionType, key: string): Question {
  switch (type) {
    case "nps":
      return { key, type, wording: "recommend_us", text: NPS_WORDINGS.recommend_us };
    case "csat":
      return { key, type, display: "number", text: both("您对这次服务满意吗？", "How satisfied are you with this service?") };
    case "ces":
      return { key, type, text: both("这次办事很省力。", "It was easy to get this done.") };
    case "rating":
      return {
        key,
        type,
        scale: five,
        display: "number",
        role: "perception",
        ...satisfied,
        text: both("您对这一项满意吗？", "How satisfied are you with this?"),
      };
    case "pair":
      return {
        key,
        type,
        attribute: key,
        scale: five,
        asked: "recalled",
        text: both("", ""),
        expectation: both("来之前，您期望有多好？", "Before you came, how good did you expect it to be?"),
        perception: both("实际感受如何？", "How was it in fact?"),
        low: both("很差", "Very poor"),
        high: both("很好", "Very good"),
        notApplicable: true,
      };
    case "single":
    case "multiple":
      return { key, type, options: [option(1), option(2)], text: both("请选择一项", "Choose one") };
    case "matrix":
      return {
        key,
        type,
        scale: five,
        ...satisfied,
        rows: [1, 2].map((n) => ({ key: `r${n}`, text: both(`方面 ${n}`, `Aspect ${n}`) })),
        text: both("您对下面各方面满意吗？", "How satisfied are you with each of these?"),
        notApplicable: true,
      };
    case "price":
      return { key, type, currency: "CNY", step: 1, text: both("想一想这项服务，值多少钱？", "Think of this service: what is it worth?") };
    case "bestWorst":
      return {
        key,
        type,
        options: [1, 2, 3, 4, 5, 6].map(option),
        perSet: 3,
        sets: 4,
        high: both("最看重", "Matters most"),
        low: both("最不看重", "Matters least"),
        text: both("每一组里，您最看重和最不看重的各是哪一项？", "In each set, what matters most to you, and what least?"),
      };
    case "text":
      return {
        key,
        type,
        multiline: true,
        maxLength: 1000,
        text: both("最想让我们改的一件事是什么？", "What is the one thing we should do better?"),
      };
    case "statement":
      return { key, type, text: both("说明文字", "Words to the reader") };
    case "contact":
      return { key, type, fields: ["name", "phone"], text: both("怎么联系您？可以不填。", "How can we reach you? You may leave it out.") };
    case "consent":
      return {
        key,
        type,
        purpose: "survey",
        text: both("同意我们为改进服务使用这份回答吗？", "May we use these answers to improve our service?"),
      };
  }
}

/** The same question as another kind: key, words, help, condition and attribute stay, options and scale where both kinds have them. */
export function changeType(question: Question, type: QuestionType): Question {
  if (question.type === type) return question;
  const blank = blankQuestion(type, question.key);
  const { text, help, required, showIf, attribute, reason, sensitive } = question;
  const shared = Object.fromEntries(
    Object.entries({ help, required, showIf, attribute, reason, sensitive }).filter(([, value]) => value !== undefined),
  );
  const ends = "scale" in question && "scale" in blank ? { scale: question.scale, low: question.low, high: question.high } : {};
  const isLong = "options" in question && (type !== "bestWorst" || question.options.length > 3);
  const options = isLong && "options" in blank ? { options: question.options } : {};
  const words = question.type === "pair" ? question.perception : text;
  const said = type === "nps" ? {} : type === "pair" ? { perception: words } : { text: words };
  return { ...blank, ...shared, ...ends, ...options, ...said } as Question;
}

/** The next free option: an id and a code that no earlier one has had. */
export function nextOption(options: readonly { readonly id: string; readonly code: number }[]): { id: string; code: number } {
  const code = Math.max(0, ...options.map((one) => one.code)) + 1;
  const ids = new Set(options.map((one) => one.id));
  let id = `o${code}`;
  while (ids.has(id)) id = `${id}x`;
  return { id, code };
}

/** Words at the two ends of a question's scale in one language. */
export function endWords(question: Question, locale: "zh-CN" | "en"): { low: string; high: string } | null {
  const ends = endsOf(question);
  return ends === null ? null : { low: ends.low[locale] ?? "", high: ends.high[locale] ?? "" };
}

import { NPS_WORDINGS, type SurveyDefinition } from "@manyi/core/survey";

const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
const option = (id: string, code: number, zh: string, en: string) => ({ id, code, text: words(zh, en) });
const ends = { low: words("很差", "Very poor"), high: words("很好", "Very good") };
const scale = { min: 1, max: 5 };

/** Every everyday type, with a question that depends on an answer and one that quotes one. */
export const EVERY_TYPE: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words("用餐体验", "Your meal"),
  purpose: words("了解这次用餐的感受，改进上菜速度。", "To learn how your meal was and serve faster."),
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "first",
      questions: [
        { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us, required: true },
        {
          key: "why",
          type: "text",
          multiline: true,
          maxLength: 200,
          text: words("是什么让您打了这个分？", "What led you to this score?"),
          showIf: { question: "recommend", op: "lte", value: 6 },
        },
        {
          key: "overall",
          type: "csat",
          display: "smiley",
          notApplicable: true,
          text: words("这次用餐，您的总体满意程度如何？", "How satisfied are you with this meal overall?"),
        },
        { key: "ease", type: "ces", notApplicable: true, text: words("点单很容易。", "Ordering was easy.") },
        { key: "dishes", type: "rating", scale, display: "star", ...ends, text: words("您对菜品的评价是？", "How were the dishes?") },
      ],
    },
    {
      key: "second",
      questions: [
        {
          key: "speed",
          type: "pair",
          attribute: "speed",
          scale,
          ...ends,
          asked: "recalled",
          notApplicable: true,
          text: words("上菜速度", "Serving speed"),
          expectation: words("来之前，您期望上菜有多快？", "Before you came, how fast did you expect it?"),
          perception: words("实际感受到的有多快？", "How fast was it in fact?"),
        },
        {
          key: "parts",
          type: "matrix",
          scale,
          ...ends,
          notApplicable: true,
          text: words("下面各项怎么样？", "How was each of these?"),
          rows: [
            { key: "clean", text: words("整洁", "Cleanliness") },
            { key: "staff", text: words("态度", "Staff") },
          ],
        },
        {
          key: "visit",
          type: "single",
          notApplicable: true,
          text: words("和谁一起来的？", "Who came with you?"),
          options: [
            option("family", 1, "家人", "Family"),
            option("work", 2, "同事", "Colleagues"),
            option("alone", 3, "一个人", "On my own"),
          ],
        },
        {
          key: "together",
          type: "text",
          multiline: false,
          maxLength: 80,
          text: words("「{{visit}}」那次，哪道菜最好？", "“{{visit}}”: which dish was best?"),
          showIf: { question: "visit", op: "ne", value: "alone" },
        },
        {
          key: "ordered",
          type: "multiple",
          atMost: 2,
          text: words("点了什么？", "What did you order?"),
          options: [option("noodles", 1, "面", "Noodles"), option("rice", 2, "饭", "Rice"), option("soup", 3, "汤", "Soup")],
        },
        { key: "info", type: "statement", text: words("下面的可以不填。", "The rest is optional.") },
        { key: "agree", type: "consent", purpose: "care", text: words("可以为此联系您吗？", "May we contact you about this?") },
        {
          key: "who",
          type: "contact",
          fields: ["name", "phone"],
          text: words("怎么联系您？", "How can we reach you?"),
          showIf: { question: "agree", op: "eq", value: "yes" },
        },
      ],
    },
  ],
  closing: words("已收到，谢谢您。", "We have your answer. Thank you."),
  offerCallback: true,
};
/** Two questions, anonymous. */
export const SHORT: SurveyDefinition = {
  ...EVERY_TYPE,
  anonymity: "anonymous",
  pages: [{ key: "only", questions: EVERY_TYPE.pages[0]!.questions.slice(0, 2) }],
};

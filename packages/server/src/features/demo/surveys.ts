import { endsOf, type LocalText, NPS_WORDINGS, type PairQuestion, type Question, type SurveyDefinition } from "@manyi/core/survey";
import { DEMO_ATTRIBUTES } from "./world.js";

export type DemoSurvey = { readonly id: number; readonly key: string; readonly definition: SurveyDefinition };

const nps: Question = { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us, required: true };
const overall: Question = {
  key: "overall",
  type: "csat",
  display: "number",
  text: { "zh-CN": "这次用餐，您的总体满意程度如何？", en: "Overall, how satisfied were you with this meal?" },
};
const comment = (zh: string, en: string): Question => ({
  key: "comment",
  type: "text",
  multiline: true,
  maxLength: 1000,
  text: { "zh-CN": zh, en },
});
const contact: Question = {
  key: "contact",
  type: "contact",
  fields: ["name", "phone", "email"],
  text: { "zh-CN": "希望我们回复您的话，请留下联系方式（选填）", en: "If you would like a reply, leave a way to reach you (optional)" },
};
const satisfied = endsOf(overall)!;

const PAIRS: Readonly<Record<string, { expectation: LocalText; perception: LocalText; low: LocalText; high: LocalText }>> = {
  serving_speed: {
    expectation: { "zh-CN": "来之前，您期望的上菜速度如何？", en: "Before you came, how fast did you expect the dishes?" },
    perception: { "zh-CN": "实际的上菜速度如何？", en: "How fast did they come?" },
    low: { "zh-CN": "很慢", en: "Very slow" },
    high: { "zh-CN": "很快", en: "Very fast" },
  },
};

function pair(code: string): PairQuestion {
  const attribute = DEMO_ATTRIBUTES.find((one) => one.code === code)!;
  const zh = attribute.name["zh-CN"]!;
  const en = attribute.name.en!;
  const words = PAIRS[code] ?? {
    expectation: { "zh-CN": `来之前，您对${zh}的期望如何？`, en: `${en}: what did you expect?` },
    perception: { "zh-CN": `您对${zh}的实际感受如何？`, en: `${en}: what did you find?` },
    low: { "zh-CN": "很低", en: "Very low" },
    high: { "zh-CN": "很高", en: "Very high" },
  };
  return {
    key: code,
    type: "pair",
    attribute: code,
    scale: { min: 1, max: 5 },
    asked: "recalled",
    notApplicable: true,
    text: attribute.name,
    ...words,
  };
}

const rated = ["waiting", "staff", "cleanliness", "price", "checkout", "parking", "decor"];

/** The survey on every table: scores, two pairs, seven ratings, own words. */
const DINING: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "堂食满意度", en: "Your meal with us" },
  purpose: { "zh-CN": "了解这次用餐的感受，改进门店服务", en: "To learn how your meal was and do better" },
  anonymity: "identified",
  layout: "paged",
  pages: [
    { key: "overall-page", questions: [nps, overall, pair("serving_speed"), pair("taste")] },
    {
      key: "details",
      questions: [
        {
          key: "ratings",
          type: "matrix",
          scale: { min: 1, max: 5 },
          ...satisfied,
          notApplicable: true,
          text: { "zh-CN": "您对下面各项的满意程度如何？", en: "How satisfied were you with each of these?" },
          rows: rated.map((code) => ({ key: code, text: DEMO_ATTRIBUTES.find((one) => one.code === code)!.name, attribute: code })),
        },
        comment("如果只改一件事，您最想让我们改什么？（选填）", "If we changed one thing, what should it be? (optional)"),
        contact,
      ],
    },
  ],
  closing: { "zh-CN": "谢谢您。门店经理每天都会读这些回答。", en: "Thank you. The store manager reads these answers every day." },
  // the last page asks for a way to reply, and the answer itself opens the case
  offerCallback: false,
};

/** The quarterly study of expectations: a pair for every attribute. */
const STUDY: SurveyDefinition = {
  ...DINING,
  title: { "zh-CN": "期望与感受研究", en: "Expectations and experience" },
  purpose: { "zh-CN": "了解您来之前的期望和实际感受之间的差距", en: "To learn how your visit compared with what you expected" },
  anonymity: "confidential",
  pages: [
    { key: "first", questions: [overall, pair("serving_speed"), pair("taste"), pair("staff"), pair("waiting")] },
    { key: "second", questions: [pair("cleanliness"), pair("price"), pair("checkout"), pair("parking"), pair("decor")] },
    {
      key: "third",
      questions: [
        pair("signature_dish"),
        pair("plain_bread"),
        pair("birthday_treat"),
        comment("还有什么想告诉我们的？（选填）", "Anything else you would like to tell us? (optional)"),
      ],
    },
  ],
  offerCallback: false,
};

const DELIVERY: SurveyDefinition = {
  ...DINING,
  title: { "zh-CN": "外卖体验", en: "Your delivery" },
  purpose: { "zh-CN": "了解这次外卖的体验", en: "To learn how your delivery was" },
  pages: [
    {
      key: "delivery",
      questions: [
        { key: "recommend", type: "nps", wording: "recommend_this", text: NPS_WORDINGS.recommend_this, required: true },
        {
          key: "ease",
          type: "ces",
          text: { "zh-CN": "这次点外卖很省力。您的同意程度如何？", en: "Getting this delivery was easy. How far do you agree?" },
        },
        comment("哪里可以更好？（选填）", "What could be better? (optional)"),
        contact,
      ],
    },
  ],
};

/** Anonymous, so that the threshold has something to protect. */
const ANONYMOUS: SurveyDefinition = {
  ...DINING,
  title: { "zh-CN": "服务匿名反馈", en: "Anonymous service feedback" },
  purpose: { "zh-CN": "匿名了解服务中的问题", en: "To hear about service problems without names" },
  anonymity: "anonymous",
  offerCallback: true,
  pages: [
    {
      key: "only",
      questions: [
        { ...overall, key: "overall" },
        {
          key: "staff_rating",
          type: "rating",
          scale: { min: 1, max: 5 },
          ...satisfied,
          display: "number",
          role: "perception",
          attribute: "staff",
          notApplicable: true,
          text: { "zh-CN": "您对员工态度的满意程度如何？", en: "How satisfied were you with the staff’s attitude?" },
        },
        comment("想说的话（选填）", "In your own words (optional)"),
      ],
    },
  ],
};

export const DEMO_SURVEYS = {
  dining: { id: 1, key: "dining", definition: DINING },
  study: { id: 2, key: "expectation-study", definition: STUDY },
  delivery: { id: 3, key: "delivery", definition: DELIVERY },
  anonymous: { id: 4, key: "anonymous-service", definition: ANONYMOUS },
} as const satisfies Record<string, DemoSurvey>;

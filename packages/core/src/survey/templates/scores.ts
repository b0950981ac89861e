import { both, npsQuestion, openText, type SurveyTemplate, survey } from "./blocks.js";

export const CSAT_TEMPLATE: SurveyTemplate = {
  code: "csat",
  title: both("满意度（CSAT）", "Satisfaction (CSAT)"),
  about: both("一次服务之后，问总体满意程度和原因。", "After one service: how satisfied, and why."),
  definition: survey({
    title: both("本次服务满意度", "Your satisfaction with this service"),
    purpose: both("了解这次服务做得怎样，改进不足之处。", "To learn how this service went and mend what fell short."),
    pages: [
      {
        key: "overall",
        questions: [
          {
            key: "satisfaction",
            type: "csat",
            display: "number",
            text: both("您对本次服务的总体满意程度如何？", "How satisfied are you with this service overall?"),
          },
          openText("better", "哪一点最需要改进？", "What most needs to get better?", { question: "satisfaction", op: "lte", value: 3 }),
          openText("liked", "哪一点让您满意？", "What went well?", { question: "satisfaction", op: "gte", value: 4 }),
        ],
      },
    ],
  }),
};

export const NPS_TEMPLATE: SurveyTemplate = {
  code: "nps",
  title: both("净推荐值（NPS）", "Net promoter score (NPS)"),
  about: both("问推荐意愿，再按分数问原因。", "How likely to recommend, then why, by score."),
  definition: survey({
    title: both("推荐意愿", "Would you recommend us"),
    purpose: both("了解您是否愿意推荐我们，以及原因。", "To learn whether you would recommend us, and why."),
    pages: [
      {
        key: "recommend",
        questions: [
          npsQuestion("recommend_us"),
          openText("why_low", "是什么让您打了这个分？", "What led you to this score?", { question: "recommend", op: "lte", value: 6 }),
          openText("why_middle", "怎样做，您会打更高的分？", "What would raise your score?", {
            all: [
              { question: "recommend", op: "gte", value: 7 },
              { question: "recommend", op: "lte", value: 8 },
            ],
          }),
          openText("why_high", "您会怎样向朋友介绍我们？", "How would you describe us to a friend?", {
            question: "recommend",
            op: "gte",
            value: 9,
          }),
        ],
      },
    ],
  }),
};

export const CES_TEMPLATE: SurveyTemplate = {
  code: "ces",
  title: both("费力度（CES）", "Customer effort (CES)"),
  about: both("办完一件事之后，问省力不省力。", "After a request was handled: how easy it was."),
  definition: survey({
    title: both("办事省力吗", "How easy was it"),
    purpose: both("找出让您费力的环节。", "To find the steps that cost you effort."),
    pages: [
      {
        key: "effort",
        questions: [
          {
            key: "ease",
            type: "ces",
            text: both("我的事情办起来很容易。", "It was easy to get my request handled."),
            help: both("请选同意的程度", "Choose how far you agree"),
            notApplicable: true,
          },
          openText("hardest", "哪一步最费力？", "Which step took the most effort?", { question: "ease", op: "lte", value: 4 }),
        ],
      },
    ],
  }),
};

import type { Question } from "../types.js";
import { both, npsQuestion, openText, type SurveyTemplate, survey } from "./blocks.js";

const SATISFACTION_ENDS = { low: both("非常不满意", "Very dissatisfied"), high: both("非常满意", "Very satisfied") };

export const POST_SERVICE_TEMPLATE: SurveyTemplate = {
  code: "post_service",
  title: both("服务后回访", "After a service"),
  about: both("总体满意、各环节、推荐意愿，两页答完。", "Overall, step by step, and recommendation, on two pages."),
  definition: survey({
    title: both("本次服务回访", "About your recent service"),
    purpose: both("了解各个环节做得怎样，决定先改哪里。", "To learn how each step went and decide what to mend first."),
    pages: [
      {
        key: "steps",
        questions: [
          {
            key: "satisfaction",
            type: "csat",
            display: "number",
            text: both("您对本次服务的总体满意程度如何？", "How satisfied are you with this service overall?"),
          },
          {
            key: "steps",
            type: "matrix",
            text: both("您对下面各项的满意程度如何？", "How satisfied are you with each of these?"),
            scale: { min: 1, max: 5 },
            ...SATISFACTION_ENDS,
            notApplicable: true,
            rows: [
              { key: "speed", text: both("等候时间", "Waiting time"), attribute: "service_speed" },
              { key: "attitude", text: both("服务态度", "Staff attitude"), attribute: "staff_attitude" },
              { key: "skill", text: both("专业水平", "Know-how"), attribute: "staff_skill" },
              { key: "result", text: both("处理结果", "The result"), attribute: "service_result" },
            ],
          },
        ],
      },
      {
        key: "recommend",
        questions: [
          npsQuestion("recommend_this"),
          openText("comment", "还有什么想告诉我们？", "Is there anything else you would like to tell us?"),
        ],
      },
    ],
  }),
};

const solved: Question = {
  key: "solved",
  type: "single",
  text: both("这件事解决了吗？", "Has the matter been solved?"),
  required: true,
  options: [
    { id: "yes", code: 1, text: both("已经解决", "Solved") },
    { id: "partly", code: 2, text: both("部分解决", "Partly solved") },
    { id: "no", code: 3, text: both("没有解决", "Not solved") },
  ],
};
const handling: Question = {
  key: "satisfaction",
  type: "csat",
  display: "number",
  text: both("您对处理结果的满意程度如何？", "How satisfied are you with the outcome?"),
};

export const COMPLAINT_TEMPLATE: SurveyTemplate = {
  code: "complaint_followup",
  title: both("投诉回访", "After a complaint"),
  about: both("投诉处理之后，问是否解决、是否省力、是否满意。", "After a complaint was handled: solved, easy, satisfied."),
  definition: survey({
    title: both("投诉处理回访", "About the handling of your complaint"),
    purpose: both("确认事情是否真的解决，改进处理过程。", "To make sure the matter is really solved and improve how we handle complaints."),
    anonymity: "identified",
    offerCallback: false,
    pages: [
      {
        key: "handling",
        questions: [
          solved,
          openText("open", "还有哪里没有解决？", "What is still open?", { question: "solved", op: "ne", value: "yes" }),
          handling,
          {
            key: "ease",
            type: "ces",
            text: both("投诉的过程很容易。", "It was easy to make the complaint."),
            help: both("请选同意的程度", "Choose how far you agree"),
            notApplicable: true,
          },
          openText("comment", "处理过程中，哪一点应当改进？", "What should be improved in the way it was handled?"),
        ],
      },
    ],
  }),
};

export const VERIFICATION_TEMPLATE: SurveyTemplate = {
  code: "verification",
  title: both("解决结果确认", "Confirming a solution"),
  about: both("关闭工单前请客户确认，一两个问题。", "Asks the customer to confirm before a case is closed; one or two questions."),
  definition: survey({
    title: both("请您确认处理结果", "Your confirmation of the outcome"),
    purpose: both("由您确认事情是否解决；没有解决会由上一级重新处理。", "You decide whether it is solved; if not, it goes one level up."),
    anonymity: "identified",
    offerCallback: false,
    layout: "single",
    pages: [{ key: "confirm", questions: [solved, handling] }],
    closing: both("已记下您的确认，谢谢您。", "Your confirmation is recorded. Thank you."),
  }),
};

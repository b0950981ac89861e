import type { LocalText, PairQuestion } from "../types.js";
import { both, openText, type SurveyTemplate, survey } from "./blocks.js";

function pair(attribute: string, name: LocalText, expectation: LocalText, perception: LocalText): PairQuestion {
  return {
    key: attribute,
    type: "pair",
    attribute,
    text: name,
    expectation,
    perception,
    scale: { min: 1, max: 5 },
    low: both("很低", "Very low"),
    high: both("很高", "Very high"),
    asked: "recalled",
    notApplicable: true,
  };
}

export const RATIO_TEMPLATE: SurveyTemplate = {
  code: "ratio",
  title: both("满意度比值（感受 ÷ 期望）", "Satisfaction ratio (perceived ÷ expected)"),
  about: both("同一件事先问期望、再问感受，看是否超出期望。", "Expectation and experience of the same thing: was it exceeded?"),
  definition: survey({
    title: both("期望与感受", "Expected and felt"),
    purpose: both(
      "比较您的期望和实际感受，找出差距最大的地方。",
      "To compare what you expected with what you got, and find the widest gaps.",
    ),
    pages: [
      {
        key: "quality",
        title: both("产品", "The product"),
        questions: [
          pair(
            "product_quality",
            both("产品质量", "Product quality"),
            both("来之前，您期望质量有多高？", "Before you came, what quality did you expect?"),
            both("实际感受到的质量有多高？", "What quality did you find?"),
          ),
          pair(
            "value_for_money",
            both("物有所值", "Value for money"),
            both("来之前，您期望有多值？", "Before you came, what value for money did you expect?"),
            both("实际觉得有多值？", "What value for money did you find?"),
          ),
        ],
      },
      {
        key: "service",
        title: both("服务", "The service"),
        questions: [
          pair(
            "service_speed",
            both("服务速度", "Speed of service"),
            both("来之前，您期望速度有多高？", "Before you came, what speed did you expect?"),
            both("实际感受到的速度有多高？", "What speed did you find?"),
          ),
          pair(
            "staff_attitude",
            both("服务态度", "Staff attitude"),
            both("来之前，您期望的服务水平有多高？", "Before you came, what level of care did you expect?"),
            both("实际感受到的服务水平有多高？", "What level of care did you find?"),
          ),
          openText("gap", "与期望相差最大的是什么？", "What differed most from what you expected?"),
        ],
      },
    ],
  }),
};

import type { LocalText } from "@manyi/core/survey";

/** Columns of a voice that people and places are told apart by. */
export const DIMENSIONS = {
  unit: { "zh-CN": "组织单元", en: "Unit" },
  touchpoint: { "zh-CN": "触点", en: "Touchpoint" },
  segment: { "zh-CN": "细分", en: "Segment" },
  channel: { "zh-CN": "渠道", en: "Channel" },
  source: { "zh-CN": "来源", en: "Source" },
  survey: { "zh-CN": "问卷", en: "Survey" },
  version: { "zh-CN": "问卷版本", en: "Survey version" },
  locale: { "zh-CN": "语言", en: "Language" },
  week: { "zh-CN": "周", en: "Week" },
  month: { "zh-CN": "月", en: "Month" },
} as const satisfies Readonly<Record<string, LocalText>>;
/** What comments say, as the reading tagged them and people corrected it. */
export const TOPIC: LocalText = { "zh-CN": "评论主题", en: "Topic of the comment" };
export type Name = keyof typeof DIMENSIONS;
/** What anonymous surveys report by. */
export const DECLARED: readonly Name[] = ["unit", "survey", "week", "month"];

export const SOURCES: Readonly<Record<string, LocalText>> = {
  survey: { "zh-CN": "问卷", en: "Survey" },
  import: { "zh-CN": "导入", en: "Import" },
  complaint: { "zh-CN": "投诉", en: "Complaint" },
  verification: { "zh-CN": "回访", en: "Call-back" },
  review: { "zh-CN": "评价", en: "Review" },
  social: { "zh-CN": "社交媒体", en: "Social post" },
  email: { "zh-CN": "邮件", en: "E-mail" },
  call: { "zh-CN": "电话", en: "Call" },
  chat: { "zh-CN": "在线聊天", en: "Chat" },
  suggestion: { "zh-CN": "建议", en: "Suggestion" },
  request: { "zh-CN": "需求", en: "Request" },
  note: { "zh-CN": "一线记录", en: "Note" },
  audit: { "zh-CN": "检查", en: "Check" },
  interview: { "zh-CN": "访谈", en: "Interview" },
};

export const METRICS = {
  nps: { label: { "zh-CN": "推荐意愿（0–10 分）", en: "Likelihood to recommend (0–10)" }, scale: { min: 0, max: 10 } },
  csat: { label: { "zh-CN": "总体满意（1–5 分）", en: "Overall satisfaction (1–5)" }, scale: { min: 1, max: 5 } },
  ces: { label: { "zh-CN": "省力程度（1–7 分）", en: "Ease (1–7)" }, scale: { min: 1, max: 7 } },
} as const;
export type MetricName = keyof typeof METRICS;

/** Groups of answers with their first and last answer, best first. */
export const GROUPS: Readonly<
  Record<MetricName, { readonly label: LocalText; readonly groups: readonly (readonly [LocalText, number, number])[] }>
> = {
  nps: {
    label: { "zh-CN": "推荐、中立、贬损", en: "Promoters, passives, detractors" },
    groups: [
      [{ "zh-CN": "推荐（9–10）", en: "Promoters (9–10)" }, 9, 10],
      [{ "zh-CN": "中立（7–8）", en: "Passives (7–8)" }, 7, 8],
      [{ "zh-CN": "贬损（0–6）", en: "Detractors (0–6)" }, 0, 6],
    ],
  },
  csat: {
    label: { "zh-CN": "满意率分组", en: "CSAT groups" },
    groups: [
      [{ "zh-CN": "满意（4–5）", en: "Satisfied (4–5)" }, 4, 5],
      [{ "zh-CN": "一般（3）", en: "Neutral (3)" }, 3, 3],
      [{ "zh-CN": "不满意（1–2）", en: "Dissatisfied (1–2)" }, 1, 2],
    ],
  },
  ces: {
    label: { "zh-CN": "省力分组", en: "Ease groups" },
    groups: [
      [{ "zh-CN": "省力（5–7）", en: "Easy (5–7)" }, 5, 7],
      [{ "zh-CN": "一般（4）", en: "Neutral (4)" }, 4, 4],
      [{ "zh-CN": "费力（1–3）", en: "Hard (1–3)" }, 1, 3],
    ],
  },
};

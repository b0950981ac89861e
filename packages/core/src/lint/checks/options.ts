import { parseRange, rangeFaults } from "../ranges.js";
import { balancedLabels, joinOptions, repairRanges } from "../rewrite-options.js";
import { scaleSense } from "../scale-labels.js";
import type { RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";
import type { LabelKind } from "../words/scale-words.js";

const gradedKinds: readonly LabelKind[] = ["satisfaction", "quality", "agreement", "likelihood", "importance", "ease"];

/** A scale needs as many bad answers as good ones. */
export function checkBalance(view: QuestionView): RawFinding[] {
  if (view.question.type === "multiple" || view.question.type === "ranking") return [];
  // Only the two ends of a long scale are named: nothing to count.
  const points = view.question.scale === undefined ? view.labels.length : view.question.scale.max - view.question.scale.min + 1;
  if (view.labelsPart === "scale" && view.labels.length < points) return [];
  const sense = scaleSense(view.labels);
  if (sense === null || !gradedKinds.includes(sense.kind) || view.isYesNo) return [];
  const good = sense.sides.filter((side) => side > 0).length;
  const bad = sense.sides.filter((side) => side < 0).length;
  if (good === bad || (good + bad < 2 && sense.sides.length < 3)) return [];
  const rewrite = joinOptions(balancedLabels(sense.kind, view.locale), view.isChinese);
  return [
    { rule: "unbalanced_scale", part: view.labelsPart, index: 0, span: [0, view.labels[0]?.length ?? 0], params: { good, bad }, rewrite },
  ];
}

/** Numeric answers must not share a number, nor leave one out. */
export function checkRanges(view: QuestionView): RawFinding[] {
  const faults = rangeFaults(view.options);
  const kinds = new Set<string>();
  return faults.flatMap(({ kind, index, at }) => {
    if (kinds.has(kind)) return [];
    kinds.add(kind);
    const rewrite = joinOptions(repairRanges(view.options), view.isChinese);
    const span = [0, view.options[index]?.length ?? 0] as const;
    return [
      {
        rule: kind === "overlap" ? ("overlapping_ranges" as const) : ("range_gap" as const),
        part: "option" as const,
        index,
        span,
        params: { at },
        rewrite,
      },
    ];
  });
}

function plainOption(option: string): string {
  return option
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("其它", "其他")
    .replaceAll("&", "and")
    .replace(/[\s\p{P}]/gu, "");
}

/** The same answer twice splits its votes. */
export function checkDuplicates(view: QuestionView): RawFinding[] {
  const seen = new Set<string>();
  for (const [index, option] of view.options.entries()) {
    // Marks alone ("+", "★") say something by themselves.
    const key = plainOption(option) || option;
    if (seen.has(key)) {
      const kept = view.options.filter((_, place) => place !== index);
      return [{ rule: "duplicate_option", part: "option", index, span: [0, option.length], rewrite: joinOptions(kept, view.isChinese) }];
    }
    seen.add(key);
  }
  return [];
}

const zhCategory =
  /哪(?:个|些|种|类|项|方面|几[个种类项])?[^，。？]{0,10}(?:渠道|途径|方式|方法|原因|品牌|类型|种类|平台|软件|工具|活动|用途|目的|因素|方面|菜系|口味|款式|饮料|水果|行业|职业|场景|设备|问题|功能|媒体|交通|理由|地方|场合|商品|产品|服务|内容|课程|项目|饮品|主题|运动|零食|节目|途径|形式)|(?:什么|何种)[^，。？]{0,8}(?:渠道|途径|方式|方法|原因|品牌|平台|用途|目的|因素|工具|行业|职业|交通|理由|场合|类型|设备|问题|菜系|产品|饮品|活动|职务|身份|形式)|(?:主要|最主要)(?:的)?(?:原因|目的|用途|渠道|理由|因素|诉求)|(?:原因|目的|用途|职业|行业|渠道|途径|理由)(?:是|为)(?:什么)?|从(?:哪里|哪儿|何处)|怎么(?:知道|了解|得知|来|到|听说|找到)|如何(?:得知|了解到|知道|找到|前来|到达)|为什么|更?(?:喜欢|偏好|偏爱|常用|看重|希望|倾向)[^，。？]{0,6}(?:哪|什么)|乘(?:坐)?什么/;
const zhClosed =
  /门店|分店|网点|城市|省份|地区|区域|等级|性别|学历|时段|时间|星期|周几|版本|套餐|座位|舱|房型|年级|楼层|一天|月份|季度|尺码|尺寸|杯型|大小|辣度|甜度|频率|规格|档|(?:两|二|三|以下)(?:者|种|款|个)(?:之间|中|里)|新旧|哪个(?:更|比较)|总体|整体|满意|程度/;
const enCategory =
  /\b(?:how did you (?:first )?(?:hear|find|learn|discover|get here|travel|come to know|reach|contact|pay|order|book)|where did you (?:first )?(?:hear|learn|find|see|buy|discover|read)|(?:what|which)(?: \w+){0,6}? (?:reasons?|channels?|brands?|methods?|ways?|sources?|products?|services?|features?|purposes?|devices?|apps?|industry|industries|occupation|profession|activities|activity|cuisines?|flavou?rs?|transport(?:ation)?|platforms?|topics?|types?|kinds?|factors?|tools?|media|problems?|issues?|categories|websites?|social networks?|stores?|drinks?|dish(?:es)?|snacks?|sports?|room types?|languages?)|(?:main|primary|most important|biggest) (?:reason|purpose|factor|source|problem|issue|use|goal|challenge)|why did you|why do you|what (?:brought|brings|made|led|prompted|best describes your (?:job|role|occupation|industry)|do you (?:use|mainly use|usually|mostly)|is your (?:job|occupation|role|profession|industry|preferred|favou?rite)|did you (?:buy|order|purchase|come for|use))|how do you (?:usually |normally |mainly |typically |prefer to )?(?:pay|travel|get|order|contact|book|shop|commute|hear))\b/i;
const enClosed =
  /\b(?:age|gender|which (?:day|time|month|season|size|branch|location|region|floor|class|cabin|plan|tier|level|version|of our (?:stores|branches|hotels|locations))|membership|store did you visit|what time|education|satisf\w+|how often|better|of these two|of the two|which store|which room|room types?)\b/i;

/** An open list of categories needs "other", or people pick a wrong one. */
export function checkOther(view: QuestionView): RawFinding[] {
  const { question, labels, text } = view;
  if (!["single", "multiple", "dropdown"].includes(question.type) || labels.length < 3 || view.hasOther) return [];
  const isCategory = (view.isChinese ? zhCategory : enCategory).test(text) && !(view.isChinese ? zhClosed : enClosed).test(text);
  if (!isCategory || scaleSense(labels) !== null || labels.filter((label) => parseRange(label) !== null).length * 2 > labels.length)
    return [];
  const more = view.isChinese ? "其他（请注明）" : "Other (please say)";
  return [{ rule: "missing_other", span: [0, text.length], part: "text", rewrite: joinOptions([...view.options, more], view.isChinese) }];
}

const stems: readonly (readonly [kind: LabelKind | "count" | "grade" | "duration", zh: RegExp, en: RegExp])[] = [
  ["frequency", /多久[^，。？]{0,10}(?:一次|一回|[一两几]次)|频率|频次|隔多久/, /\bhow (?:often|frequently|regularly)\b/i],
  ["duration", /多长时间|等(?:待|候)?了?多久|用了多久|花了?多久|几分钟|多久(?:才|送到|到|解决|回复)/, /\bhow long\b/i],
  [
    "count",
    /(?:几|多少)(?:次|个|人|件|元|钱|岁|家|单|天|位|年)|年龄|金额/,
    /\bhow (?:many|old|much (?:did|do) you (?:spend|pay))\b|\byour age\b/i,
  ],
  ["likelihood", /可能性|多大可能|有多可能/, /\bhow likely\b|\blikelihood\b/i],
  ["importance", /重要(?:性|程度)|多重要|有多重要/, /\bhow important\b|\bimportance\b/i],
  ["ease", /(?:容易|难易|方便|便利|困难)程度|多(?:容易|方便)|难不难/, /\bhow (?:easy|difficult|hard|simple)\b/i],
  [
    "agreement",
    /同意程度|多大程度上?(?:同意|认同|赞同)|是否同意|认同程度/,
    /\bdo you agree\b|\bagree or disagree\b|\bhow (?:strongly|much|far) do you (?:agree|disagree)\b/i,
  ],
  [
    "satisfaction",
    /满意(?:度|程度)|满意吗|是否满意|满不满意|有多满意/,
    /\bhow (?:satisfied|happy|pleased)\b|\bsatisfaction\b|^(?:are|were) you (?:satisfied|happy)\b/i,
  ],
  [
    "grade",
    /(?:如何|怎么|怎样|请)(?:[^，。？]{0,4})?评价|评价(?:是|如何|怎样)|怎么样|(?:打分|评分)/,
    /\bhow (?:would|do) you rate\b|\bplease rate\b|\bhow (?:clean|friendly|fast|helpful|clear|good|polite|professional|comfortable)\b|\brate (?:the|our|your)\b/i,
  ],
];
const suits: Readonly<Record<string, readonly LabelKind[]>> = {
  frequency: ["frequency", "number"],
  duration: ["number"],
  count: ["number", "frequency"],
  likelihood: ["likelihood", "number", "yes_no"],
  importance: ["importance", "number", "extent"],
  ease: ["ease", "number", "quality", "extent"],
  agreement: ["agreement", "number", "yes_no", "extent"],
  satisfaction: ["satisfaction", "number", "quality", "extent"],
  grade: ["quality", "satisfaction", "number", "ease", "extent"],
};

/** The answers must answer what was asked. */
export function checkMismatch(view: QuestionView): RawFinding[] {
  if (view.labels.length < 2) return [];
  const stem = stems.find(([, zh, en]) => (view.isChinese ? zh : en).test(view.text));
  const sense = scaleSense(view.labels);
  const numeric = view.labels.filter((label) => parseRange(label) !== null || /\d/.test(label)).length * 2 >= view.labels.length;
  const timed =
    view.labels.filter((label) => /\d|半|小时|分钟|天|周|月|年|hour|minute|day|week|month|year/i.test(label)).length * 2 >=
    view.labels.length;
  if (stem === undefined) return [];
  const [kind] = stem;
  const isTimed = kind === "duration" && timed;
  const asksYesNo = view.isChinese
    ? /是否|[吗么][？?]|有没有/.test(view.text)
    : /^(?:do|does|did|is|are|was|were|has|have|can|could|will|would)\b/i.test(view.text);
  const given: LabelKind | null = sense?.kind ?? (numeric ? "number" : null);
  const suited = suits[kind] ?? [];
  if (given === null || suited.includes(given) || numeric || isTimed || (given === "yes_no" && asksYesNo)) return [];
  // "How long did you wait?" answered by "too long … very short" is a judgement, not another subject.
  if (kind === "duration" && given === "quality") return [];
  const wanted: LabelKind = kind === "grade" || kind === "count" || kind === "duration" ? "quality" : kind;
  const rewrite = joinOptions(balancedLabels(wanted === "quality" && kind !== "grade" ? "number" : wanted, view.locale), view.isChinese);
  return [{ rule: "option_mismatch", part: view.labelsPart, index: 0, span: [0, view.labels[0]!.length], rewrite }];
}

import type { QuestionView } from "./view.js";

/** Sentences an author can take over, all about the thing the question is about. */
export interface Rewrites {
  readonly neutral: string;
  readonly frequency: string;
  readonly agreement: string;
  readonly howOften: string;
  readonly recent: string;
  readonly short: string;
}

const zhThings =
  "产品质量|服务质量|服务态度|售后服务|配送速度|配送|物流|包装|外卖|产品|服务|菜品|菜单|口味|味道|餐品|饮品|环境|卫生|价格|收费|质量|品质|客服|员工|店员|导购|顾问|医生|护士|老师|司机|骑手|流程|功能|系统|界面|网站|应用|小程序|APP|平台|课程|活动|会员|积分|权益|房间|客房|早餐|设施|停车|排队|等位|等待|退款|退货|换货|维修|安装|培训|帮助|回复|解答|预约|挂号|门店|酒店|餐厅|体验|政策|条款|办事|手续|账单|保险|贷款|理财|车辆|交付|试驾|保养";
const enThings =
  "customer service|customer support|support team|delivery|shipping|packaging|product quality|service quality|products?|services?|menu|food|meals?|coffee|drinks?|staff|team|agents?|advisors?|support|website|app|application|software|system|platform|features?|interface|prices?|pricing|price increase|fees?|quality|rooms?|breakfast|hotel|restaurant|store|shop|facilities|parking|queue|waiting time|wait|refunds?|returns?|repairs?|installation|training|courses?|classes|teachers?|doctors?|nurses?|policy|checkout|check-in|booking|appointment|account|bill|billing|orders?|loyalty programme?|loyalty program|membership|offers?|events?|cleanliness|design|dashboard|driver|visit|experience|process";

const zhLast = new RegExp(zhThings, "g");
const enLast = new RegExp(`\\b(?:${enThings})\\b`, "gi");

function thingIn(view: QuestionView): string {
  if (view.isChinese) {
    const found = [...view.text.matchAll(zhLast)].map(([word]) => word);
    return found.sort((a, b) => b.length - a.length)[0] ?? "我们的服务";
  }
  const found = [...view.text.matchAll(enLast)].map(([word]) => word.toLowerCase());
  return found.sort((a, b) => b.length - a.length)[0] ?? "service";
}

/**
 * Neutral sentences about the thing a question names; about the service when it names nothing known.
 * The same question always gives the same sentences.
 */
export function objectOf(view: QuestionView): Rewrites {
  const thing = thingIn(view);
  if (view.isChinese) {
    return {
      neutral: view.isOpen ? `您对${thing}有什么看法？` : `您对${thing}的满意程度如何？`,
      frequency: `过去 3 个月内，您对${thing}感到满意的次数有多少？（从不／很少／有时／经常／总是）`,
      agreement: `您对${thing}的评价如何？（非常差／差／一般／好／非常好）`,
      howOften: `过去 30 天内，您接触${thing}几次？（0 次／1 次／2–3 次／4 次及以上）`,
      recent: `过去 3 个月内，您大约接触过几次${thing}？（0 次／1–2 次／3–5 次／6 次及以上）`,
      short: `您对${thing}的总体评价如何？`,
    };
  }
  return {
    neutral: view.isOpen ? `What do you think of our ${thing}?` : `How satisfied or dissatisfied are you with our ${thing}?`,
    frequency: `In the past 3 months, how often were you satisfied with our ${thing}? (never / rarely / sometimes / often / always)`,
    agreement: `How would you rate our ${thing}? (very poor / poor / average / good / very good)`,
    howOften: `In the past 30 days, how many times did you use our ${thing}? (0 / 1 / 2–3 / 4 or more)`,
    recent: `In the past 3 months, about how many times did you use our ${thing}? (0 / 1–2 / 3–5 / 6 or more)`,
    short: `Overall, how would you rate our ${thing}?`,
  };
}

/** One question becomes two, each about one thing. */
export function splitObject(view: QuestionView, left: string, right: string): string {
  const isWhole = /[？?]|您|是否|\b(?:how|did|do|was|were|what)\b/i;
  if (view.isChinese) {
    if (isWhole.test(left) && isWhole.test(right)) return `${asked(left, "？")} ／ ${asked(right, "？")}`;
    return `您对${left}的满意程度如何？ ／ 您对${right}的满意程度如何？`;
  }
  if (isWhole.test(left) && isWhole.test(right)) return `${asked(left, "?")} / ${asked(right, "?")}`;
  return `How would you rate this: ${left.toLowerCase()}? / How would you rate this: ${right.toLowerCase()}?`;
}

function asked(clause: string, mark: string): string {
  const plain = clause
    .trim()
    .replace(/[？?。.]$/, "")
    .replace(/^(?:and|，)\s*/i, "");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${mark}`;
}

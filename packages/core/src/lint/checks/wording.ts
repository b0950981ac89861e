import { objectOf } from "../rewrite.js";
import { anyOf, blankOut, firstSpan, type Span } from "../spans.js";
import type { RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";
import * as en from "../words/wording-en.js";
import * as zh from "../words/wording-zh.js";

const zhPraise = new RegExp(
  `(?<w>${anyOf(zh.praise)})(?:的(?!程度|原因|是|地方|水平|度)|而|又|且)[^，。？是否吗和与、]{0,10}?(?:${zh.praisedThing})|(?:我们|本店|本公司|我司|我店|我行|本行|我院|本院|本酒店|本餐厅|我们店|敝店)(?:的|所|这[款个些])?[^，。？是否与和]{0,6}?(?<v>${anyOf(zh.praise.filter((word) => !zh.softPraise.includes(word)))})(?:的|又|而)?[^，。？是否与和吗]{0,8}?(?:${zh.praisedThing})`,
);
const zhPatterns = {
  crowd: new RegExp(`${zh.crowd}[^，。？]{0,8}?${zh.crowdSays}`),
  authority: new RegExp(zh.authority),
  push: new RegExp(zh.pushes.join("|")),
  agree: new RegExp(zh.agreePushes.join("|")),
};
const enPatterns = {
  praise: new RegExp(
    `\\b(?:our|this|the|these|your|a|an)\\s+(?:\\w+\\s+){0,2}?(?<w>${en.praise})(?:,?\\s+(?:and\\s+)?(?:[\\w-]+,?\\s+){0,3}?)(?:${en.praisedThing})\\b|\\bour\\s+(?<v>${en.plainPraise})\\s+[a-z]`,
    "i",
  ),
  crowd: new RegExp(
    `\\b${en.crowd} ${en.crowdSays}\\b|(?:^|, ?)(?:like|along with|just as) (?:most|many|all|other|millions of|thousands of)\\b`,
    "i",
  ),
  authority: new RegExp(en.authority, "i"),
  push: new RegExp(en.pushes.join("|"), "i"),
  agree: new RegExp(en.agreePushes.join("|"), "i"),
};

/** Wording that pushes an answer: praise, everybody, authority, "don't you", asking for a good score. */
export function checkLeading(view: QuestionView): RawFinding[] {
  const found = view.isChinese ? zhLeading(view) : enLeading(view);
  if (found === null) return [];
  return [{ rule: "leading", why: found.why, span: found.span, rewrite: objectOf(view).neutral }];
}

interface Push {
  readonly why: "praise" | "crowd" | "authority" | "push";
  readonly span: Span;
}

function zhLeading({ text, labels }: QuestionView): Push | null {
  // A choice that names both sides ("优质服务还是低价") does not push.
  const plain = blankOut(text, /[^，。？]{1,12}还是[^，。？]{1,12}/g);
  const crowd = firstSpan(plain, zhPatterns.crowd);
  if (crowd !== null) return { why: "crowd", span: crowd };
  const authority = firstSpan(plain, zhPatterns.authority);
  if (authority !== null && !/您的$/.test(plain.slice(0, authority[0]))) return { why: "authority", span: authority };
  const push = firstSpan(plain, zhPatterns.push) ?? (labels.length > 2 ? null : firstSpan(plain, zhPatterns.agree));
  if (push !== null) return { why: "push", span: push };
  const praised = zhPraise.exec(plain);
  if (praised === null) return null;
  const word = praised.groups?.w ?? praised.groups?.v ?? praised[0];
  const start = praised.index + praised[0].indexOf(word);
  return { why: "praise", span: [start, start + word.length] };
}

function enLeading({ text, labels }: QuestionView): Push | null {
  const plain = text.replaceAll("’", "'");
  for (const why of ["crowd", "authority", "push", "praise"] as const) {
    const span = firstSpan(plain, enPatterns[why]) ?? (why === "push" && labels.length <= 2 ? firstSpan(plain, enPatterns.agree) : null);
    if (span !== null) return { why, span };
  }
  return null;
}

const zhPresumed = new RegExp(zh.presumed.join("|"));
const zhAnger = new RegExp(zh.anger);
const enPresumed = new RegExp(en.presumed.join("|"), "i");
const enAnger = new RegExp(en.anger, "i");
const zhBothSides = /是否|有没有|有无|是不是|还是|或(?:者)?|与否|程度|吗|如果|若|如有|假如|(?:您|你)(?:认为|觉得)/;
const enBothSides = /^(?:have|has|did|do|does|was|were|is|are)\b|\bif\b|\bwhether\b|\bor\b|\bif any\b/i;

/** Wording that takes something for granted, or carries anger. */
export function checkLoaded(view: QuestionView): RawFinding[] {
  const text = view.isChinese ? view.text : view.text.replaceAll("’", "'");
  const presumed = firstSpan(text, view.isChinese ? zhPresumed : enPresumed);
  const anger = firstSpan(text, view.isChinese ? zhAnger : enAnger);
  const asksBoth = (view.isChinese ? zhBothSides : enBothSides).test(text);
  // "Were the staff rude?" asks; "our rude staff" tells. Anger that the question itself asks about is no fault when both answers are open.
  const isTold = anger !== null && (!asksBoth || isAttribute(view, text, anger));
  const saysNothing =
    /如有|如果有|若有|\bif any\b/i.test(text) ||
    view.options.some((option) => /^(?:没有|无|都没有|没什么)(?:$|不满|问题)|^(?:nothing|none|no problems?)/i.test(option));
  const span = presumed !== null && !saysNothing ? presumed : isTold ? anger : null;
  if (span === null) return [];
  return [{ rule: "loaded", why: span === presumed ? "presumed" : "anger", span, rewrite: objectOf(view).neutral }];
}

function isAttribute(view: QuestionView, text: string, [start, end]: Span): boolean {
  const after = text.slice(end, end + 12);
  const word = text.slice(start, end);
  if (view.isChinese) return word.endsWith("的") || /^(?:的(?!程度)|行为|做法|条款|收费)/.test(after);
  return /\b(?:the|our|their|this|these|such|your|any|an?)\s+(?:\w+\s+)?$/i.test(text.slice(0, start)) && /^\s+[a-z]+/i.test(after);
}

const zhSelling =
  /(?:立即|立刻|马上|现在就|赶快|赶紧|即刻|快来|点击|扫码|欢迎)[^，。？]{0,10}(?:购买|下单|抢购|领取|办理|充值|订购|开通|升级|注册|预订|选购|续费|加入|体验新品)|限时(?:优惠|特价|抢购|折扣|活动|秒杀)|[一二三四五六七八九\d.]+\s*折(?:优惠|起|购|券|扣)?|特价|优惠价|满\s*\d+\s*(?:元)?(?:减|送|返)|买[一二三\d]送[一二三\d]|(?:您|你)?(?:是否|愿不愿意|想不想|要不要|是不是|愿意|想)(?:愿意|需要|考虑|想|有兴趣|打算)?[^，。？]{0,8}(?:现在|今天|本次|顺便|立即|趁)?[^，。？]{0,6}(?:购买我们|办理(?:我们的?)?[^，。？]{0,6}(?:卡|会员|套餐|业务|贷款|保险)|充值|升级(?:为|到|成)[^，。？]{0,8}(?:会员|套餐|版|VIP)|订阅我们|续费|加入我们的?(?:会员|VIP)|来一份|加购|带一份|了解我们的?(?:新品|新款|优惠|促销|最新|理财|保险|贷款|套餐))|(?:让|安排|由)(?:我们的?)?[^，。？]{0,4}(?:销售|顾问|业务员|客户经理)[^，。？]{0,8}(?:联系您|致电|推荐|介绍|报价)|销售(?:顾问|人员|经理|团队)?[^，。？]{0,4}(?:联系|致电|拜访|上门)|(?:送|赠|奖|返)您?[^，。？]{0,8}(?:优惠券|代金券|折扣券|抵用券)|优惠券[^，。？]{0,8}(?:购买|使用|下单|领取)|免费试用|仅剩|错过(?:再)?等|先到先得|凭(?:本|此)问卷[^，。？]{0,10}(?:优惠|折|减)|新品(?:上市|上架|首发)[^，。？]{0,10}(?:欢迎|抢|购|尝鲜)/;
const enSelling =
  /\b(?:buy|order|shop|act|sign up|subscribe|upgrade|book|enrol?l|register|call|click|join|start|renew|switch)\b[^.?]{0,20}\b(?:now|today|right away|here to (?:buy|save|claim)|before (?:it ends|midnight))\b|\blimited[- ]time\b|\bspecial (?:offer|price|deal|promotion)\b|\d+ ?% (?:off|discount)|\bdiscount code\b|\bpromo code\b|\bexclusive (?:deal|offer|discount)s?\b|\bfree trial\b|\bdon't miss\b|\bwhile (?:stocks?|supplies) lasts?\b|\bwould you (?:like|be interested in|consider|want)\b[^?]{0,30}\b(?:buy|buying|purchas\w*|upgrad\w*|subscrib\w*|sign(?:ing)? up|hear(?:ing)? about our (?:new|latest|offers?|deals?)|add(?:ing)?|renew\w*|our (?:premium|extended|new|gold|platinum)|join(?:ing)? our|a (?:free )?(?:quote|demo))\b|\b(?:have|let|ask) (?:one of )?our sales\b|\bsales (?:team|rep|representative|person|advisor)[^?]{0,20}\b(?:call|contact|reach out)\b|\b(?:take|taking) advantage of\b|\bclaim (?:your|a)\b|\bbuy one\b|\bcan we (?:interest|offer|sell|tempt) you\b|\bnew (?:product|model|menu) (?:is )?(?:now )?(?:available|on sale)\b|\bready to (?:buy|upgrade|order)\b|\bsave \$?\d+/i;

/** A satisfaction survey asks and never sells (ISO 20252 leaves direct marketing out). */
export function checkSelling(view: QuestionView): RawFinding[] {
  const found: RawFinding[] = [];
  for (const [part, text] of [
    ["text", view.text],
    ["help", view.help],
  ] as const) {
    const span = firstSpan(text.replaceAll("’", "'"), view.isChinese ? zhSelling : enSelling);
    // "Were you happy with the 20 % off?" asks about an offer that was had; an opinion scale is not a sale.
    const asksOpinion = view.isChinese
      ? /满意|评价|看法|可能性|打分|印象|了解到/.test(text)
      : /\b(?:satisf|rate|how likely|opinion|easy|difficult|clear)/i.test(text);
    if (span !== null && !asksOpinion) found.push({ rule: "selling", part, span, rewrite: objectOf(view).neutral });
  }
  return found;
}

import { objectOf } from "../rewrite.js";
import { blankOut, firstSpan } from "../spans.js";
import type { RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";

const zhAbsolute =
  /每(?:天|日|周|月)都|每(?:一)?次|每(?:一)?(?:位|个|件|笔|道|项|样|家)(?!月|星期|季|小时)|总是|总能|总会|始终|一直|永远|从来(?:不|没有?|都)?|从不|从未|从没|所有|全部|任何(?:一[个位次项])?|完全|绝对|一定(?!程度|的)|百分之百|100\s*[%％]|个个|时时刻刻|时刻|无论何时|任何时候|毫无|毫不|必定|必然|彻底|一概|一律|统统|无一例外|唯一|随时(?:都|随地)|样样|处处|人人|天天|次次|无时无刻|只有|最好的|全都|皆/;
const zhHarmless =
  /(?:有|还有|是否有|存在)(?:任何|其他任何)|任何(?:其他|其它|意见|建议|想法|补充|需求|需要|特殊|过敏)|(?:收到|送达|填写|完成)[^，。？]{0,4}(?:全部|所有)|(?:全部|所有)(?:商品|包裹|物品|订单)(?:都)?(?:收到|送达)|一直以来|只有(?:一|两|少)/g;
const enAbsolute =
  /\b(?:always|never|all(?! (?:in all|right))|every(?!day| day| week| month| year| morning| evening| other)|everyone|everybody|everything|everywhere|completely|entirely|totally|fully|any (?:time|problems?|issues?) at all|100 ?(?:%|percent)|none|nobody|no one|nothing|only|at all times|without exception|absolutely|constantly|invariably|perfectly|whenever|wholly|exclusively|forever|without fail|each and every|each time|best ever|any(?:one|body)? ever|ever (?:fail|let|been late|had to)|zero)\b/i;
const enHarmless =
  /\b(?:first of all|all in all|at all(?! times)|overall|have you ever|anything else|only (?:one|once)|not only|all[- ]inclusive|all[- ]day|all-you-can-eat|after all|all over|every so often|in all|if any|read[- ]only|for (?:adults|members) only|nothing else)\b/gi;

/** "Always", "never" and "all" in a yes-or-no question: one exception turns an honest yes into a no. */
export function checkAbsolute(view: QuestionView): RawFinding[] {
  if (!view.isYesNo) return [];
  // Answers written into the question in brackets are answers.
  const stem = blankOut(view.text, /[（(][^）)]*[／/][^）)]*[）)]/g);
  const plain = blankOut(stem, view.isChinese ? zhHarmless : enHarmless);
  const span = firstSpan(plain, view.isChinese ? zhAbsolute : enAbsolute);
  if (span === null) return [];
  return [{ rule: "absolute", span, rewrite: objectOf(view).frequency }];
}

/** Chinese words that hold a "not" without denying anything, and the plain either-or questions. */
const zhPlainNot =
  /([一-鿿])(?:不|没)\1|有没有|是不是|([一-鿿]{2})不\2|([一-鿿])[一-鿿]?不\3[一-鿿]{0,2}|满不满意|不满(?:意)?(?:程度|之处|的(?:地方|原因|是|方面|理由|服务))?|不适用|不同(?!意)|不足|不便|不仅|不论|不管|不限|不错|不断|不久|不少|不定期|不好意思|不良|不清楚|不了解|不知道|不确定|不舒服|不愉快|不锈钢|不动产|不夜城|未来|未成年|未知|未婚|未使用|未读|无线|无障碍|无人|无论|无糖|无痛|无烟|无忧|无息|无纸化|无接触|非常|除非|是非|非洲|非会员|非工作|非机动|非营利|并非常|差不多|了不起|(?:如果?|若|假如|倘若)[^，。？]{0,6}(?:没有|没|无|未|不)[^，。？]{0,12}(?=的话|，|,|请|则)|或(?:者)?(?:没有|不)[^，。？]{1,4}|还是(?:没有|没|不)[^，。？]{1,6}|(?:满意|同意|重要|可能|容易)(?:还是|或|与|和)不[^，。？]{2}/g;
const zhNegation =
  /难道[^？?]{0,20}(?:不|没|未|无)|不是[^，。？]{1,20}[吗么]|(?:您|你|我们|它|这|他们|员工|客服)?[^，。？]{0,8}?(?:不|没有?|未|无法|无)[^，。？]{0,24}[吗么](?=[？?，]|$)|(?:是否|会否)[^，。？]{0,8}?(?:不|没|未|无|并非|从不)|不(?:反对|否认|拒绝|禁止|应该不|能不|会不|得不|无|可能不|取消|认为[^，。？]{0,6}不|同意[^，。？]{0,16}(?:不|没|无|取消))|(?:没有|无|非|未必|未尝|无人)[^，。？]{0,8}(?:不|没有|无)(?!适用)|并非[^，。？]{0,10}(?:不|没|无)|(?:反对|否认|不赞成|不同意|禁止|拒绝|避免|防止)[^，。？]{0,12}(?:不|取消|禁止|没有|停止|减少|限制|拒绝)|(?:同意|认同|认为|赞成|赞同|觉得)[^，。？]{0,14}?(?:不应|不该|不会|不能|没有|不需要|不必|不是|无需|不可|不再|不太|并不|并没|未能|不让|不用)|从(?:来没有?|未|没|不)[^，。？]{0,20}[，,]?\s*(?:是吗|对吗|对吧|吗)/;
const enNegation =
  /\b(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|wouldn't|won't|can't|cannot|couldn't|shouldn't|haven't|hasn't|hadn't)\b|\bnot\b|\bnever\b(?=.*\b(?:fail|failed|not|no|without|un\w+)\b)|\b(?:have|has|did|do|would|were|was|is|are) (?:you|our|we|the|they|it)(?: \w+){0,3} never\b|\bno longer\b|\b(?:oppose|opposed|disagree|object|deny|forbid|prohibit|prevent|refuse|reject|dislike|avoid|unlikely|dissatisfied|unhappy)\b[^?]*\b(?:not|no|never|un\w{4,}|without|against|cancel\w*|remov\w*|ban\w*|lack\w*|stop\w*|prohibit\w*|in\w+able|dis\w{4,}|eliminat\w*|restrict\w*|refus\w*)\b|\bwithout (?:any )?(?:no|lack|un\w+)\b|\bfail(?:ed)? to\b/i;
const enPlainNot =
  /\b(?:whether or not|or not|if not|if you (?:have|did|do|are|were) not|if you (?:haven't|didn't|don't|aren't)|not applicable|not at all|not only|not sure|why not|not (?:yet )?a (?:member|customer)|not-for-profit|did not use|satisfied (?:or|and) (?:dissatisfied|unhappy)|agree or disagree|likely or unlikely|happy or unhappy|have or have not|did or did not|do or do not|why (?:did|do|have|would|were|are) (?:you|we) (?:not|n't)|last[- ]minute)\b/gi;

/** Negative and doubly negative wording: people lose count of the noes. */
export function checkNegation(view: QuestionView): RawFinding[] {
  if (view.isOpen && !/[吗么][？?]|是否|\?$/.test(view.text)) return [];
  if (view.question.type === "text" && !view.isYesNo) return [];
  const plain = view.isChinese ? blankOut(view.text, zhPlainNot) : blankOut(view.text.replaceAll("’", "'"), enPlainNot);
  const span = firstSpan(plain, view.isChinese ? zhNegation : enNegation);
  if (span !== null) return [{ rule: "negation", span, rewrite: objectOf(view).agreement }];
  return [];
}

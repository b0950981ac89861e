import { objectOf } from "../rewrite.js";
import { firstSpan } from "../spans.js";
import type { RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";
import { jargonIn } from "../words/jargon.js";

/** Trade words and letters that customers do not use. */
export function checkJargon(view: QuestionView): RawFinding[] {
  return [["text", view.text] as const, ["help", view.help] as const].flatMap(([part, text]) => {
    const found = jargonIn(text, view.locale);
    if (found.length === 0) return [];
    const [{ span, word }] = found as [(typeof found)[number]];
    const words = found.map(({ word }) => word).join(view.isChinese ? "、" : ", ");
    const rewrite = view.isChinese
      ? `${objectOf(view).neutral}（请用顾客平时的说法代替“${words}”，或加一句解释）`
      : `${objectOf(view).neutral} (say "${words}" in everyday words, or explain it)`;
    return [{ rule: "jargon" as const, part, span, params: { word }, rewrite }];
  });
}

const zhVague =
  /(?:^|[，。]|您(?:在|于)?|请问)(?:最近|近期|近来|前段时间|前阵子|这段时间|不久前|过去一段时间|平日里?|往常)(?!一次|一回|一天|一单|一笔|的一|这次|那次|[\d一二两三四五六七八九十半几]|[^，。？]{0,6}(?:次[^数]|单))(?=[^？?]*(?:[吗么]|是否|有没有|几次|多少|多久|经常|常|怎么样))|(?<![最多])(?:经常|常常|时常|频繁(?!程度)|(?<!不)定期|偶尔|时不时|隔三差五|有时(?:候)?|不时|多次|往往|较多|老是)(?=[^？?]*(?:[吗么]|是否|有没有))|(?:是否|有没有|会不会)[^，。？]{0,6}(?:经常|常|(?<!不)定期|偶尔|频繁|时常|多次)|平时[^，。？]{0,10}(?:多|常)[吗么]|(?:一段时间|一阵子|若干次|好几次)/;
const enVague =
  /^(?:do|does|did|have|has|are|is|were|was|would|will)\b[^?]*?\b(?<w>recently|often|regularly|frequently|lately|occasionally|sometimes|a lot|from time to time|much|many times|in the past(?! \d| (?:week|month|year|two|three|six|few|twelve))|nowadays|these days|in recent times|usually|generally|rarely|seldom|soon|for a while|several times|heavily)\b|\bhow (?:many|much|often)[^?]*?\b(?<v>recently|lately|in the past(?! \d| (?:week|month|year|two|three|six|twelve))|these days|in recent times|over time|in a while|a while ago|nowadays)\b/i;

/** "Recently" and "often" mean something else to everybody. */
export function checkVague(view: QuestionView): RawFinding[] {
  // A question that offers how-often answers defines the word by its answers only in "how often" form.
  if (
    view.isChinese &&
    /多久|频率|几次.*(?:天|周|月|年)|(?:过去|最近|近)\s*[\d一二两三四五六七八九十半]+\s*个?(?:天|周|月|年)/.test(view.text)
  )
    return [];
  if (
    !view.isChinese &&
    /\b(?:past|last|previous) (?:\d+|two|three|four|six|twelve|few)? ?(?:days?|weeks?|months?|years?)\b/i.test(view.text)
  )
    return [];
  const match = view.isChinese ? null : enVague.exec(view.text);
  const word = match?.groups?.w ?? match?.groups?.v;
  const start = word === undefined || match === null ? -1 : match.index + match[0].lastIndexOf(word);
  const span = view.isChinese
    ? firstSpan(view.text, zhVague)
    : start >= 0 && word !== undefined
      ? ([start, start + word.length] as const)
      : null;
  if (span === null) return [];
  return [{ rule: "vague", span, rewrite: objectOf(view).howOften }];
}

const zhNumeral = "[\\d一二两三四五六七八九十]+";
const zhLong = new RegExp(
  `(?:过去|近|最近|前|回想|这)?(?:的)?(?<n>${zhNumeral})\\s*年(?:多|来|内|里|间|以来|之内|中|前)?|自(?:从)?[^，。？]{0,16}(?:以来|起|至今)|有史以来|(?:一生|这辈子|从小|小时候|童年|上学时)|成为(?:我们)?[^，。？]{0,6}(?:会员|客户|用户)(?:以来|至今|后)|第一次(?:光顾|购买|使用|来)[^，。？]{0,8}(?:是|时|在)`,
);
const zhExact =
  /精确(?:到|地)?|准确(?:地)?(?:写|填|说|回忆|列|的(?:次数|金额|时间|日期|数))|具体到|逐一|逐条|逐次|每一次的|每笔|分别(?:写|列|填)出|精准地|确切(?:的|地)?|几点几分|哪一天几点|多少分多少秒|(?:具体|详细)(?:的)?(?:日期|时间|金额|次数)/;
const enLong =
  /\b(?:past|last|previous|over) (?<n>\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|few|several|couple of) ?(?:years|decades?)\b|\b(?:past|last) decade\b|\b\d+ years ago\b|\bsince (?:you (?:first|became|joined|started|opened|were)|joining|opening|becoming|\d{4})|\b(?:in|over|during) your (?:entire )?(?:life|lifetime|childhood)\b|\b(?:ever since|of all time|when you were (?:a child|young))\b|\bthe (?:very )?first time you (?:ever )?(?:visited|bought|used|ordered|called|shopped|contacted)\b|\b(?:past|last) (?:\d\d|eighteen|twenty[- ]four|thirty[- ]six|forty[- ]eight) months\b/i;
const enExact =
  /\bexact(?:ly)? (?:how|number|date|amount|time|dates|times|cost|count|many|what|when|minutes?)\b|\bprecise(?:ly)?\b|\bto the nearest (?:minute|cent|second|dollar|penny)\b|\bto the (?:minute|second|cent|penny)\b|\blist (?:every|each|all)\b|\beach and every\b|\bexact\b|\bdown to the\b/i;
const oneYear =
  /(?:过去|最近|近|上)\s*(?:一|1)\s*年|去年|(?:过去|最近|近)\s*(?:12|十二)\s*个月|\b(?:past|last|previous) (?:year|12 months|twelve months)\b/i;
const asksCount = /多少次|几次|多少(?:元|钱|个|件|单|分钟|小时|公里|笔|通)|\bhow (?:many|much)\b/i;

/** Memory is short: a long look back or an exact figure brings guesses. */
export function checkRecall(view: QuestionView): RawFinding[] {
  const isBehaviour =
    /多少|几|次|哪些|回忆|回想|列出|写出|什么时候|何时|how (?:many|much|often)|list|when|recall|remember|what was|describe|which/i.test(
      view.text,
    );
  const long = firstSpan(view.text, view.isChinese ? zhLong : enLong);
  const isFew = view.isChinese && long !== null && /^(?:过去|近|最近|前)?(?:的)?\s*[一1]\s*年/.test(view.text.slice(long[0], long[1]));
  const exact = firstSpan(view.text, view.isChinese ? zhExact : enExact);
  const year = view.isOpen && asksCount.test(view.text) ? firstSpan(view.text, oneYear) : null;
  const span = long !== null && isBehaviour && !isFew && !/(?:\d{4})\s*年/.test(view.text.slice(...long)) ? long : (exact ?? year);
  if (span === null) return [];
  const isExact = span === exact;
  return [{ rule: "recall_burden", why: isExact ? "exact" : "long", span, rewrite: objectOf(view).recent }];
}

/** The longest stem that is still read: 80 Chinese characters, 35 English words. */
export function checkLength(view: QuestionView): RawFinding[] {
  const size = view.isChinese ? zhSize(view.text) : view.text.split(/\s+/).filter((word) => /[a-z\d]/i.test(word)).length;
  const limit = view.isChinese ? 80 : 35;
  if (size <= limit) return [];
  return [
    {
      rule: "too_long",
      why: view.isChinese ? "zh" : "en",
      span: [0, view.text.length],
      params: { size, limit },
      rewrite: objectOf(view).short,
    },
  ];
}

/** Chinese characters and marks count one each, a Latin word or number counts one. */
function zhSize(text: string): number {
  return text.replace(/[A-Za-z\d.]+/g, "x").replace(/\s/g, "").length;
}

import { splitObject } from "../rewrite.js";
import { anyOf, blankOut, firstSpan } from "../spans.js";
import type { RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";
import { praise } from "../words/wording-zh.js";

const zhFrame =
  /满意|评价|打分|评分|怎么样|怎样|如何|是否|吗|有没有|是不是|同意|认可|感受|体验|看法|印象|合理|程度|质量|如何看待|认为|觉得|信任|推荐|可能性|符合/;
/** One thing with "和" in its name, and words that only contain the sign. */
const zhFixed =
  /朋友(?:、|或|和|及|与)?(?:同事|家人|亲人|亲戚|亲友)?|(?:同事|亲友|亲戚|家人|亲人|父母)(?:或|和|及|与|、)(?:同事|朋友|亲友|家人|孩子|子女)|条款(?:和|与|及)条件|意见(?:和|与|或|及|、)建议|建议(?:和|与|或|及|、)意见|投诉(?:和|与|或|及|、)建议|问题(?:和|与|或|及|、)建议|衣食住行|退换货|[您你](?:和|与|及|以及)[^，。？]{1,6}?(?=是否|对|在|的|上|最|使用|一起|本次|有)|和平|和谐|温和|柔和|总和|共和|饱和|祥和|缓和|和睦|和气|随和|和善|亲和|调和|中和|平和|和解|和风|和牛|和式|和服|暖和|谦和|参与|与会|与否|赠与|给与|授与|与众不同|与此同时|与其|及时|及格|涉及|普及|提及|触及|顾及|波及|危及|及以[上下]|来得及|来不及|不及|力所能及|埃及|以及时|并非|并不|并没|并未|并列|合并|一并|况且|尚且|暂且|或许|或多或少|而是|然而|从而|因而|反而|而言|而已|同时间|也许|又一次|[永太中仁颐祥义同光谦元泰雍嘉德信兴福万保融金顺天]和(?=[^，。？]{0,2}(?:店|路|大王|广场|苑|宫|园|里|街|豆浆|医院|酒店|超市|楼|城|馆|门店))|(?<=[一-鿿])(?:与|和)(?=[^，。？]{1,10}(?:比较|相比|比起来|一样|一致|相符|匹配|之间|沟通|交流|联系|接触|互动|合作|打交道|对接|洽谈|交谈|通话|会面|见面|哪个|哪一|哪家|相同|不同|的差距|对比))/g;
const zhCompare = /哪(?:个|一|家|种|项|款)|更(?:喜欢|满意|好|看重|倾向|愿意)|还是|相比|之间/;
const zhPairs =
  /(?:干净|整洁|卫生|清洁)[、和且又]?(?:整洁|干净|卫生)|方便快捷|(?:公平|公正|公开)[、和且]?(?:公正|公开|公平|透明)|容易(?:还是|或|或者)困难|(?:好|快|贵|多|高|大)(?:或|还是|与)(?:坏|慢|便宜|少|低|小)|满意(?:或|还是|和|与)不满意/g;
const zhJoin =
  /(?<a>[^，。？、；:：\s　（(]{1,14}?)(?<w>以及|或者|还有|并且|而且|同时|和|与|及|跟|且|、|或|又|并|也)(?<b>[^，。？；\s　]{1,20})/u;
const isPraise = new RegExp(`^${anyOf(praise)}的`);
const zhInterrogative =
  /是否|是不是|有没有|多久|多少|几次|几[个天家]|如何|怎么|怎样|满意|什么|哪些|哪[个里家种]|为什么|[吗呢](?=[？?，,]|$)/;
const zhTail = /^(?:您(?:觉得|认为|说|看)呢|是吗|对吗|对吧|不是吗|好吗|可以吗|是不是|为什么|请说明(?:原因)?|谢谢)[？?。]?$/;

const enFrame =
  /\b(?:how (?:satisfied|happy|would you rate|do you rate|did you find|easy|clear|helpful|important|well|good|useful|likely|do you feel|did|was|were|is|are|would|clean|friendly|fast|fair|confident|comfortable|often|many|much)|rate|satisfied|satisfaction|agree|evaluate|to what extent|opinion|what did you think|what do you think|describe the quality|happy with|pleased with|score|feel about|quality of)\b|^(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)\b/i;
const enFixed =
  /\b(?:terms (?:and|&) conditions|friends?,? (?:or|and) (?:a )?(?:colleagues?|family|relatives?|co-?workers?)|family (?:and|or) (?:a )?friends?|colleagues? (?:or|and) (?:a )?friends?|relatives? (?:or|and) friends?|bed (?:and|&) breakfast|research and development|pros and cons|health and safety|food and (?:beverages?|drinks?)|questions? and answers?|supply and demand|wear and tear|drag and drop|copy and paste|profit and loss|trial and error|back and forth|up and running|lost and found|click and collect|meet and greet|park and ride|arts and crafts|now and (?:then|again)|over and over|again and again|comments? (?:and|or) suggestions?|suggestions? (?:and|or) comments?|first and last|black and white|rest and relaxation|peace and quiet|(?:more|less) (?:or|and) (?:less|more)|or not|and\/or|or so|one or (?:two|more)|two or (?:three|more)|in and out|on and off|salt and pepper|fish and chips|mac and cheese|rock and roll|hide and seek|cash and carry|you and your (?:\w+)|you or (?:your|someone|anyone) \w+|(?:he|she|they) and|pick[- ]?and[- ]?mix|bits and pieces|privacy and cookies?|diversity and inclusion|mergers and acquisitions|gin and tonic|wine and dine|heating and cooling|nuts and bolts|safe and sound|sooner or later|yes or no|true or false|agree or disagree|satisfied or (?:dissatisfied|unsatisfied)|easy or (?:difficult|hard)|difficult or easy|likely or unlikely|fair or unfair|good or (?:bad|poor)|better or worse|fast or slow|quick or slow|clear or unclear|helpful or unhelpful|clean or dirty|high or low|short or long|long or short|hard or easy|simple or (?:complicated|complex|difficult)|reasonable or unreasonable|\w+ or un\w+|\w+ or dis\w+|\w+ or in\w+|before and after|between [^?]*? and|from [^?]{1,20} to [^?]{1,20} and|either [^?]* or|whether [^?]* or|\d+ (?:and|or) \d+|problem or issue|problems or issues|issue or problem|issues or problems|questions or concerns|question or concern|product or service|products or services|visit or stay|bags? and luggage)\b/gi;
const enProper = /\b[A-Z][a-z']+ (?:and|&) [A-Z][a-z']+/g;
const enJoin =
  /(?<a>[A-Za-z][\w'-]*)(?:,)? (?<w>and|as well as|&|or|along with|together with|plus|and also|but also)\s(?<b>[A-Za-z][\w' -]*)/i;
const enInterrogative = /\b(?:how|what|which|when|where|why|who|did|do|does|is|are|was|were|have|has|would|will|can)\b/i;

/** Two things asked with one answer. */
export function checkDoubleBarrelled(view: QuestionView): RawFinding[] {
  const { type } = view.question;
  if (["multiple", "ranking", "contact", "statement", "file", "nps"].includes(type)) return [];
  const found = view.isChinese ? zhDouble(view) : enDouble(view);
  if (found === null) return [];
  const rewrite = splitObject(view, found.left, found.right);
  return [{ rule: "double_barrelled", span: found.span, rewrite }];
}

interface Joined {
  readonly span: readonly [number, number];
  readonly left: string;
  readonly right: string;
}

function zhDouble(view: QuestionView): Joined | null {
  const bare = blankOut(view.text, /[（(][^）)]*[）)]|[“"「][^”"」]*[”"」]/g);
  const clauses = bare.split(/[，,；;？?。]/).map((clause) => clause.trim());
  const asking = clauses.filter((clause) => clause !== "" && zhInterrogative.test(clause) && !zhTail.test(`${clause}`));
  const isCondition = /^(?:如果|若|如|当|假如|请问)/.test(asking[0] ?? "");
  if (asking.length >= 2 && !isCondition && !/(?:如下|以下)/.test(bare)) {
    return { span: [0, view.text.length], left: asking[0]!, right: asking[1]! };
  }
  if (!zhFrame.test(bare) || zhCompare.test(bare)) return null;
  // Text questions ask for words, so "what and how" costs nothing there.
  if (view.question.type === "text" && !/满意|评价|是否|打分/.test(bare)) return null;
  const plain = blankOut(blankOut(bare, zhFixed), zhPairs);
  const last = lastClause(plain);
  const match = zhJoin.exec(last.text);
  if (match === null) return null;
  const { a, b, w } = match.groups as { a: string; b: string; w: string };
  if ((w === "也" || w === "并" || w === "又" || w === "同时") && !/是否|吗|既|又/.test(last.text)) return null;
  // "用过小程序、APP 或网站": a list of ways, any of them will do.
  if (w === "、" && /或/.test(last.text) && /[用去买点到看来加遇说]过/.test(last.text)) return null;
  if (w === "跟" && !/[质服环价态口物包]/.test(b)) return null;
  if (w === "或" || w === "或者") {
    if (!/满意|评价|评分|打分|是否.*(?:好|快|专业|清楚)/.test(last.text) || /遇到|发生|出现/.test(last.text)) return null;
  }
  const left = a.replace(/^.*(?:对|给|为|认为|觉得|请为|评价|关于|我们的?|本店的?|本次|这次|是否|既|的)(?=.)/, "");
  const right = b
    .replace(/^(?:是否|对)/, "")
    .replace(/(?:是否|满意|的满意|的评价|评价|怎么样|怎样|如何|吗|的?体验|的看法|打分|感到).*$/, "");
  if (/^(?:您|你|我们|请)?$/.test(left.trim()) || right.trim() === "" || /^[\d\s]+$/.test(left)) return null;
  // Two words of praise before one noun are one fault, and it is not this one.
  if (w === "、" && isPraise.test(right)) return null;
  const start = last.start + match.index + a.length - left.length;
  return { span: [start, start + left.length + w.length + right.length], left, right };
}

/** The clause that asks, where a sentence opens with a circumstance. */
function lastClause(text: string): { text: string; start: number } {
  const comma = Math.max(text.lastIndexOf("，"), text.lastIndexOf(","));
  const tail = text.slice(comma + 1);
  return comma >= 0 && zhFrame.test(tail) && tail.length >= 6 ? { text: tail, start: comma + 1 } : { text, start: 0 };
}

function enDouble(view: QuestionView): Joined | null {
  const bare = blankOut(view.text.replaceAll("’", "'"), /\([^)]*\)|"[^"]*"/g);
  const sentences = bare.split(/[?.]\s*/).filter((sentence) => sentence.trim().length > 0);
  if (sentences.filter((sentence) => enInterrogative.test(sentence.trim().split(/\s+/)[0] ?? "")).length >= 2) {
    return { span: [0, view.text.length], left: sentences[0]!, right: sentences[1]! };
  }
  if (!enFrame.test(bare.trim())) return null;
  if (view.question.type === "text" && !/\b(?:how satisfied|rate)\b/i.test(bare)) return null;
  const plain = blankOut(blankOut(bare, enFixed), enProper);
  const span = firstSpan(plain, /^(?:(?:when|if|since|during|thinking|after|before|while|as|considering|compared)\b[^,]*,)/i);
  const from = span?.[1] ?? 0;
  const match = enJoin.exec(plain.slice(from));
  if (match === null) return null;
  const { a, b, w } = match.groups as { a: string; b: string; w: string };
  if (/^or$/i.test(w) && !/satisf|rate |rating|quality|how (?:easy|clear|helpful|important)/i.test(plain)) return null;
  if (/^(?:plus|or)$/i.test(w) && /^(?:more|less|not|so|later)\b/i.test(b)) return null;
  const right = b.replace(/\b(?:when|during|at|in|on|of|for|with|to|from|that|today|on|provided|was|were|is|are)\b.*$/i, "").trim();
  const start = from + match.index;
  return { span: [start, start + match[0].length - (b.length - right.length)], left: a, right: right === "" ? b.trim() : right };
}

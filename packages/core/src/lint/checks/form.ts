import { objectOf } from "../rewrite.js";
import { joinOptions } from "../rewrite-options.js";
import { firstSpan } from "../spans.js";
import type { LintLocale, LintQuestion, LintSurvey, RawFinding } from "../types.js";
import type { QuestionView } from "../view.js";

/** Who never used the thing needs a way to say so. */
export function checkNotApplicable(view: QuestionView): RawFinding[] {
  if (view.question.notEveryoneExperienced !== true || view.hasOptOut || view.question.type === "text") return [];
  const more = view.isChinese ? "未使用 / 不适用" : "Did not use / not applicable";
  const rewrite = view.options.length > 0 ? joinOptions([...view.options, more], view.isChinese) : more;
  return [{ rule: "missing_na", span: [0, view.text.length], rewrite }];
}

const zhPersonal =
  "身份证(?:号码?|件号)?|证件号码?|护照(?:号码?)?|银行卡(?:号|号码)?|信用卡(?:号码?)?|卡号|手机号码?|手机号|联系电话|电话号码|联系方式|电话|真实姓名|姓名|全名|名字|家庭(?:住址|地址)|住址|详细地址|收货地址|居住地址|电子?邮箱(?:地址)?|邮箱|微信号?|QQ号?|车牌号?码?|出生日期|出生年月日|生日|社保卡?号?|密码|验证码|工作单位|人脸照片?|指纹|驾驶证号?|支付宝账号|账号";
const zhAsk = new RegExp(
  `(?:请|麻烦|需要?您?|烦请|恳请|务必|须|必须)[^，。？]{0,12}?(?:填写|留下|提供|输入|写下|告知|告诉我们|登记|上传|填|留|写|注明|补充)[^，。？]{0,14}?(?<w>${zhPersonal})|(?:您|你)的(?:[^，。？]{0,10}(?:和|、|及|与))?(?<v>${zhPersonal})(?:[^，。？]{0,8})?(?:是(?:什么|多少|几)?|为|[：:]|？|\\?|$)|^(?<u>${zhPersonal})[：:？?]?$|(?:您|你)(?:叫什么|家?住(?:在)?哪)`,
);
const zhOthers =
  /(?:员工|服务人员|服务员|客服|导购|顾问|司机|医生|接待|店员|门店|销售|老师|骑手)[^，。？]{0,6}(?:的)?(?:姓名|名字|工号|电话|微信|联系方式)/;
const zhOptional =
  /选填|自愿|可不填|可以不填|非必填|如(?:果)?您?(?:愿意|希望|需要|想|有意|同意|方便)|若您?(?:愿意|希望|需要|想|同意|方便)|如需|若需|方便的话|您?(?:是否|可否)?愿意|可选(?!项)|不是必填|不强制/;
const enPersonal =
  "(?:passport|social security|ssn|national id|id(?:entity)?(?: card)?|driver'?s? licen[cs]e|credit card|debit card|bank (?:account|card)|account|phone|mobile|cell(?:phone)?|telephone|contact|tax|insurance|licen[cs]e plate|vehicle registration)(?: number| no\\.?| details| information|s)?|(?:full |first |last |real |legal )?name|(?:home|street|mailing|postal|residential|e-?mail) address|home address|address|e-?mail|date of birth|birth ?date|birthday|password|pin(?: code)?|employer|social media handle|wechat id";
const enAsk = new RegExp(
  `\\b(?:please |kindly |you must |must |need to |required to |required: )?(?:enter|provide|give (?:us )?|leave(?: us)?|share|supply|state|write(?: down)?|tell us|type|fill in|submit|list|include|add|confirm|upload|(?:we|I) (?:need|require)|need|require)\\b[^.?]{0,25}?\\b(?:your|the)\\b[^.?]{0,22}?\\b(?<w>${enPersonal})\\b|\\bwhat(?:'s| is| are)\\b[^.?]{0,6}your (?:[^.?]{0,16} and )?(?<v>${enPersonal})\\b|\\bwhere do you live\\b|\\b(?:may|can|could) we (?:have|get) your\\b[^.?]{0,22}\\b(?:${enPersonal})\\b|^your (?<u>${enPersonal})\\b`,
  "i",
);
const enOthers =
  /\b(?<!\byour )(?:employee|agent|staff|server|waiter|driver|doctor|representative|advisor|store|product|brand|company|hotel)(?:'s| member's)? (?:name|phone|number|email)|\bname of\b|\baccount manager\b/i;
const enOptional =
  /\boptional\b|\bif you (?:like|wish|want|would like|agree|prefer|choose|are willing|'d like)\b|\bvoluntary\b|\bfeel free\b|\bwould you (?:like|be willing|mind)\b|\bare you willing\b|\byou may (?:leave|skip)\b|\bnot required\b/i;

/** The words that ask for personal data; `null` when there are none. */
export function personalDataAsked(view: QuestionView): readonly [number, number] | null {
  const text = view.text.replaceAll("’", "'");
  if ((view.isChinese ? zhOthers : enOthers).test(text)) return null;
  const match = (view.isChinese ? zhAsk : enAsk).exec(text);
  if (match === null) return view.question.type === "contact" ? [0, text.length] : null;
  const word = match.groups?.w ?? match.groups?.v ?? match.groups?.u ?? match[0];
  const start = match.index + match[0].lastIndexOf(word);
  return [start, start + word.length];
}

/** Personal data may only be asked for a stated purpose and of free will. */
export function checkPersonalData(view: QuestionView, survey: LintSurvey): RawFinding[] {
  const span = personalDataAsked(view);
  if (span === null) return [];
  const all = `${view.text}\n${view.help}\n${view.question.reason?.[view.locale] ?? ""}`;
  const isOptional = (view.isChinese ? zhOptional : enOptional).test(all) || (view.question.required === false && hasReason(view));
  const found: RawFinding[] = [];
  const rewrite = view.isChinese
    ? "如果您希望我们与您联系，可留下手机号（选填，仅用于本次回访，处理完即删除）。"
    : "If you would like us to contact you, you may leave a phone number (optional, used only for this follow-up and deleted afterwards).";
  if (!isOptional || view.question.required === true) found.push({ rule: "pii_ask", span, rewrite });
  const promise = view.isChinese ? /匿名|不记名/ : /\banonym/i;
  const promises = [view.text, view.help, survey.intro?.[view.locale] ?? "", survey.title?.[view.locale] ?? ""].some(
    (text) => promise.test(text) && !/(?:非|不是|并非)匿名|not anonymous/i.test(text),
  );
  if ((promises || survey.anonymity === "anonymous") && view.question.storedApart !== true) {
    const apart = view.isChinese
      ? "删除本题，或改为另存的自愿联系页：“如果您希望得到回复，可另外留下联系方式，它不会与本问卷的答案放在一起。”"
      : 'Remove this question, or move it to a separate page: "If you would like a reply, you may leave your contact details. They are stored apart from your answers."';
    found.push({ rule: "anonymity_conflict", span, rewrite: apart });
  }
  return found;
}

function hasReason(view: QuestionView): boolean {
  const reason = view.question.reason?.[view.locale]?.trim() ?? "";
  return (
    reason !== "" ||
    (view.isChinese
      ? /用于|以便|仅供|为了|便于|我们(?:会|将)|目的/
      : /\b(?:so that|used (?:only )?(?:to|for)|in order to|because|to help us|we (?:use|need|will|ask))\b/i
    ).test(view.help)
  );
}

const zhSensitive =
  /(?:月|年|家庭|个人|税后|税前)?(?:收入|薪资|工资|薪水)|资产(?:状况|规模|总额)?|存款|负债|贷款(?:余额|情况)|征信|宗教|信仰|您(?:的|所属)民族|民族(?=是|为|[：:？?]|$)|政治面貌|党派|性取向|婚姻状况|婚育|怀孕|残疾|健康状况|身体状况|病史|患有|患过|疾病|用药|犯罪|行踪/;
const enSensitive =
  /\b(?:(?:household|annual|monthly|personal|yearly)? ?income|salary|earn(?:ings)?|savings|debts?|credit score|net worth|religio\w+|ethnic\w*|race|political (?:party|views|affiliation)|sexual orientation|marital status|pregnan\w+|disabilit\w+|health (?:condition|status|problems?)|medical (?:history|conditions?)|illness(?:es)?|diseases?|medications?|criminal)\b/i;

/** A sensitive item owes the customer a reason, or a way to refuse. */
export function checkSensitive(view: QuestionView): RawFinding[] {
  const span = firstSpan(view.text, view.isChinese ? zhSensitive : enSensitive);
  const isAbout = view.isChinese ? /您|你/.test(view.text) : /\b(?:you|your)\b/i.test(view.text);
  const isOpinion = view.isChinese
    ? /满意|评价|服务|产品|是否清楚/.test(view.text)
    : /\b(?:satisf\w+|rate|service|product|staff)\b/i.test(view.text);
  const isSensitive = view.question.sensitive === true || (span !== null && isAbout && !isOpinion);
  const mayRefuse = view.options.some((option) => /不便|不愿|不想|拒绝|保密|prefer not|rather not|decline/i.test(option));
  if (!isSensitive || hasReason(view) || mayRefuse) return [];
  const rewrite = view.isChinese
    ? "本题用于分组比较，不会单独查看；不便回答可选择“不愿透露”。"
    : 'We ask this only to compare groups and never look at single answers; you may choose "Prefer not to say".';
  return [{ rule: "sensitive_no_reason", span: span ?? [0, view.text.length], rewrite }];
}

/** Nobody can be made to write. */
export function checkForcedText(view: QuestionView): RawFinding[] {
  if (view.question.type !== "text" || view.question.required !== true || personalDataAsked(view) !== null) return [];
  const stem = view.text.replace(/[（(](?:必填|required)[^）)]*[）)]|\*$/gi, "").trim();
  return [{ rule: "forced_text", span: [0, view.text.length], rewrite: view.isChinese ? `${stem}（选填）` : `${stem} (optional)` }];
}

const emotive =
  /[\u{1F600}-\u{1F64F}\u{1F910}-\u{1F92F}\u{1F970}-\u{1F97A}\u{1F389}\u{1F38A}\u{1F525}\u{1F4A9}\u{1F4A5}\u{1F494}-\u{1F49F}\u{1F44D}\u{1F44E}\u{1F44F}\u{1F64C}\u{1F680}\u{1F31F}\u{1F3C6}\u2764\u2B50\u{1F4AF}\u{1F47F}\u{1F480}\u{1F621}]/u;
const strong =
  /[\u{1F60D}\u{1F929}\u{1F970}\u{1F621}\u{1F92C}\u{1F62D}\u{1F4A9}\u{1F480}\u{1F92E}\u{1F922}\u{1F47F}\u{1F389}\u{1F525}\u2764\u{1F494}\u{1F620}\u{1F624}\u{1F618}\u{1F4AF}\u{1F680}\u{1F44D}\u{1F44E}\u{1F44F}\u{1F3C6}]/u;

/** Hearts, fireworks and angry faces answer for the customer. */
export function checkIcons(view: QuestionView): RawFinding[] {
  const inText = firstSpan(view.text, emotive);
  const clean = (text: string) =>
    text
      .replace(new RegExp(`${emotive.source}|\\uFE0F`, "gu"), "")
      .replace(/\s+([？?。！!，,])/g, "$1")
      .trim();
  if (inText !== null) return [{ rule: "emotive_icons", span: inText, rewrite: clean(view.text) }];
  const words = view.options.length > 0 ? view.options : (view.question.scale?.labels?.[view.locale] ?? []);
  const withIcon = words.filter((word) => emotive.test(word)).length;
  const index = words.findIndex((word) => strong.test(word) || (withIcon < words.length && emotive.test(word)));
  if (index < 0) return [];
  const part = view.options.length > 0 ? "option" : "scale";
  const kept = words.map(clean).filter((word) => word !== "");
  const rewrite = kept.length === words.length ? joinOptions(kept, view.isChinese) : objectOf(view).neutral;
  return [{ rule: "emotive_icons", part, index, span: firstSpan(words[index]!, emotive) ?? [0, 0], rewrite }];
}

const recommends =
  /推荐[^，。？]{0,12}(?:可能性|意愿|程度)|(?:可能性|可能|愿意)[^，。？]{0,14}推荐|\blikely\b[^?]*\brecommend\b|\brecommend\b[^?]*\blikel(?:y|ihood)\b/i;

/** The recommendation question is asked from 0 to 10, or it is not the net promoter score. */
export function checkNpsScale(view: QuestionView): RawFinding[] {
  const { question, text } = view;
  if (question.type !== "nps" && !recommends.test(text)) return [];
  const written = /(?<w>(\d+)\s*(?:分)?\s*(?:[-–—~～至到]|to)\s*(\d+))\s*(?:分|points?)?/.exec(`${text} ${view.help}`);
  const numbers = view.labels
    .map((label) => /^\s*(\d+)\s*(?:分|$|[^\d\s])/.exec(label)?.[1])
    .filter((value) => value !== undefined)
    .map(Number);
  const isNumeric = numbers.length >= 2 && numbers.length * 3 >= view.labels.length * 2;
  const optionEnds = isNumeric ? ([Math.min(...numbers), Math.max(...numbers)] as const) : null;
  const ends =
    question.scale !== undefined
      ? ([question.scale.min, question.scale.max] as const)
      : (optionEnds ?? (written === null ? null : ([Number(written[2]), Number(written[3])] as const)));
  const isShort = question.type === "nps" && view.options.length > 0 && view.options.length < 11;
  if (!isShort && (ends === null || (ends[0] === 0 && ends[1] === 10))) return [];
  const rewrite = view.isChinese
    ? "您向朋友或同事推荐我们的可能性有多大？（0 分完全不可能，10 分非常可能）"
    : "How likely are you to recommend us to a friend or colleague? (0 = not at all likely, 10 = extremely likely)";
  return [{ rule: "nps_scale", span: [0, text.length], params: { low: ends?.[0] ?? 1, high: ends?.[1] ?? view.options.length }, rewrite }];
}

/** Every text a customer reads exists in every language of the survey. */
export function checkTranslation(question: LintQuestion, locale: LintLocale, locales: readonly LintLocale[]): RawFinding[] {
  const found: RawFinding[] = [];
  const source = locales.find((other) => other !== locale && (question.text[other] ?? "").trim() !== "");
  const look = (text: string | undefined, sourceText: string | undefined, part: NonNullable<RawFinding["part"]>, index?: number) => {
    const words = text?.trim() ?? "";
    const isMissing = words === "" && (part === "text" || (sourceText?.trim() ?? "") !== "");
    const isOtherTongue =
      locale === "en"
        ? /\p{Script=Han}{2,}/u.test(words)
        : !/\p{Script=Han}/u.test(words) && /[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}/i.test(words);
    if (!isMissing && !isOtherTongue) return;
    const place = index === undefined ? {} : { index };
    found.push({
      rule: "untranslated",
      why: isMissing ? "missing" : "other_language",
      part,
      ...place,
      span: [0, words.length],
      params: { source: sourceText ?? "" },
    });
  };
  look(question.text[locale], source && question.text[source], "text");
  look(question.help?.[locale], source && question.help?.[source], "help");
  for (const [index, option] of (question.options ?? []).entries())
    look(option.text[locale], source ? option.text[source] : "?", "option", index);
  const sourceLabels = source === undefined ? [] : (question.scale?.labels?.[source] ?? []);
  for (const [index, label] of sourceLabels.entries()) look(question.scale?.labels?.[locale]?.[index], label, "scale", index);
  return found;
}

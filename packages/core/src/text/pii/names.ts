import type { PiiSpan } from "./types.js";
import { everydaySurnames, longSurnames, surnames } from "./words.js";

const titles =
  /先生|女士|小姐(?!姐)|太太|经理|主管|店长|老师|医生|大夫|师傅|总监|主任|护士长|护士|顾问|教练|警官|律师|阿姨|叔叔|总(?=[，。、！？\s说好让的您]|$)/g;
const labels =
  /(?:户名|姓名|联系人|收件人|收货人|持卡人|投保人|订餐人|预订人|入住人|患者|学生|本人|署名|签名|名叫|我叫|叫做|真名|名字)(?:是|为|叫)?[:：]?\s?/g;
const notGiven = /[的了是在不有没和与就都很也还要去来到说给打个这那过着吗呢吧啊上下一]/;
const boundary = /[^\p{Script=Han}]|[找是的给叫和跟与向请对被由问让见谢位了夸您过，]/u;

/** Names that a rule can be sure of: with a title, after a label, or after "my name is". */
export function findNames(text: string): PiiSpan[] {
  return [...titledNames(text), ...labelledNames(text), ...englishNames(text)];
}

function surnameLength(text: string, at: number): 0 | 1 | 2 {
  if (longSurnames.has(text.slice(at, at + 2))) return 2;
  return surnames.has(text[at] ?? "") ? 1 : 0;
}

function isStart(text: string, at: number): boolean {
  return at === 0 || boundary.test(text[at - 1]!);
}

function titledNames(text: string): PiiSpan[] {
  return [...text.matchAll(titles)].flatMap((match): PiiSpan[] => {
    const at = match.index;
    for (const length of [4, 3, 2]) {
      const start = at - length;
      const family = start >= 0 ? surnameLength(text, start) : 0;
      const given = text.slice(start + family, at);
      const isName =
        family > 0 && length - family >= 1 && length - family <= 2 && /^\p{Script=Han}+$/u.test(given) && !notGiven.test(given);
      // A whole name is only taken where it clearly begins: "安装师傅" is no person called 安装.
      if (isName && isStart(text, start) && /先生|女士|小姐|太太/.test(match[0])) return [{ type: "NAME", start, end: at }];
    }
    const family = at >= 2 && longSurnames.has(text.slice(at - 2, at)) ? 2 : surnames.has(text[at - 1] ?? "") ? 1 : 0;
    if (family === 0) return [];
    const start = at - family;
    const isClear = start === 0 || /[^\p{Script=Han}]/u.test(text[start - 1]!);
    const isEveryday = everydaySurnames.has(text[start]!);
    if (isClear || (!isEveryday && isStart(text, start))) return [{ type: "NAME", start, end: at + match[0].length }];
    return [];
  });
}

function labelledNames(text: string): PiiSpan[] {
  return [...text.matchAll(labels)].flatMap((match): PiiSpan[] => {
    const start = match.index + match[0].length;
    const family = surnameLength(text, start);
    if (family === 0) return [];
    const needsEnd = !/[:：]\s?$/.test(match[0]);
    for (const given of [2, 1]) {
      const end = start + family + given;
      const name = text.slice(start + family, end);
      if (name.length < given || !/^\p{Script=Han}+$/u.test(name) || notGiven.test(name)) continue;
      const next = text[end] ?? "";
      const isEnd =
        next === "" || /[^\p{Script=Han}]/u.test(next) || (given === 2 && /[的，是在电手]/.test(next)) || (!needsEnd && given === 2);
      if (isEnd) return [{ type: "NAME", start, end }];
    }
    return [];
  });
}

const englishName = "[A-Z][a-z]{1,15}(?:[ -][A-Z][a-z]{1,15}){0,2}";
const englishTitled = new RegExp(`\\b(?:Mr|Mrs|Ms|Miss|Dr|Mx)\\.? (?<name>${englishName})`, "g");
const englishLabelled = new RegExp(
  `\\b(?:[Mm]y name is|[Nn]ame:|[Ii]'m called|[Cc]ontact:|[Aa]ccount holder:?|[Cc]ardholder:?) ?(?<name>${englishName})`,
  "g",
);

function englishNames(text: string): PiiSpan[] {
  return [englishTitled, englishLabelled].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): PiiSpan => {
      const end = match.index + match[0].length;
      return { type: "NAME", start: end - match.groups!.name!.length, end };
    }),
  );
}

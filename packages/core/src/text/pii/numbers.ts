import { isCardNumber, isResidentNumber } from "./checksums.js";
import type { PiiSpan, PiiType } from "./types.js";

interface NumberRule {
  readonly type: PiiType;
  readonly pattern: RegExp;
  readonly accept?: (found: string, before: string, after: string) => boolean;
}

const digitsOf = (text: string) => text.replace(/\D/g, "");
/** The figures belong to a thing, not to a person. */
const isThing = (before: string) =>
  /(?:订单|单号|运单|快递单|流水|编号|编码|货号|型号|条码|发票号|批次|券码|取件码|序列号|工单|案件|合同号|保单号|案号|order|tracking|invoice|ticket|booking|reference|serial|case|sku|item)[^\d，。,;；]{0,8}$/i.test(
    before,
  );
const saysCard = (before: string) => /(?:卡号?|账号|帐号|账户|card|account)[^\d，。;；]{0,10}$/i.test(before);
const saysId = (before: string) => /(?:身份证|证件号|id card|identity)[^\d，。;；]{0,8}$/i.test(before);

const rules: readonly NumberRule[] = [
  { type: "EMAIL", pattern: /[a-z\d][a-z\d._%+-]{0,63}@[a-z\d](?:[a-z\d-]{0,62}\.){1,4}[a-z]{2,24}/gi },
  {
    type: "ID",
    pattern: /(?<![\dA-Za-z])[1-9]\d{5} ?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx](?![\dA-Za-z])/g,
    accept: (found, before) => isResidentNumber(found.replaceAll(" ", "")) || saysId(before),
  },
  {
    type: "ID",
    pattern: /(?<!\d)[1-9]\d{14}(?!\d)/g,
    accept: (_, before) => saysId(before),
  },
  {
    type: "CARD",
    pattern: /(?<![\d*])(?<!\d[ -])\d(?:[ -]?\d){12,18}(?![\d*])(?![ -]\d)/g,
    accept: (found, before) => {
      const digits = digitsOf(found);
      if (saysCard(before) && digits.length >= 15) return true;
      return (
        /^(?:62|4|5[1-5]|2[2-7]|34|37|35|60|81)/.test(digits) &&
        digits.length >= 15 &&
        isCardNumber(digits) &&
        !isThing(before) &&
        !/^20[0-3]\d[01]\d/.test(digits)
      );
    },
  },
  {
    type: "PHONE",
    pattern: /(?<![\d*.])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d*])/g,
    accept: (_, before, after) => !isThing(before) && !/^\s*(?:元|块|件|个|次|人|米|公里)/.test(after),
  },
  // A landline has its area code in front; 400, 800 and 95xxx are business lines and begin otherwise.
  {
    type: "PHONE",
    pattern: /(?<![\d*-])(?:\(0\d{2,3}\) ?|0\d{2,3}[- ]?)[1-9]\d{2,3}[- ]?\d{4}(?![\d*])/g,
    accept: (_, before) => !isThing(before),
  },
  {
    type: "PHONE",
    pattern: /(?<![\d*-])[2-9]\d{6,7}(?![\d*-])/g,
    accept: (_, before) => /(?:电话|座机|固话|tel|phone|call me (?:at|on))(?:号码?)?[是为:： ]{0,3}$/i.test(before),
  },
  { type: "PHONE", pattern: /(?<![\d*])\+\d{1,3}[ -]?(?:\(\d{1,4}\)|\d{1,4})(?:[ -]?\d{2,4}){2,4}(?![\d*])/g },
  {
    type: "PHONE",
    pattern: /(?<![\d*+-])(?:1[ -])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[- .])\d{3}[- .]\d{4}(?![\d*-])/g,
    accept: (found, before) => !/^(?:1[ -])?\(?(?:400|800|888|877|866|855|844|833)/.test(found) && !isThing(before),
  },
  { type: "PHONE", pattern: /(?<![\d*])0(?:7\d{3} ?\d{6}|20 ?\d{4} ?\d{4})(?![\d*])/g, accept: (_, before) => !isThing(before) },
  {
    type: "IP",
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    accept: (found, before) => found.split(".").every((part) => Number(part) <= 255) && !/(?:版本|version|\bv)\s*$/i.test(before),
  },
  { type: "IP", pattern: /(?<![\da-f:])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?![\da-f:])/gi },
  {
    type: "PLATE",
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.• -]?(?=[A-HJ-NP-Z]{0,5}\d)(?:[A-HJ-NP-Z\d]{5,6}|[A-HJ-NP-Z\d]{4}[挂学警港澳])(?![A-Za-z\d])/g,
  },
  { type: "WECHAT", pattern: /wxid_[a-z\d_]{4,24}/gi },
  {
    type: "WECHAT",
    pattern: /(?<=(?:微信|薇信|V信|VX|WX|wechat|weixin)(?:号|账号|id)?(?: is)?[是为:： ]{0,3})(?!wxid_)[a-z][a-z\d_-]{5,19}/gi,
  },
  { type: "QQ", pattern: /(?<=(?:QQ|扣扣|企鹅)(?:号码?)?[是为:： ]{0,3})[1-9]\d{4,10}(?!\d)/gi },
  {
    type: "PASSPORT",
    pattern: /(?<=(?:护照|通行证|passport)(?: ?号码?| ?no\.?| ?number)?(?: is)?[是为:： ]{0,3})(?:[A-Z]{1,2}\d{7,8}|\d{9})(?![A-Z\d])/gi,
  },
];

/** Personal data written in figures and signs; `text` must already be half-width. */
export function findNumbers(text: string): PiiSpan[] {
  return rules.flatMap(({ type, pattern, accept }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length;
      // Twenty characters tell what a number is; more would only cost time.
      const isPersonal = accept?.(match[0], text.slice(Math.max(0, match.index - 20), match.index), text.slice(end, end + 8)) ?? true;
      return isPersonal ? [{ type, start: match.index, end }] : [];
    }),
  );
}

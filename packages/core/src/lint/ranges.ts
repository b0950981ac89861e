/** A numeric answer option; `null` bounds are open ends. */
export interface NumberRange {
  readonly low: number | null;
  readonly high: number | null;
  /** False when the end itself may or may not belong to the range ("20 岁以下", "over 50"). */
  readonly isLowFirm: boolean;
  readonly isHighFirm: boolean;
  /** The smallest step the option is written in: 1 for "20–29", 0.1 for "1.5–1.9", 12 for years counted in months. */
  readonly step: number;
}

const number = "(\\d+(?:\\.\\d+)?)";
const unit = "(万|千|k|分钟|小时|天|日|周|星期|个月|月|年|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?)?";
const noise =
  "(?:岁|元|块|次|人|个|件|家|公里|km|平方米|%|％|分|种|款|位|条|usd|rmb|yuan|times?|people|persons?|visits?|orders?|items?|miles?|years? old|of age|/\\S+)?";
const one = `[¥$€£￥]?${number}${unit}${noise}`;

const patterns = {
  between: new RegExp(
    `^(?:从|from|between)?${one}(?:-|~|～|–|—|至|到|to|and|toless than|tounder|至不满|到不满|至不足)<?${one}(?:之间|以内)?$`,
  ),
  below: new RegExp(`^(?:不满|不足|低于|少于|小于|未满|<|under|below|lessthan|fewerthan|youngerthan)${one}$`),
  belowAfter: new RegExp(`^${one}(?:以下|之下|以内|内|及以下|（?含）?以下|orless|orfewer|orunder|oryounger|orbelow|andunder|andbelow)$`),
  upTo: new RegExp(`^(?:≤|<=|不超过|至多|最多|upto|atmost|nomorethan)${one}$`),
  above: new RegExp(`^(?:超过|高于|多于|大于|>|over|above|morethan|olderthan|longerthan)${one}$`),
  aboveAfter: new RegExp(
    `^${one}(?:以上|之上|及以上|或以上|或更多|及更多|以后|ormore|orabove|orolder|orover|orlonger|andabove|andover|andmore|andolder|plus|\\+)$`,
  ),
  from: new RegExp(`^(?:≥|>=|至少|不少于|不低于|atleast)${one}$`),
  exact: new RegExp(`^(?:only|exactly)?${one}$`),
};
const months: Readonly<Record<string, number>> = { 年: 12, year: 12, yr: 12, 月: 1, 个月: 1, month: 1 };
const minutes: Readonly<Record<string, number>> = {
  分钟: 1,
  minute: 1,
  min: 1,
  小时: 60,
  hour: 60,
  hr: 60,
  天: 1440,
  日: 1440,
  day: 1440,
  周: 10080,
  星期: 10080,
  week: 10080,
};

function factorOf(written: string | undefined): number {
  if (written === undefined) return 1;
  const name = written.replace(/s$/, "");
  if (name === "万") return 10_000;
  if (name === "千" || name === "k") return 1_000;
  return months[name] ?? minutes[name] ?? 1;
}

/**
 * Reads a numeric option in Chinese or English, with money, ages, times and counts; `null` when it is not one.
 * "以上" and "以下" are read loosely, since authors write both "20 岁以下 / 20–29 岁" and "19 岁及以下 / 20–29 岁".
 *
 * @example
 * parseRange("20-29岁") // => { low: 20, high: 29, isLowFirm: true, isHighFirm: true, step: 1 }
 * parseRange("5 or more")?.high // => null
 */
export function parseRange(option: string): NumberRange | null {
  const text = option
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, "$1")
    .replace(/[（(](?:含|不含|包含|inclusive)[^）)]*[）)]/g, "")
    .replace(/\s+/g, "");
  if (/\d:\d\d/.test(text)) return null;
  const between = patterns.between.exec(text);
  if (between !== null) {
    // "1-3 years" writes its unit once, at the end.
    const highFactor = factorOf(between[4]);
    const lowFactor = between[2] === undefined ? highFactor : factorOf(between[2]);
    const low = Number(between[1]) * lowFactor;
    const high = Number(between[3]) * highFactor;
    const isHighFirm = !/不满|不足|under|less|<|以内/.test(text);
    return low <= high ? { low, high, isLowFirm: true, isHighFirm, step: stepOf(between[3]!, highFactor) } : null;
  }
  const ends: readonly (readonly [keyof typeof patterns, "low" | "high"])[] = [
    ["below", "high"],
    ["belowAfter", "high"],
    ["upTo", "high"],
    ["above", "low"],
    ["aboveAfter", "low"],
    ["from", "low"],
  ];
  for (const [name, end] of ends) {
    const match = patterns[name].exec(text);
    if (match === null) continue;
    const value = Number(match[1]) * factorOf(match[2]);
    const isFirm =
      name === "upTo" || name === "from" || /及|含|或|or(?:more|less|fewer|above|over|older|under|below|younger|longer)|\+|plus/.test(text);
    const step = stepOf(match[1]!, factorOf(match[2]));
    return end === "high"
      ? { low: null, high: value, isLowFirm: false, isHighFirm: isFirm, step }
      : { low: value, high: null, isLowFirm: isFirm, isHighFirm: false, step };
  }
  const exact = patterns.exact.exec(text);
  if (exact === null) return null;
  const value = Number(exact[1]) * factorOf(exact[2]);
  return { low: value, high: value, isLowFirm: true, isHighFirm: true, step: stepOf(exact[1]!, factorOf(exact[2])) };
}

function stepOf(written: string, factor: number): number {
  const decimals = written.split(".")[1]?.length ?? 0;
  return factor / 10 ** decimals;
}

/** Two neighbouring options that share a number, or leave one out. */
export interface RangeFault {
  readonly kind: "overlap" | "gap";
  /** Index of the later option of the pair. */
  readonly index: number;
  /** The number that two options share, or the first that none holds. */
  readonly at: number;
}

/**
 * Finds shared and missing numbers in a list of options; options that are not numbers are passed over.
 * Needs at least two numeric options that make up most of the list, one of them a real range.
 *
 * @example
 * rangeFaults(["0-1", "1-3", "4 or more"]) // => [{ kind: "overlap", index: 1, at: 1 }]
 * rangeFaults(["0-99", "200-299"]) // => [{ kind: "gap", index: 1, at: 100 }]
 */
export function rangeFaults(options: readonly string[]): RangeFault[] {
  const read = options.map((option, index) => ({ index, range: parseRange(option) }));
  const ranges = read.flatMap(({ index, range }) => (range === null ? [] : [{ index, range }]));
  if (ranges.length < 2 || ranges.length * 5 < options.length * 3) return [];
  if (!ranges.some(({ range }) => range.low !== range.high)) return [];
  ranges.sort((a, b) => (a.range.low ?? Number.NEGATIVE_INFINITY) - (b.range.low ?? Number.NEGATIVE_INFINITY));
  const faults: RangeFault[] = [];
  for (let i = 1; i < ranges.length; i++) {
    const before = ranges[i - 1]!.range;
    const after = ranges[i]!.range;
    if (before.high === null || after.low === null) {
      if (before.high === null && after.high !== null)
        faults.push({ kind: "overlap", index: ranges[i]!.index, at: after.low ?? after.high });
      continue;
    }
    const isFirm = before.isHighFirm && after.isLowFirm;
    if (after.low < before.high || (after.low === before.high && isFirm)) {
      faults.push({ kind: "overlap", index: ranges[i]!.index, at: after.low });
    } else {
      const step = Math.max(before.step, after.step);
      if (after.low - before.high > step + 1e-9) faults.push({ kind: "gap", index: ranges[i]!.index, at: before.high + step });
    }
  }
  return faults;
}

import type { PiiSpan } from "./types.js";
import { cities, provinces } from "./words.js";

const unit =
  "(?:[A-Za-z]?\\d{1,5}(?:-\\d{1,4}){0,2}|[一二三四五六七八九十甲乙丙丁东南西北]{1,3})(?:号楼|号院|号|弄|幢|栋|座|单元|层|楼|室|房|户|支弄|组)";
const place = "(?:[\\p{Script=Han}]{1,8}(?:小区|花园|公寓|新村|家园|大厦|苑|城|府|里|院|广场|中心|村))?";
/** A road with a number, then buildings, entrances and rooms; or at least two of the latter. */
const withRoad = new RegExp(
  `[\\p{Script=Han}]{1,24}(?:路|街|大道|巷|胡同|道|弄|村|小区|花园|公寓|新村|苑|家园)(?:[东南西北]?段)?${place}\\s?${unit}(?:${place}[ -]?${unit}){0,5}(?:\\d{3,4}室?)?`,
  "gu",
);
const withRooms = new RegExp(
  `(?:[\\p{Script=Han}]{1,24}(?:小区|花园|公寓|新村|苑|家园|府|城))?${unit}(?:[ -]?${unit}){1,4}(?:\\d{3,4})?|\\d{1,3}(?:幢|栋|号楼)[ -]?\\d{3,4}(?:室)?(?!\\d|元|块)`,
  "gu",
);
/** What stands between the sentence and the address. */
const lead =
  /^.*(?:收货地址|家庭住址|送货地址|地址|住址|住在|现住|家住|我住|住|位于|送到|送去|寄到|寄往|发到|发往|搬到|送至|寄至|我家|家在|就在|来到|到|在|至|往|是|为|于|从|给)[是为:：在]?/u;
const town = new RegExp(`(?:${provinces}|${cities})(?:省|市|自治区|特别行政区)?`, "u");
const english =
  /\b\d{1,5}[A-Z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Close|Crescent|Square)\b\.?(?:,? (?:Apt|Apartment|Unit|Flat|Suite|Room|#)\.? ?[A-Z\d-]{1,6})?/g;

/** Addresses down to the house; a city, a station exit or a shop by its road are not. */
export function findAddresses(text: string): PiiSpan[] {
  const spans: PiiSpan[] = [];
  for (const pattern of [withRoad, withRooms]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (pattern === withRooms && !/幢|栋|单元|弄|号院|号楼|室/.test(match[0])) continue;
      if (/^(?:的)?(?:店|门店|分店|网点|营业厅|支行|窗口|线|出口|桌|柜台|站台|登机口)/.test(text.slice(end, end + 4))) continue;
      const start = match.index + leadLength(match[0]);
      if (end - start >= 4) spans.push({ type: "ADDR", start, end });
    }
  }
  for (const match of text.matchAll(english)) spans.push({ type: "ADDR", start: match.index, end: match.index + match[0].length });
  return spans;
}

function leadLength(found: string): number {
  const named = town.exec(found);
  if (named !== null) return named.index;
  // Only the words before the first road can be a lead-in: "到" inside a road's name stays.
  const road = /路|街|大道|巷|胡同|小区|花园|公寓|新村|苑|家园|\d/u.exec(found);
  return lead.exec(found.slice(0, road?.index ?? 0))?.[0].length ?? 0;
}

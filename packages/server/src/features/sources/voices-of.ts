import { createHash } from "node:crypto";
import type { InboundMapping } from "@manyi/contracts";
import { instantOf, isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import {
  customerWords,
  type ItemFault,
  type ItemMapping,
  originKey,
  type ReadItem,
  ratingAttribute,
  readItems,
} from "@manyi/core/feedback";
import { detectLanguage } from "@manyi/core/text";
import type { NewVoice } from "@manyi/store";
import type { Address, KnownCustomer } from "../../platform/places.js";
import type { VoiceDetail } from "../feedback/index.js";
import type { Place, Places, Touchpoint } from "./places.js";

/** A source as far as reading needs it. */
export type Door = {
  readonly tenantId: number;
  /** told apart in keys where a sender gives neither number nor address */
  readonly scope: string;
  readonly kind: string;
  readonly mapping: InboundMapping;
  readonly unitId: number | null;
  readonly touchpointId: number | null;
};

/** One item with everything a voice needs; a conversation may become several voices, one for each text. */
export type Placed = {
  readonly index: number;
  readonly item: ReadItem;
  readonly texts: readonly string[];
  readonly at: Date;
  readonly localDay: number;
  readonly unit: Place | null;
  readonly touchpoint: Touchpoint | null;
};

const DAY = 86_400_000;
/** Longest key as it is; longer ones become their hash, since an index entry has a limit. */
const LONGEST_KEY = 200;

export function shortKey(key: string): string {
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, 40)}#${createHash("sha256").update(key).digest("base64url")}`;
}

/** Reads a delivery: every item with its place and day, and what is wrong with the others. Stores nothing. */
export function placeItems(
  door: Door,
  places: Places,
  payload: unknown,
  now: Date,
): { readonly placed: readonly Placed[]; readonly faults: readonly ItemFault[] } {
  const { mapping } = door;
  const { items, faults } = readItems(payload, mapping as ItemMapping);
  const placed: Placed[] = [];
  const more: ItemFault[] = [];
  for (const { index, item } of items) {
    const fault = (path: string | undefined, code: string, zh: string, en: string) =>
      more.push({ index, path: path ?? "", code, "zh-CN": zh, en });
    const unit = item.unit === null ? places.unitById(door.unitId) : places.unit(item.unit);
    if (item.unit !== null && unit === null) {
      fault(
        mapping.fields.unit,
        "UNKNOWN_UNIT",
        "没有这个单位，请在映射中对应，或改对编号",
        "No such unit; map the word or correct the code",
      );
      continue;
    }
    const touchpoint = item.touchpoint === null ? places.touchpointById(door.touchpointId) : places.touchpoint(item.touchpoint);
    if (item.touchpoint !== null && touchpoint === null) {
      fault(mapping.fields.touchpoint, "UNKNOWN_TOUCHPOINT", "没有这个触点，请在映射中对应", "No such touchpoint; map the word");
      continue;
    }
    const timeZone = unit?.timeZone ?? places.timeZone;
    const { date } = item;
    const at = new Date(date === null ? now : typeof date === "number" ? date : instantOf(date.day, date.minute ?? 720, timeZone));
    if (at.getTime() > now.getTime() + DAY || at.getUTCFullYear() < 1990) {
      fault(mapping.fields.date, "DATE_RANGE", "日期在将来，或早于 1990 年", "The date lies in the future, or before 1990");
      continue;
    }
    const texts = item.turns.length > 0 ? customerWords(item.turns, mapping.per) : [item.text];
    placed.push({ index, item, texts, at, localDay: localDayOf(at.getTime(), timeZone), unit, touchpoint });
  }
  return { placed, faults: [...faults, ...more].sort((a, b) => a.index - b.index) };
}

function keyOf(door: Door, { item, texts }: Placed): string {
  const known = originKey({ platform: item.platform ?? door.mapping.platform ?? null, id: item.id, url: item.url }, door.scope);
  if (known !== null) return known;
  const content = JSON.stringify([texts, item.author, item.rating, item.date, item.unit]);
  return `${door.scope}:${createHash("sha256").update(content).digest("base64url")}`;
}

function localeOf(door: Door, item: ReadItem, text: string): "zh-CN" | "en" {
  const told = item.language?.toLowerCase() ?? "";
  if (told !== "") return told.startsWith("en") ? "en" : "zh-CN";
  const found = detectLanguage(text);
  return found === "en" ? "en" : found === "zh" ? "zh-CN" : door.mapping.locale;
}

export type RatingSeries = { readonly surveyId: number; readonly version: number; readonly ordinal: number };

/** What voices of a delivery need from the outside. */
export type Register = {
  readonly uuid: () => string;
  readonly series: RatingSeries | null;
  /** the customer who goes by an author's address */
  readonly customerBy: (address: Address) => KnownCustomer | null;
};

/** The voices of one placed item. Texts are stored as they came. */
export function voicesOf(door: Door, placed: Placed, { uuid, series, customerBy }: Register): readonly NewVoice[] {
  const { item, texts, at, localDay, unit, touchpoint } = placed;
  const { scale } = door.mapping;
  const key = keyOf(door, placed);
  const attribute = scale === undefined ? null : ratingAttribute(scale);
  const rated = item.rating !== null && Number.isInteger(item.rating) && attribute !== null && series !== null ? item.rating : null;
  const detail: VoiceDetail = {
    platform: item.platform ?? door.mapping.platform ?? null,
    product: item.product,
    author: item.author,
    title: item.title,
    url: item.url,
    rating: item.rating,
    ratingMin: scale?.min ?? null,
    ratingMax: scale?.max ?? null,
    asked: item.isAnswerAsked,
    ...(item.turns.length > 0 ? { turns: item.turns } : {}),
  };
  const reach = {
    ...(item.author === null ? {} : { name: item.author }),
    ...(item.phone === null ? {} : { phone: item.phone }),
    ...(item.email === null ? {} : { email: item.email }),
  };
  const isReachable = item.phone !== null || item.email !== null;
  const customer = isReachable ? customerBy(item) : null;
  return texts.map(
    (text, turn): NewVoice => ({
      tenantId: door.tenantId,
      id: uuid(),
      clientKey: shortKey(texts.length > 1 ? `${key}#${turn + 1}` : key),
      source: door.kind,
      channel: "api",
      surveyId: rated === null ? null : series!.surveyId,
      version: rated === null ? null : series!.version,
      unitId: unit?.id ?? null,
      touchpointId: touchpoint?.id ?? null,
      customerId: customer?.id ?? null,
      segmentId: customer?.segmentId ?? null,
      locale: localeOf(door, item, text),
      anonymity: "identified",
      occurredAt: at,
      localDay,
      isoWeek: isoWeekOf(localDay),
      localMonth: monthIndexOf(localDay),
      completeness: "complete",
      ...(rated === null ? {} : { nums: [...Array<null>(series!.ordinal - 1).fill(null), rated], scores: { [`p:${attribute}`]: rated } }),
      answers: { ...(rated === null ? {} : { rating: rated }), ...(isReachable ? { contact: reach } : {}) },
      comment: text === "" ? null : text,
      detail,
    }),
  );
}

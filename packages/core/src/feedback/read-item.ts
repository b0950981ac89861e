import { type CellDate, readDate } from "../tabular/index.js";
import { plainUrl } from "./origin.js";
import { valueAt } from "./paths.js";
import { readTranscript, sideOf, type Turn } from "./transcript.js";

/** Longest text of one item, in characters; longer ones are refused, never cut. */
export const LONGEST_TEXT = 20_000;
/** Most items in one delivery. */
export const MOST_ITEMS = 500;

/** Fields a path can be given for. */
export const ITEM_FIELDS = [
  "text",
  "title",
  "id",
  "url",
  "rating",
  "platform",
  "product",
  "author",
  "email",
  "phone",
  "date",
  "unit",
  "touchpoint",
  "language",
  "asked",
] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];

/** Where each part of an item stands in a sender's JSON. */
export type ItemMapping = {
  /** the list inside the payload; without it the payload is one item, or a list of them */
  readonly items?: string | undefined;
  readonly fields: { readonly [F in ItemField]?: string | undefined };
  /** scale of the rating at its source */
  readonly scale?: { readonly min: number; readonly max: number } | undefined;
  /** a conversation: the list of turns with who speaks and what, or one text to be read as a transcript (then `text` holds it) */
  readonly turns?: { readonly list: string; readonly speaker: string; readonly text: string } | undefined;
  readonly isTranscript?: boolean | undefined;
  /** the customer's name in the conversation, where the usual words do not tell */
  readonly customer?: string | undefined;
};

/** One item as its sender meant it; what was not given is `null`. */
export type ReadItem = {
  readonly text: string;
  readonly title: string | null;
  readonly id: string | null;
  readonly url: string | null;
  readonly rating: number | null;
  readonly platform: string | null;
  readonly product: string | null;
  readonly author: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** an instant in milliseconds, or a local day and time of the place it belongs to */
  readonly date: number | CellDate | null;
  readonly unit: string | null;
  readonly touchpoint: string | null;
  readonly language: string | null;
  readonly isAnswerAsked: boolean;
  readonly turns: readonly Turn[];
};

/** What is wrong with an item: its place in the delivery, the path, and a sentence in both languages. */
export type ItemFault = {
  readonly index: number;
  readonly path: string;
  readonly code: string;
  readonly "zh-CN": string;
  readonly en: string;
};
type Fault = Omit<ItemFault, "index">;

const fault = (path: string, code: string, zh: string, en: string): Fault => ({ path, code, "zh-CN": zh, en });
const YES = /^(true|yes|y|1|是|要|需要|希望)$/i;

/** A leaf as text; lists of leaves are joined. `null` when nothing is there. */
function textAt(value: unknown, path: string | undefined): string | null {
  if (path === undefined || path === "") return null;
  const found = valueAt(value, path);
  if (found === undefined || found === null) return null;
  if (Array.isArray(found)) return found.filter((one) => typeof one !== "object").join("\n");
  return typeof found === "object" ? JSON.stringify(found) : String(found);
}

const short = (text: string | null, most: number): string | null => {
  const plain = text?.trim() ?? "";
  return plain === "" ? null : plain.slice(0, most);
};

/** Seconds or milliseconds since 1970, ISO with an offset, or a local date. */
function dateAt(text: string): number | CellDate | null {
  const plain = text.trim();
  if (/^\d{10}(\.\d+)?$/.test(plain)) return Math.round(Number(plain) * 1000);
  if (/^\d{13}$/.test(plain)) return Number(plain);
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(plain)) {
    const at = Date.parse(plain.replace(" ", "T"));
    return Number.isNaN(at) ? null : at;
  }
  return readDate(plain, "iso") ?? readDate(plain, "ymd");
}

function turnsOf(value: unknown, mapping: ItemMapping, text: string | null): readonly Turn[] | Fault {
  const customer = mapping.customer ?? null;
  if (mapping.turns !== undefined) {
    const list = valueAt(value, mapping.turns.list);
    if (!Array.isArray(list))
      return fault(mapping.turns.list, "NOT_A_LIST", "这里应是一个列表（每句话一项）", "A list of turns belongs here");
    const { speaker, text: said } = mapping.turns;
    return list.map((turn) => {
      const name = textAt(turn, speaker) ?? "";
      return { speaker: name, side: sideOf(name, customer), text: textAt(turn, said) ?? "" };
    });
  }
  return mapping.isTranscript === true && text !== null ? readTranscript(text, customer) : [];
}

function readOne(value: unknown, mapping: ItemMapping): ReadItem | Fault {
  const { fields } = mapping;
  const at = (field: ItemField) => textAt(value, fields[field]);
  const raw = at("text");
  const turns = turnsOf(value, mapping, raw);
  if ("code" in turns) return turns;
  const isTalk = mapping.turns !== undefined || mapping.isTranscript === true;
  if (isTalk && !turns.some(({ side }) => side === "customer"))
    return fault(
      mapping.turns?.list ?? fields.text ?? "",
      "NO_CUSTOMER",
      "分不出哪一方是客户，请填写客户在记录中的称呼",
      "Nobody in it is known to be the customer; say by which name the customer appears",
    );
  const text = isTalk ? "" : (raw ?? "");
  const ratingText = short(at("rating"), 40);
  if (!isTalk && text.trim() === "" && ratingText === null)
    return fault(fields.text ?? "", "NO_TEXT", "这里没有文字，也没有评分", "Neither words nor a rating stand here");
  if (text.length > LONGEST_TEXT || turns.some((turn) => turn.text.length > LONGEST_TEXT))
    return fault(fields.text ?? "", "TOO_LONG", `文字超过 ${LONGEST_TEXT} 字`, `The text is longer than ${LONGEST_TEXT} characters`);
  const rating = ratingText === null ? null : Number(ratingText);
  const { scale } = mapping;
  if (rating !== null && !Number.isFinite(rating))
    return fault(fields.rating ?? "", "NOT_A_NUMBER", "评分不是数字", "The rating is no number");
  if (rating !== null && scale !== undefined && (rating < scale.min || rating > scale.max))
    return fault(
      fields.rating ?? "",
      "OUT_OF_RANGE",
      `评分应在 ${scale.min} 到 ${scale.max} 之间`,
      `The rating must lie between ${scale.min} and ${scale.max}`,
    );
  const dateText = short(at("date"), 60);
  const date = dateText === null ? null : dateAt(dateText);
  if (dateText !== null && date === null) return fault(fields.date ?? "", "NOT_A_DATE", "看不懂这个日期", "This is no date");
  const url = short(at("url"), 2000);
  if (url !== null && plainUrl(url) === null) return fault(fields.url ?? "", "NOT_AN_ADDRESS", "这不是网址", "This is no web address");
  const email = short(at("email"), 200);
  return {
    text,
    title: short(at("title"), 300),
    id: short(at("id"), 200),
    url,
    rating,
    platform: short(at("platform"), 60),
    product: short(at("product"), 120),
    author: short(at("author"), 100),
    email: email !== null && /^\S+@\S+\.\S+$/.test(email) ? email : null,
    phone: short(at("phone"), 40),
    date,
    unit: short(at("unit"), 100),
    touchpoint: short(at("touchpoint"), 100),
    language: short(at("language"), 20),
    isAnswerAsked: YES.test(at("asked")?.trim() ?? ""),
    turns,
  };
}

/**
 * Reads a delivery by its mapping: one item, or a list of them. Nothing is guessed and nothing is changed: the text is the sender's, byte
 * for byte. A faulty item does not spoil its neighbours.
 *
 * @returns items in their order, and what is wrong with the others
 * @example
 * readItems({ text: "好吃", stars: 5 }, { fields: { text: "text", rating: "stars" }, scale: { min: 1, max: 5 } }).items[0]?.item.rating // => 5
 * @example
 * readItems([{ text: "" }], { fields: { text: "text" } }).faults.map(({ index, code }) => [index, code]) // => [[0, "NO_TEXT"]]
 */
export function readItems(
  payload: unknown,
  mapping: ItemMapping,
): { readonly items: readonly { readonly index: number; readonly item: ReadItem }[]; readonly faults: readonly ItemFault[] } {
  const found = mapping.items === undefined || mapping.items === "" ? payload : valueAt(payload, mapping.items);
  if (found === undefined || found === null || typeof found !== "object")
    return {
      items: [],
      faults: [{ index: 0, ...fault(mapping.items ?? "", "NO_ITEMS", "这里没有内容", "There is nothing here") }],
    };
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (list.length === 0 || list.length > MOST_ITEMS)
    return {
      items: [],
      faults: [
        {
          index: 0,
          ...fault(mapping.items ?? "", "TOO_MANY", `一次应有 1–${MOST_ITEMS} 条`, `A delivery holds 1 to ${MOST_ITEMS} items`),
        },
      ],
    };
  const items: { index: number; item: ReadItem }[] = [];
  const faults: ItemFault[] = [];
  for (const [index, value] of list.entries()) {
    const read = readOne(value, mapping);
    if ("code" in read) faults.push({ index, ...read });
    else items.push({ index, item: read });
  }
  return { items, faults };
}

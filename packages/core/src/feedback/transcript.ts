import { type Mail, readMails } from "./mail.js";

/** Who speaks. `unknown`: the transcript does not say which side the name is on. */
export type Side = "customer" | "staff" | "unknown";
export type Turn = { readonly speaker: string; readonly side: Side; readonly text: string };

const CUSTOMER = /^(customer|client|caller|guest|visitor|user|consumer|buyer|客户|顾客|用户|来电人?|买家|访客|消费者|客人)/i;
const STAFF =
  /^(agent|staff|operator|advisor|support|service|representative|rep\b|seller|bot|客服|坐席|座席|员工|商家|卖家|店员|专员|机器人|助手)/i;
const SPOKEN = /^\s*(?:\[?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\]?\s+)?([^:：\n]{1,30})[:：]\s*(\S.*)$/;
const CUE = /^\d{2}:\d{2}(:\d{2})?[.,]\d{3}\s+-->\s/;
const VOICE = /^<v(?:\.[^\s>]+)*\s+([^>]{1,60})>([\s\S]*?)(?:<\/v>)?$/;

/**
 * On which side of the conversation a speaker is, by the name the transcript gives.
 *
 * @param customer the customer's name in this transcript, where it is told
 * @example
 * sideOf("客服 02") // => "staff"
 * @example
 * sideOf("王女士", "王女士") // => "customer"
 */
export function sideOf(speaker: string, customer: string | null = null): Side {
  const name = speaker.trim();
  if (customer !== null && customer.trim() !== "") return name === customer.trim() ? "customer" : "staff";
  if (CUSTOMER.test(name)) return "customer";
  return STAFF.test(name) ? "staff" : "unknown";
}

/** Subtitles name their speakers in voice tags; a cue without one goes on with the speaker before. */
function fromSubtitles(lines: readonly string[]): { speaker: string; text: string }[] {
  const turns: { speaker: string; text: string }[] = [];
  let isCue = false;
  for (const line of lines) {
    if (CUE.test(line)) {
      isCue = true;
      continue;
    }
    if (line.trim() === "") isCue = false;
    if (!isCue) continue;
    const voice = VOICE.exec(line.trim());
    const spoken = voice === null ? SPOKEN.exec(line) : null;
    const speaker = voice?.[1] ?? spoken?.[1];
    const text = (voice?.[2] ?? spoken?.[2] ?? line).trim();
    const last = turns.at(-1);
    if (last !== undefined && (speaker === undefined || last.speaker === speaker.trim())) last.text += `\n${text}`;
    else turns.push({ speaker: speaker?.trim() ?? "", text });
  }
  return turns;
}

/** “Name: words”, one turn a line; a line without a name belongs to the turn before. */
function fromLines(lines: readonly string[]): { speaker: string; text: string }[] {
  const turns: { speaker: string; text: string }[] = [];
  for (const line of lines) {
    if (line.trim() === "") continue;
    const match = SPOKEN.exec(line);
    const last = turns.at(-1);
    if (match !== null) turns.push({ speaker: match[1]!.trim(), text: match[2]!.trim() });
    else if (last !== undefined) last.text += `\n${line.trim()}`;
    else turns.push({ speaker: "", text: line.trim() });
  }
  return turns;
}

/** Addresses that belong to a desk and not to a person. */
const DESK = /^(service|support|help|info|contact|care|noreply|no-reply|kefu|cs|complaints?)\b/i;

/** Turns of a thread. Where all but one of the senders are known, the one left is on the other side. */
function fromMails(mails: readonly Mail[], customer: string | null): Turn[] {
  const told = customer?.trim().toLowerCase() ?? "";
  const sideOfMail = ({ from, address }: Mail): Side => {
    if (told !== "") return from.toLowerCase() === told || address === told ? "customer" : "staff";
    if (address !== null && DESK.test(address)) return "staff";
    return sideOf(from);
  };
  const turns = mails.map((mail) => ({ mail, side: sideOfMail(mail) }));
  const unknown = new Set(turns.flatMap(({ mail, side }) => (side === "unknown" ? [mail.address ?? mail.from] : [])));
  const hasStaff = turns.some(({ side }) => side === "staff");
  const hasCustomer = turns.some(({ side }) => side === "customer");
  const left: Side = unknown.size === 1 && hasStaff && !hasCustomer ? "customer" : hasCustomer && !hasStaff ? "staff" : "unknown";
  return turns.map(({ mail, side }) => ({ speaker: mail.from, side: side === "unknown" ? left : side, text: mail.text }));
}

/**
 * Reads a transcript: mails with their headers, subtitles (WebVTT) with voice tags, or lines of “name: words”. Words are kept as they stand.
 *
 * @param customer the customer's name in it, or the address of a mail; otherwise the usual words for the two sides decide
 * @returns turns in their order; neighbouring turns stay apart
 * @example
 * readTranscript("客服：您好\n客户：上菜太慢").map(({ side, text }) => [side, text]) // => [["staff", "您好"], ["customer", "上菜太慢"]]
 */
export function readTranscript(text: string, customer: string | null = null): readonly Turn[] {
  const mails = readMails(text);
  if (mails.length > 0) return fromMails(mails, customer);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const turns = /^WEBVTT/.test(lines[0] ?? "") || lines.some((line) => CUE.test(line)) ? fromSubtitles(lines) : fromLines(lines);
  return turns.map(({ speaker, text: words }) => ({ speaker, side: sideOf(speaker, customer), text: words }));
}

/**
 * What the customer said: one text a turn, or all of it as one.
 *
 * @returns `[]` when no turn is known to be the customer's
 * @example
 * customerWords([{ speaker: "客户", side: "customer", text: "慢" }, { speaker: "客户", side: "customer", text: "凉" }], "thread") // => ["慢\n凉"]
 */
export function customerWords(turns: readonly Turn[], per: "turn" | "thread"): readonly string[] {
  const words = turns.filter(({ side, text }) => side === "customer" && text.trim() !== "").map(({ text }) => text);
  return per === "turn" || words.length === 0 ? words : [words.join("\n")];
}

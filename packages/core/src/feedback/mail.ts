/** One message of a thread: who wrote it, and the words that are new in it. */
export type Mail = {
  /** the name shown, else the address */
  readonly from: string;
  readonly address: string | null;
  readonly text: string;
};

const HEADER =
  /^\s*[*_]{0,2}(from|to|cc|bcc|date|sent|subject|reply-to|发件人|收件人|抄送|密送|日期|时间|发送时间|发送日期|主题|回复至)[*_]{0,2}\s*[:：][*_]{0,2}\s*(.*)$/i;
const FROM = /^(from|发件人)$/i;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
/** What stands above the messages a mail program repeats below the new one. */
const REPEATED = /^\s*(?:[-—_=]{2,}\s*)(?:original message|forwarded message|原始邮件|原邮件|回复的原邮件|转发的?邮件)?\s*[-—_=]{2,}\s*$/i;
const WROTE = /^(?:on\b.{5,300}\bwrote|于?.{0,300}(?:写道|寫道))\s*[:：]\s*$/i;
const SIGNATURE = /^(?:-- ?|sent from my .{1,40}|发自我的.{1,30}|从我的.{1,30}发送)$/i;

type Block = { readonly from: string; readonly isRepeated: boolean; readonly lines: string[] };

/**
 * Reads a mail or a thread of them: every block of headers begins a message, and what a mail program repeats of earlier ones (quoted lines,
 * “… wrote:”, “Original message”) is left out, as are signatures below “--”. The same words of the same sender count once.
 *
 * @returns messages in the order they stand; `[]` when the text has no headers of mail
 * @example
 * readMails("发件人：王宁 <w@example.com>\n收件人：客服\n日期：2026-03-02\n\n汤是凉的\n> 您好") // => [{ from: "王宁", address: "w@example.com", text: "汤是凉的" }]
 */
export function readMails(text: string): readonly Mail[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const headers = headersAt(lines, at);
    if (headers === null) {
      blocks.at(-1)?.lines.push(lines[at]!);
      at += 1;
    } else {
      blocks.push({ from: headers.from, isRepeated: isBelowRepeated(blocks.at(-1)?.lines ?? []), lines: [] });
      at = headers.end;
    }
  }
  const seen = new Set<string>();
  return blocks.flatMap(({ from, isRepeated, lines: body }): Mail[] => {
    const words = newWords(body);
    const key = JSON.stringify([from, words.replace(/\s+/g, "")]);
    if (isRepeated || words === "" || seen.has(key)) return [];
    seen.add(key);
    return [{ ...senderOf(from), text: words }];
  });
}

/** A block of at least two header lines that names a sender; a line that goes on with the one before is indented. */
function headersAt(lines: readonly string[], start: number): { readonly from: string; readonly end: number } | null {
  let from: string | null = null;
  let count = 0;
  let end = start;
  for (; end < lines.length; end++) {
    const line = lines[end]!;
    const header = HEADER.exec(line);
    if (header === null && !(count > 0 && /^[ \t]+\S/.test(line))) break;
    if (header === null) continue;
    count += 1;
    if (FROM.test(header[1]!)) from ??= header[2]!.trim();
  }
  return from !== null && count >= 2 ? { from, end } : null;
}

function isBelowRepeated(before: readonly string[]): boolean {
  return REPEATED.test(before.findLast((line) => line.trim() !== "") ?? "");
}

function newWords(lines: readonly string[]): string {
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    // the line “On … wrote:” is often broken in two
    const isQuoting =
      WROTE.test(line.trim()) || (/^on\b/i.test(line.trim()) && WROTE.test(`${line.trim()} ${lines[at + 1]?.trim() ?? ""}`));
    if (isQuoting || REPEATED.test(line) || SIGNATURE.test(line.trimEnd())) break;
    if (!/^\s*>/.test(line)) kept.push(line);
  }
  return kept.join("\n").trim();
}

function senderOf(from: string): Pick<Mail, "from" | "address"> {
  const address = ADDRESS.exec(from)?.[0]?.toLowerCase() ?? null;
  const shown = from.replace(/[<[(（]?\s*(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>\])）]?/g, "").replace(/^["'“\s]+|["'”\s]+$/g, "");
  return { from: shown === "" ? (address ?? from) : shown, address };
}

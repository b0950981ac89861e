/** Encodings that spreadsheets in China and elsewhere write. */
export type Encoding = "utf-8" | "utf-16le" | "gb18030";

/**
 * The encoding of a file from its beginning: a byte-order mark decides; otherwise text that is valid UTF-8 is UTF-8, and anything
 * else GB18030, which holds GBK and GB2312.
 */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  try {
    // `stream`: a character cut off at the end of the head is no fault
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "gb18030";
  }
}

import { simplified, traditional } from "./traditional.generated.js";

const simplifiedOf = new Map<string, string>();
for (let i = 0; i < traditional.length; i++) simplifiedOf.set(traditional[i]!, simplified[i]!);

/**
 * Full-width letters, figures and blanks as half-width ones, one for one, so that offsets stay true.
 * Chinese punctuation that has no half-width twin is kept.
 *
 * @example
 * halfWidth("１３８　ＡＢ") // => "138 AB"
 */
export function halfWidth(text: string): string {
  let plain = "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xff01 && code <= 0xff5e) plain += String.fromCharCode(code - 0xfee0);
    else plain += code === 0x3000 ? " " : text[i]!;
  }
  return plain;
}

/**
 * Common traditional characters as simplified ones, character by character; everything else is kept.
 *
 * @example
 * toSimplified("服務態度很親切") // => "服务态度很亲切"
 */
export function toSimplified(text: string): string {
  let plain = "";
  for (let i = 0; i < text.length; i++) plain += simplifiedOf.get(text[i]!) ?? text[i]!;
  return plain;
}

/**
 * A comment in the one form that all analysis reads: half-width, simplified, lower case, single blanks, no invisible
 * characters; emoji are kept. The original text is never replaced by it.
 *
 * @example
 * normalise("　服務很好！！ＯＫ  👍") // => "服务很好!!ok 👍"
 */
export function normalise(text: string): string {
  return toSimplified(halfWidth(text))
    .toLowerCase()
    .replace(/[\u200b-\u200c\u2060\ufeff\u00ad]/g, "")
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * A comment with the same offsets as the original: half-width, simplified, lower case, nothing added or taken away.
 *
 * @example
 * fold("ＷｉＦｉ很慢").length // => 6
 */
export function fold(text: string): string {
  const plain = toSimplified(halfWidth(text));
  const lower = plain.toLowerCase();
  // A few letters grow when lowered (İ); keeping them as they are keeps every offset true.
  return lower.length === text.length ? lower : plain.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

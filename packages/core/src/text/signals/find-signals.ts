import { detectLanguage, type TextLanguage } from "../language.js";
import { fold } from "../normalise.js";
import { type SignalKind, signalWords } from "./signal-words.js";

/** One kind of signal and the words that gave it; UTF-16 offsets into the original comment. */
export interface Signal {
  readonly kind: SignalKind;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** The kinds that route a comment to a queue of its own, most pressing first. */
export const routingSignals: readonly SignalKind[] = ["safety", "legal", "urgency", "churn"];

/**
 * Words in a comment that ask for more than a topic label: safety first, then threats to complain elsewhere, hurry,
 * leaving, and feelings. Words that are denied ("不着急", "no injuries") do not count.
 *
 * @example
 * findSignals("孩子吃完拉肚子，马上给我处理").map(({ kind }) => kind) // => ["safety", "urgency"]
 */
export function findSignals(text: string, language: TextLanguage | null = detectLanguage(text)): Signal[] {
  if (language !== "zh" && language !== "en") return [];
  const plain = fold(text).replaceAll("’", "'");
  return signalWords.flatMap((words) => {
    const calm = language === "zh" ? words.zhCalm : words.enCalm;
    const spans = [...plain.matchAll(words[language])].flatMap((match) => {
      const before = plain.slice(Math.max(0, match.index - 24), match.index);
      return calm?.test(before) === true ? [] : [{ start: match.index, end: match.index + match[0].length }];
    });
    return spans.length === 0 ? [] : [{ kind: words.kind, spans }];
  });
}

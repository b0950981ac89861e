import { maskPii } from "../pii/find-pii.js";
import type { TopicMention } from "../topics/find-topics.js";
import { nearDuplicates } from "./near-duplicates.js";
import { termsOf } from "./terms.js";

/** A comment that could be quoted. */
export interface QuoteCandidate {
  readonly id: string;
  readonly text: string;
  readonly topics: readonly TopicMention[];
  /** Log-odds from the sentiment model: how strongly it is meant. */
  readonly score: number;
  /** Falls in the newest period. */
  readonly isNew: boolean;
}

export interface Quote {
  readonly id: string;
  /** The comment with personal data masked; the source stays as it is. */
  readonly text: string;
  readonly kind: "typical" | "extreme" | "new";
  /** Topics it speaks for, the one it was chosen for first. */
  readonly topics: readonly string[];
}

/**
 * Comments that stand for the rest: for each big topic the most typical, the most outspoken and the newest, without
 * repeating a comment or a copy of it. Short enough to read, long enough to say something.
 *
 * @param limit how many quotes at most
 * @returns quotes in order of the size of their topic
 * @example
 * const about = (code) => [{ code, sentiment: -1, hits: [] }];
 * const candidates = [
 *   { id: "a", text: "上菜太慢，等了四十分钟", topics: about("waiting"), score: -2, isNew: false },
 *   { id: "b", text: "上菜太慢，打 13800000000 也没人接", topics: about("waiting"), score: -4, isNew: false },
 *   { id: "c", text: "汤有点咸，面还可以", topics: about("dish.taste"), score: -1, isNew: true },
 * ];
 * pickQuotes(candidates, 3).map(({ id, text, kind }) => [id, text, kind])
 * // => [["b", "上菜太慢，打 *** 也没人接", "typical"], ["a", "上菜太慢，等了四十分钟", "extreme"], ["c", "汤有点咸，面还可以", "extreme"]]
 */
export function pickQuotes(candidates: readonly QuoteCandidate[], limit: number): Quote[] {
  const copies = new Set(nearDuplicates(candidates.map(({ text }) => text)).flatMap((group) => group.slice(1)));
  const usable = candidates.filter(({ text }, i) => !copies.has(i) && text.trim().length >= 6);
  const counts = new Map<string, number>();
  for (const { topics } of usable) for (const { code } of topics) counts.set(code, (counts.get(code) ?? 0) + 1);
  const common = new Map<string, number>();
  const terms = new Map(usable.map((candidate) => [candidate.id, termsOf(candidate.text)]));
  for (const own of terms.values()) for (const term of own) common.set(term, (common.get(term) ?? 0) + 1);

  /** Says what many say: mean commonness of its terms, less for very long and very short comments. */
  const typicality = ({ id, text }: QuoteCandidate) => {
    const own = terms.get(id)!;
    const shared = own.reduce((sum, term) => sum + Math.log(common.get(term)!), 0) / Math.max(3, own.length);
    const length = /\p{Script=Han}/u.test(text) ? text.length : text.length / 4;
    return shared * (length < 10 ? length / 10 : length > 120 ? 120 / length : 1);
  };
  const ways: readonly (readonly [kind: Quote["kind"], worth: (candidate: QuoteCandidate) => number])[] = [
    ["typical", typicality],
    ["extreme", ({ score }) => Math.abs(score)],
    ["new", (candidate) => (candidate.isNew ? 1 + typicality(candidate) : 0)],
  ];
  const bySize = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
  const chosen = new Set<string>();
  const quotes: Quote[] = [];
  for (const [kind, worth] of ways) {
    for (const code of bySize) {
      if (quotes.length >= limit) break;
      const free = usable.filter(
        (candidate) => !chosen.has(candidate.id) && candidate.topics.some((topic) => topic.code === code) && worth(candidate) > 0,
      );
      const best = free.reduce<QuoteCandidate | null>((top, next) => (top === null || worth(next) > worth(top) ? next : top), null);
      if (best === null) continue;
      chosen.add(best.id);
      const topics = [code, ...best.topics.map((topic) => topic.code).filter((other) => other !== code)];
      quotes.push({ id: best.id, text: maskPii(best.text), kind, topics });
    }
  }
  return quotes.sort((a, b) => bySize.indexOf(a.topics[0]!) - bySize.indexOf(b.topics[0]!));
}

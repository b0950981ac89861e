import { detectLanguage } from "../language.js";
import { fold } from "../normalise.js";
import { type ClauseOpinion, clauseSide } from "../sentiment/features.js";
import { opinionsOf, type SentimentOptions, type SentimentSide, sentimentOf } from "../sentiment/sentiment.js";
import type { Taxonomy, TopicWords } from "./taxonomy.js";

/** A word that led to a topic: UTF-16 offsets into the original comment. */
export interface TopicHit {
  readonly start: number;
  readonly end: number;
}

/** One topic of one comment. */
export interface TopicMention {
  readonly code: string;
  /** What is said about this topic; `null` when that cannot be told. */
  readonly sentiment: SentimentSide | null;
  readonly hits: readonly TopicHit[];
}

/** A taxonomy made ready for many comments. */
export type TopicFinder = (text: string, options?: SentimentOptions) => TopicMention[];

interface Matcher {
  readonly code: string;
  readonly language: "zh" | "en";
  readonly pattern: RegExp;
  readonly except: RegExp | null;
  readonly good: ReadonlySet<string>;
  readonly bad: ReadonlySet<string>;
}

/**
 * Prepares a taxonomy. The finder it returns gives every topic a comment mentions, clause by clause, with what is said
 * about it: "味道好，就是上菜慢" is good about taste and bad about waiting.
 *
 * @example
 * const find = topicFinder(starterTaxonomy("catering")!);
 * find("味道好，就是上菜慢").map(({ code, sentiment }) => [code, sentiment]) // => [["waiting", -1], ["dish.taste", 1]]
 */
export function topicFinder(taxonomy: Taxonomy): TopicFinder {
  const matchers = (["zh", "en"] as const).flatMap((language) =>
    taxonomy.topics.flatMap(({ code, terms, except, opinions }): Matcher[] => {
      const good = opinions?.good[language] ?? [];
      const bad = opinions?.bad[language] ?? [];
      const words = [...terms[language], ...good, ...bad];
      if (words.length === 0) return [];
      const excepted = except?.[language] ?? [];
      return [
        {
          code,
          language,
          pattern: wordPattern(words, language),
          except: excepted.length > 0 ? wordPattern(excepted, language) : null,
          good: new Set(good),
          bad: new Set(bad),
        },
      ];
    }),
  );
  return (text, options = {}) => {
    const plain = fold(text);
    const language = options.language ?? detectLanguage(plain);
    if (language !== "zh" && language !== "en") return [];
    const clauses = opinionsOf(plain, language);
    let overall: SentimentSide | null | undefined;
    const whole = () => {
      if (overall === undefined) overall = sentimentOf(text, { ...options, language }).sentiment;
      return overall;
    };
    return matchers
      .filter((matcher) => matcher.language === language)
      .flatMap((matcher) => {
        const mention = mentionOf(plain, matcher, clauses, whole);
        return mention === null ? [] : [mention];
      });
  };
}

function wordPattern(words: TopicWords["zh"], language: "zh" | "en"): RegExp {
  const alternatives = [...new Set(words)].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return language === "zh"
    ? new RegExp(alternatives.join("|"), "g")
    : new RegExp(`(?<![a-z\\d])(?:${alternatives.join("|")})(?![a-z\\d])`, "g");
}

function mentionOf(
  text: string,
  matcher: Matcher,
  clauses: readonly ClauseOpinion[],
  whole: () => SentimentSide | null,
): TopicMention | null {
  const readable = matcher.except === null ? text : text.replace(matcher.except, (found) => "\u0000".repeat(found.length));
  const hits: TopicHit[] = [];
  const sides: number[] = [];
  for (const match of readable.matchAll(matcher.pattern)) {
    hits.push({ start: match.index, end: match.index + match[0].length });
    const side = sideOfHit(match[0], match.index, matcher, clauses);
    if (side !== null) sides.push(side);
  }
  if (hits.length === 0) return null;
  if (sides.length === 0) return { code: matcher.code, sentiment: whole(), hits };
  const total = sides.reduce((sum, side) => sum + side, 0);
  const isMixed = total === 0 && sides.some((side) => side !== 0);
  return { code: matcher.code, sentiment: isMixed || total === 0 ? 0 : total > 0 ? 1 : -1, hits };
}

/** What the clause of a hit says, or the clause after it, or the one before; `null` when none says anything. */
function sideOfHit(word: string, at: number, { good, bad }: Matcher, clauses: readonly ClauseOpinion[]): -1 | 1 | null {
  const index = clauses.findIndex(({ start, end }) => at >= start && at < end);
  const own = clauses[index];
  if (own !== undefined && clauseSide(own) !== 0) return clauseSide(own) as -1 | 1;
  if (good.has(word)) return 1;
  if (bad.has(word)) return -1;
  // "味道，真不错": a clause of a word or two is finished by the next one.
  const next = clauses[index + 1];
  if (own !== undefined && next !== undefined && !next.isAfterContrast && own.end - own.start <= 6 && clauseSide(next) !== 0)
    return clauseSide(next) as -1 | 1;
  return null;
}

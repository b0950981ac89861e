import { proportionInterval } from "../../measures/index.js";
import { type DistinctiveTerm, distinctiveTerms } from "../analysis/distinctive-terms.js";
import { createDuplicateFinder } from "../analysis/duplicate-finder.js";
import { emergingTopics } from "../analysis/emerging.js";
import { joinFragments } from "../analysis/join-fragments.js";
import { pickQuotes } from "../analysis/quotes.js";
import { createTermCounter, type TermCounter } from "../analysis/term-counter.js";
import { termsOf } from "../analysis/terms.js";
import { topicEffects } from "../analysis/topic-effects.js";
import { detectLanguage } from "../language.js";
import { findPii, maskPii } from "../pii/find-pii.js";
import type { PiiType } from "../pii/types.js";
import { type SentimentSide, sentimentOf } from "../sentiment/sentiment.js";
import { findSignals } from "../signals/find-signals.js";
import type { SignalKind } from "../signals/signal-words.js";
import { topicFinder } from "../topics/find-topics.js";
import type { Taxonomy } from "../topics/taxonomy.js";
import type { Contrast, TextDigest } from "./digest.js";
import { createQuotePool } from "./quote-pool.js";
import { type ScoreScale, sideOfScore, valueOfScore } from "./score-scale.js";

/** One row of a table of comments. */
export interface CommentRow {
  readonly text: string;
  readonly score?: number | null | undefined;
  readonly group?: string | undefined;
  /** Year × 12 + month − 1. */
  readonly month?: number | null | undefined;
}

export interface TextTally {
  readonly add: (row: CommentRow) => void;
  readonly done: () => TextDigest;
}

/** Groups beyond these are counted but their words are not compared. */
const maxGroups = 8;
const termsShown = 20;
const quotesShown = 16;
const copiesShown = 10;
/** A group needs so many comments before its words are compared. */
const leastGroup = 30;

type MutableSums = { n: number; sum: number; sumSquares: number };
type MutableSides = { bad: number; neutral: number; good: number; uncertain: number };
type TopicCount = { n: number; sides: MutableSides; scores: MutableSums; months: Map<number, number> };

/**
 * Counts a stream of comments: topics and sides, how scores go with topics, words that set groups apart, copied texts,
 * personal data, signals and quotes. Memory stays within fixed limits however many comments pass by.
 *
 * @param taxonomy the topics to look for
 * @param scale how the scores are read; `null` when there are none
 * @example
 * const tally = createTextTally({ taxonomy: starterTaxonomy("catering")!, scale: null });
 * tally.add({ text: "上菜太慢，等了一个小时" });
 * tally.done().topics[0]?.code // => "waiting"
 */
export function createTextTally({ taxonomy, scale }: { readonly taxonomy: Taxonomy; readonly scale: ScoreScale | null }): TextTally {
  const find = topicFinder(taxonomy);
  const topics = new Map(taxonomy.topics.map(({ code }) => [code, emptyTopic()]));
  const languages = { zh: 0, en: 0, other: 0, none: 0 };
  const sides = { ...emptySides(), unread: 0 };
  const all = emptySums();
  const words = { low: group(), high: group(), bad: group(), good: group() };
  const groups = new Map<string, ReturnType<typeof group>>();
  const everyone = group();
  const months = new Map<number, number>();
  const signals = new Map<SignalKind, number>();
  const personal = { comments: 0, found: new Map<PiiType, number>() };
  const duplicates = createDuplicateFinder();
  const copied = new Map<number, string>();
  const firsts = new Map<number, string>();
  const pool = createQuotePool();
  const monthOfQuote = new Map<string, number>();
  let rows = 0;
  let comments = 0;
  let withTopic = 0;

  function add({ text, score, group: name, month }: CommentRow): void {
    rows++;
    const plain = text.trim().slice(0, 8000);
    if (plain === "") return;
    const id = comments++;
    const language = detectLanguage(plain);
    languages[language ?? "none"]++;
    const read = sentimentOf(plain, { language: language ?? undefined });
    if (read.language !== "zh" && read.language !== "en") sides.unread++;
    else addSide(sides, read.sentiment);
    const found = find(plain, { language: language ?? undefined });
    if (found.length > 0) withTopic++;
    const value = scale === null || score === null || score === undefined ? null : valueOfScore(scale, score);
    if (value !== null) addTo(all, value);
    if (month !== null && month !== undefined) months.set(month, (months.get(month) ?? 0) + 1);
    for (const { code, sentiment } of found) {
      const topic = topics.get(code);
      if (topic === undefined) continue;
      topic.n++;
      addSide(topic.sides, sentiment);
      if (value !== null) addTo(topic.scores, value);
      if (month !== null && month !== undefined) topic.months.set(month, (topic.months.get(month) ?? 0) + 1);
    }
    addWords(termsOf(plain), value === null ? null : sideOfScore(scale!, score!), read.sentiment, name);
    for (const { kind } of findSignals(plain, language)) signals.set(kind, (signals.get(kind) ?? 0) + 1);
    const pii = findPii(plain);
    if (pii.length > 0) personal.comments++;
    for (const { type } of pii) personal.found.set(type, (personal.found.get(type) ?? 0) + 1);
    addCopy(plain, id);
    if (found.length > 0) {
      pool.add({ id: String(id), text: plain, topics: found, score: read.score, isNew: false });
      if (month !== null && month !== undefined && months.size > 1) monthOfQuote.set(String(id), month);
    }
  }

  function addWords(
    terms: readonly string[],
    side: "low" | "high" | null,
    sentiment: SentimentSide | null,
    name: string | undefined,
  ): void {
    if (scale !== null && side !== null) words[side].add(terms);
    if (scale === null && sentiment === -1) words.bad.add(terms);
    if (scale === null && sentiment === 1) words.good.add(terms);
    if (name === undefined || name === "") return;
    let own = groups.get(name);
    if (own === undefined && groups.size < maxGroups) {
      own = group();
      groups.set(name, own);
    }
    own?.add(terms);
    everyone.add(terms);
  }

  function addCopy(text: string, id: number): void {
    const first = duplicates.add(text, id);
    if (first === null) {
      // only short beginnings are kept; the whole text of every comment would fill the memory
      if (!duplicates.isFull) firsts.set(id, text.slice(0, 160));
    } else if (!copied.has(first)) copied.set(first, firsts.get(first) ?? text.slice(0, 160));
  }

  function contrasts(): Contrast[] {
    const of = (by: Contrast["by"], name: string, own: Group, other: Group): Contrast[] =>
      own.n < leastGroup || other.n < leastGroup
        ? []
        : [
            {
              by,
              group: name,
              n: own.n,
              otherN: other.n,
              terms: shown(distinctiveTerms(own.terms.counts, other.terms.counts, { falseShare: 0.1 })),
            },
          ];
    const byGroup =
      groups.size < 2
        ? []
        : [...groups].sort((a, b) => b[1].n - a[1].n).flatMap(([name, own]) => of("group", name, own, rest(everyone, own)));
    return [...(scale === null ? of("sentiment", "", words.bad, words.good) : of("score", "", words.low, words.high)), ...byGroup];
  }

  function done(): TextDigest {
    const used = taxonomy.topics.filter(({ code }) => topics.get(code)!.n > 0);
    const { effects, findings } = topicEffects(
      used.map(({ code }) => ({ code, mentioned: topics.get(code)!.scores })),
      all,
    );
    const emerging = emergingOf(topics, months);
    return {
      rows,
      comments,
      languages,
      sides,
      withTopic,
      score:
        scale === null || all.n === 0
          ? null
          : { ...scale, n: all.n, value: all.sum / all.n, compared: findings.compared, isCorrected: findings.rule !== "each-at-0.05" },
      topics: used
        .map(({ code, name }, i) => {
          const { n, sides: own } = topics.get(code)!;
          return {
            code,
            name,
            n,
            share: { value: n / comments, ...proportionInterval(n, comments)! },
            sides: own,
            effect: scale === null ? null : effects[i]!,
          };
        })
        .sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1)),
      contrasts: contrasts(),
      emerging,
      signals: [...signals].map(([kind, n]) => ({ kind, n })).sort((a, b) => b.n - a.n),
      personal: { comments: personal.comments, found: [...personal.found].map(([type, n]) => ({ type, n })).sort((a, b) => b.n - a.n) },
      copies: {
        comments: duplicates.copies().reduce((sum, { count }) => sum + count, 0),
        compared: duplicates.compared,
        isCut: duplicates.isFull,
        groups: duplicates
          .copies()
          .slice(0, copiesShown)
          .map(({ first, count }) => ({ text: maskPii(copied.get(first) ?? ""), n: count })),
      },
      quotes: pickQuotes(
        pool.candidates((id) => emerging !== null && monthOfQuote.get(id) === emerging.month),
        quotesShown,
      ),
      droppedTerms: Math.max(
        everyone.terms.dropped,
        words.low.terms.dropped,
        words.high.terms.dropped,
        words.bad.terms.dropped,
        words.good.terms.dropped,
      ),
    };
  }

  return { add, done };
}

type Group = { n: number; readonly terms: TermCounter; readonly add: (terms: readonly string[]) => void };

function group(): Group {
  const terms = createTermCounter();
  const own: Group = {
    n: 0,
    terms,
    add(words) {
      own.n++;
      terms.add(words);
    },
  };
  return own;
}

/** Everybody but the group. */
function rest(everyone: Group, own: Group): Group {
  const counts = new Map<string, number>();
  for (const [term, count] of everyone.terms.counts) {
    const more = count - (own.terms.counts.get(term) ?? 0);
    if (more > 0) counts.set(term, more);
  }
  return { n: everyone.n - own.n, terms: { counts, dropped: 0, add: () => {} }, add: () => {} };
}

/** As many of the words of the one side as of the other, strongest first. */
function shown(terms: readonly DistinctiveTerm[]): DistinctiveTerm[] {
  return [1, -1].flatMap((sign) =>
    joinFragments(terms.filter(({ logOdds }) => logOdds * sign > 0).slice(0, 6 * termsShown)).slice(0, termsShown),
  );
}

/** Months are compared when three are known; the last one is taken as it is. */
function emergingOf(topics: ReadonlyMap<string, TopicCount>, months: ReadonlyMap<number, number>): TextDigest["emerging"] {
  const known = [...months.keys()].sort((a, b) => a - b).slice(-13);
  const month = known.at(-1);
  if (month === undefined || known.length < 3) return null;
  const series = [...topics].map(([key, topic]) => ({
    key,
    periods: known.map((one) => ({ count: topic.months.get(one) ?? 0, total: months.get(one)! })),
  }));
  return { month, months: known.length, looked: series.length, found: emergingTopics(series) };
}

const emptySums = (): MutableSums => ({ n: 0, sum: 0, sumSquares: 0 });
const emptySides = (): MutableSides => ({ bad: 0, neutral: 0, good: 0, uncertain: 0 });
const emptyTopic = (): TopicCount => ({ n: 0, sides: emptySides(), scores: emptySums(), months: new Map() });

function addTo(sums: MutableSums, value: number): void {
  sums.n++;
  sums.sum += value;
  sums.sumSquares += value * value;
}

function addSide(sides: MutableSides, sentiment: SentimentSide | null): void {
  if (sentiment === null) sides.uncertain++;
  else if (sentiment === 0) sides.neutral++;
  else if (sentiment === 1) sides.good++;
  else sides.bad++;
}

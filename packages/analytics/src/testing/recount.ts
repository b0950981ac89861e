import type { Cell, Counts, Dimension, Key, PairScores, Query, Score, VoiceFilter } from "@manyi/core/metrics";
import type { ProjectedReading, ProjectedVoice } from "../projection.js";

/** Answers a question by walking through the raw voices, one by one: slow, plain, and the judge of every engine. */
export function recount(voices: readonly ProjectedVoice[], query: Query, readings: readonly ProjectedReading[] = []): Cell[] {
  const said = new Map(readings.map(({ tenant_id, voice_id, topics }) => [`${tenant_id} ${voice_id}`, topics]));
  const mentionsOf = (voice: ProjectedVoice) => said.get(`${voice.tenant_id} ${voice.id}`) ?? [];
  const groups = new Map<string, { keys: readonly Key[]; voices: ProjectedVoice[] }>();
  if (query.by.length === 0) groups.set("[]", { keys: [], voices: [] });
  for (const voice of voices) {
    if (voice.tenant_id !== query.tenantId || !takesPart(voice, query.where) || !mentionsAll(mentionsOf(voice), query.where)) continue;
    if (query.measure.kind !== "voices" && !isCounted(voice, query.where)) continue;
    for (const mention of told(mentionsOf(voice), query.by)) {
      const keys = query.by.map((dimension) => keyOf(voice, dimension, query.where, mention));
      const name = JSON.stringify(keys);
      const group = groups.get(name) ?? { keys, voices: [] };
      groups.set(name, group);
      group.voices.push(voice);
    }
  }
  return [...groups.values()].map((group) => ({ keys: group.keys, counts: countsOf(group.voices, query) }));
}

type Mention = ProjectedReading["topics"][number];
/** Stands for a voice counted without looking at its words. */
const NOTHING: Mention = [0, null];

/** As what a voice is counted: its topics, its comment as a whole, or just itself. */
function told(mentions: readonly Mention[], by: Query["by"]): readonly Mention[] {
  if (by.includes("topic")) return mentions.filter(([topic]) => topic !== 0);
  return by.includes("sentiment") ? mentions.filter(([topic]) => topic === 0) : [NOTHING];
}

function mentionsAll(mentions: readonly Mention[], where: VoiceFilter): boolean {
  return [where, ...(where.mentions ?? [])].every((asked) => mentionsAny(mentions, asked));
}

function mentionsAny(mentions: readonly Mention[], { topics, sentiments }: Pick<VoiceFilter, "topics" | "sentiments">): boolean {
  if (!topics && !sentiments) return true;
  const isAsked = (side: number | null) => !sentiments || sentiments.some((one) => one === side);
  return mentions.some(([topic, side]) => (topics ?? [0]).includes(topic) && isAsked(side));
}

function takesPart(voice: ProjectedVoice, where: VoiceFilter): boolean {
  const among = <T>(value: T | null, values: readonly T[] | null | undefined) => !values || (value !== null && values.includes(value));
  return (
    (!where.periods || where.periods.some(({ from, to }) => voice.local_day >= from && voice.local_day <= to)) &&
    among(voice.unit_id, where.units) &&
    among(voice.touchpoint_id, where.touchpoints) &&
    among(voice.segment_id, where.segments) &&
    among(voice.survey_id, where.surveys) &&
    among(voice.channel, where.channels) &&
    among(voice.source, where.sources) &&
    !where.sourcesExcept?.includes(voice.source) &&
    among(voice.locale, where.locales) &&
    (where.scored ?? []).every(({ score, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) => {
      const answer = answerOf(voice, score);
      return answer !== null && answer >= min && answer <= max;
    }) &&
    !(where.anonymous === "without" && voice.anonymity === "anonymous") &&
    !(where.anonymous === "only" && voice.anonymity !== "anonymous") &&
    !(where.completeness === "complete" && voice.completeness !== "complete")
  );
}

function isCounted(voice: ProjectedVoice, where: VoiceFilter): boolean {
  if (where.quality === "all") return true;
  if (where.quality === "flagged" || where.quality === "excluded") return voice.quality === where.quality;
  return where.quality === "clean" ? voice.quality === "valid" : voice.quality !== "excluded";
}

/** The answer of one voice to one metric, or `null`. */
export function answerOf(voice: ProjectedVoice, score: Score): number | null {
  if (score.from === "column") return voice[score.column];
  const place = score.places.find(({ surveyId }) => surveyId === voice.survey_id);
  for (const ordinal of place?.ordinals ?? []) {
    const value = voice.nums[ordinal - 1];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

function keyOf(voice: ProjectedVoice, dimension: Dimension, where: VoiceFilter, [topic, side]: Mention): Key {
  if (typeof dimension === "object") return answerOf(voice, dimension.answer);
  switch (dimension) {
    case "period":
      return (where.periods ?? []).findIndex(({ from, to }) => voice.local_day >= from && voice.local_day <= to);
    case "anonymous":
      return voice.anonymity === "anonymous" ? 1 : 0;
    case "lot":
      return voice.id.slice(34);
    case "day":
      return voice.local_day;
    case "week":
      return voice.iso_week;
    case "month":
      return voice.local_month;
    case "unit":
      return voice.unit_id;
    case "touchpoint":
      return voice.touchpoint_id;
    case "segment":
      return voice.segment_id;
    case "employee":
      return voice.employee_id;
    case "survey":
      return voice.survey_id;
    case "version":
      return voice.version;
    case "channel":
      return voice.channel;
    case "source":
      return voice.source;
    case "locale":
      return voice.locale;
    case "topic":
      return topic;
    case "sentiment":
      return side;
  }
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function countsOf(voices: readonly ProjectedVoice[], { measure, weighted, where }: Query): Counts {
  switch (measure.kind) {
    case "voices": {
      const counted = voices.filter((voice) => isCounted(voice, where));
      return {
        kind: "voices",
        n: counted.length,
        partial: counted.filter((voice) => voice.completeness === "partial").length,
        flagged: voices.filter((voice) => voice.quality === "flagged").length,
        excluded: voices.filter((voice) => voice.quality === "excluded").length,
        w: weighted ? total(counted.map((voice) => voice.weight)) : null,
        ww: weighted ? total(counted.map((voice) => voice.weight ** 2)) : null,
      };
    }
    case "levels": {
      const { scale, score } = measure;
      const at = (level: number) => voices.filter((voice) => answerOf(voice, score) === level);
      const levels = Array.from({ length: scale.max - scale.min + 1 }, (_, i) => at(scale.min + i));
      return {
        kind: "levels",
        scale,
        counts: levels.map((group) => group.length),
        w: weighted ? levels.map((group) => total(group.map((voice) => voice.weight))) : null,
        ww: weighted ? levels.map((group) => total(group.map((voice) => voice.weight ** 2))) : null,
      };
    }
    case "sums": {
      const seen = voices.flatMap((voice) => {
        const x = answerOf(voice, measure.score);
        return x === null ? [] : [{ x, w: voice.weight }];
      });
      const xs = seen.map(({ x }) => x);
      const over = (value: (one: { x: number; w: number }) => number) => total(seen.map(value));
      return {
        kind: "sums",
        n: seen.length,
        sum: total(xs),
        sumSquares: over(({ x }) => x * x),
        min: xs.length === 0 ? null : Math.min(...xs),
        max: xs.length === 0 ? null : Math.max(...xs),
        weighted: weighted
          ? {
              w: over(({ w }) => w),
              wx: over(({ x, w }) => w * x),
              ww: over(({ w }) => w * w),
              wwx: over(({ x, w }) => w * w * x),
              wwxx: over(({ x, w }) => w * w * x * x),
            }
          : null,
      };
    }
    case "ratio":
      return ratioOf(voices, measure.pairs, weighted);
    case "moments": {
      const names = measure.scores.map(({ name }) => name);
      const rows = voices.map((voice) => ({ x: measure.scores.map(({ score }) => answerOf(voice, score)), w: voice.weight }));
      const complete = rows.filter(({ x }) => x.every((value) => value !== null)) as { x: number[]; w: number }[];
      const by = (row: { w: number }) => (weighted ? row.w : 1);
      return {
        kind: "moments",
        names,
        n: complete.length,
        sums: names.map((_, a) => total(complete.map((row) => by(row) * row.x[a]!))),
        crossProducts: names.flatMap((_, a) => names.map((_, b) => total(complete.map((row) => by(row) * row.x[a]! * row.x[b]!)))),
        available: names.map((_, a) => (measure.available === "without" ? 0 : rows.filter(({ x }) => x[a] !== null).length)),
        weights: weighted ? { w: total(complete.map(({ w }) => w)), ww: total(complete.map(({ w }) => w * w)) } : null,
      };
    }
    case "picks": {
      const rows = voices.map((voice) => ({ x: measure.options.map(({ score }) => answerOf(voice, score)), w: voice.weight }));
      const asked = rows.filter(({ x }) => x.some((value) => value !== null));
      const picked = (weight: (row: { w: number }) => number) =>
        measure.options.map((_, i) => total(asked.map((row) => (row.x[i] === 1 ? weight(row) : 0))));
      return {
        kind: "picks",
        names: measure.options.map(({ name }) => name),
        n: asked.length,
        picked: picked(() => 1),
        weights: weighted
          ? { w: total(asked.map(({ w }) => w)), ww: total(asked.map(({ w }) => w ** 2)), picked: picked(({ w }) => w) }
          : null,
      };
    }
  }
}

function ratioOf(voices: readonly ProjectedVoice[], pairs: readonly PairScores[], weighted: boolean): Counts {
  const people = voices.flatMap((voice) => {
    const answered = pairs.flatMap((pair) => {
      const before = pair.expected && answerOf(voice, pair.expected);
      const e = before ?? (pair.recalled && answerOf(voice, pair.recalled));
      const p = answerOf(voice, pair.perceived);
      return e === null || p === null ? [] : [{ e, p, isRecalled: before === null }];
    });
    if (answered.length === 0) return [];
    return [{ w: voice.weight, answered, e: total(answered.map(({ e }) => e)), p: total(answered.map(({ p }) => p)) }];
  });
  type Person = (typeof people)[number];
  const over = (value: (person: Person) => number) => total(people.map(value));
  const inBand = [
    ({ e, p }: { e: number; p: number }) => p > e,
    ({ e, p }: { e: number; p: number }) => p === e,
    ({ e, p }: { e: number; p: number }) => p < e && 5 * p >= 4 * e,
    ({ e, p }: { e: number; p: number }) => 5 * p < 4 * e,
  ];
  const bands = (weight: (person: Person) => number) =>
    inBand.map((test) => over((person) => weight(person) * person.answered.filter(test).length)) as [number, number, number, number];
  return {
    kind: "ratio",
    n: people.length,
    pairs: over(({ answered }) => answered.length),
    recalled: over(({ answered }) => answered.filter(({ isRecalled }) => isRecalled).length),
    sumE: over(({ e }) => e),
    sumP: over(({ p }) => p),
    sumEE: over(({ e }) => e * e),
    sumPP: over(({ p }) => p * p),
    sumEP: over(({ e, p }) => e * p),
    bands: bands(() => 1),
    weighted: weighted
      ? {
          w: over(({ w, answered }) => w * answered.length),
          we: over(({ w, e }) => w * e),
          wp: over(({ w, p }) => w * p),
          ww: over(({ w }) => w * w),
          wwe: over(({ w, e }) => w * w * e),
          wwp: over(({ w, p }) => w * w * p),
          wwee: over(({ w, e }) => w * w * e * e),
          wwpp: over(({ w, p }) => w * w * p * p),
          wwep: over(({ w, e, p }) => w * w * e * p),
          bands: bands(({ w }) => w),
        }
      : null,
  };
}

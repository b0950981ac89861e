import {
  findPii,
  findSignals,
  type LinearModel,
  minHash,
  type PiiSpan,
  type SentimentSide,
  type SignalKind,
  sentimentOf,
  shippedModel,
  type TextLanguage,
  topicFinder,
} from "@manyi/core/text";
import { type Tree, taxonomyOf } from "./tree.js";

type Span = readonly [start: number, end: number];

/** What the machine says about one comment. */
export type MachineReading = {
  readonly language: TextLanguage | null;
  /** `null`: uncertain */
  readonly sentiment: SentimentSide | null;
  readonly confidence: number;
  readonly modelVersion: string;
  readonly topics: readonly { readonly topic: number; readonly sentiment: SentimentSide | null; readonly spans: readonly Span[] }[];
  readonly signals: readonly { readonly kind: SignalKind; readonly spans: readonly Span[] }[];
  readonly pii: readonly PiiSpan[];
  /** hex of 64 bytes; `null` for a comment too short to be a copy of another */
  readonly fingerprint: string | null;
  readonly alike: readonly number[];
};

/** Reads the comments of one organisation. */
export type CommentReader = { readonly treeVersion: number; readonly read: (text: string) => MachineReading };
export type OwnModels = Readonly<Partial<Record<"zh" | "en", LinearModel>>>;

/** Bands of the signature by which copies are looked for, and how many of its numbers make one. */
const BANDS = 2;
const ROWS = 4;
/** Shorter comments ("好", "very good") are alike without being copied. */
const LEAST_COPIED = 12;

/** Makes a tree and the models ready for many comments. */
export function commentReader(tree: Tree, own: OwnModels): CommentReader {
  const idOf = new Map(tree.topics.map(({ code, id }) => [code, id]));
  const findTopics = topicFinder(taxonomyOf(tree));
  const versions = (["zh", "en"] as const).map((language) => (own[language] ?? shippedModel(language)).version).join(" ");
  return {
    treeVersion: tree.version,
    read(text) {
      const said = sentimentOf(text);
      const { language } = said;
      const model = language === "zh" || language === "en" ? own[language] : undefined;
      const { sentiment, confidence } = model === undefined ? said : sentimentOf(text, { language: language!, model });
      const signature = text.length < LEAST_COPIED ? null : minHash(text);
      return {
        language,
        sentiment,
        confidence,
        modelVersion: versions,
        topics: findTopics(text, { language: language ?? undefined, model }).map(({ code, sentiment: side, hits }) => ({
          topic: idOf.get(code)!,
          sentiment: side,
          spans: hits.map(spanOf),
        })),
        signals: findSignals(text, language).map(({ kind, spans }) => ({ kind, spans: spans.map(spanOf) })),
        pii: findPii(text),
        fingerprint: signature === null ? null : Buffer.from(signature.map((one) => one & 0xff)).toString("hex"),
        alike: signature === null ? [] : bandsOf(signature),
      };
    },
  };
}

/** Share of their text two comments have in common, by their fingerprints: 0–1. */
export function alikeness(one: Uint8Array, other: Uint8Array): number {
  const size = Math.min(one.length, other.length);
  let same = 0;
  for (let i = 0; i < size; i++) if (one[i] === other[i]) same++;
  // one byte agrees by chance once in 256
  return size === 0 ? 0 : Math.max(0, (same / size - 1 / 256) / (1 - 1 / 256));
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): Span {
  return [start, end];
}

function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = Math.imul(band + 1, 0x9e3779b1);
    for (let i = band * ROWS; i < (band + 1) * ROWS; i++) hash = Math.imul(hash ^ signature[i]!, 0x01000193) ^ (hash >>> 15);
    return hash | 0;
  });
}

import type { SentimentSide, SignalKind } from "@manyi/core/text";
import type { Db, Tables } from "@manyi/store";
import type { Selectable } from "kysely";

export type LabelRow = Selectable<Tables["voice_labels"]>;

/** What people said about one comment, after what they took back. */
export type Corrections = {
  readonly sentiment: { readonly value: SentimentSide | null; readonly by: string; readonly at: Date } | null;
  readonly topics: ReadonlyMap<number, { readonly isOn: boolean; readonly side: SentimentSide | null }>;
  readonly signals: ReadonlyMap<SignalKind, boolean>;
  /** offsets where the machine took something for personal data that is none */
  readonly notPersonal: readonly { readonly start: number; readonly end: number; readonly labelId: string }[];
};

/**
 * The labels that count: the newest of each kind that nobody took back.
 *
 * @param labels of one voice, in any order
 */
export function correctionsOf(labels: readonly LabelRow[]): Corrections {
  const takenBack = new Set(labels.map(({ undoes }) => undoes));
  const standing = labels
    .filter(({ id, kind }) => kind !== "undo" && !takenBack.has(id))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const topics = new Map<number, { isOn: boolean; side: SentimentSide | null }>();
  const signals = new Map<SignalKind, boolean>();
  const notPersonal: { start: number; end: number; labelId: string }[] = [];
  let sentiment: Corrections["sentiment"] = null;
  for (const { id, kind, topic_id, value, detail, by_user, at } of standing) {
    if (kind === "sentiment") sentiment = { value, by: by_user, at };
    if ((kind === "topic_on" || kind === "topic_off") && topic_id !== null)
      topics.set(topic_id, { isOn: kind === "topic_on", side: value });
    if (kind === "signal_on" || kind === "signal_off") signals.set(detail.signal as SignalKind, kind === "signal_on");
    if (kind === "not_personal") notPersonal.push({ start: Number(detail.start), end: Number(detail.end), labelId: id });
  }
  return { sentiment, topics, signals, notPersonal };
}

/** What counts of one comment: topic 0 is the comment as a whole. */
export type Counted = { readonly topic: number; readonly sentiment: SentimentSide | null; readonly source: "machine" | "person" };

/** The machine's reading with the corrections applied; people always win. */
export function countedOf(
  machine: {
    readonly sentiment: SentimentSide | null;
    readonly topics: readonly { readonly topic: number; readonly sentiment: SentimentSide | null }[];
  },
  corrections: Corrections | undefined,
): Counted[] {
  const own = corrections?.topics ?? new Map<number, { isOn: boolean; side: SentimentSide | null }>();
  const whole = corrections?.sentiment ?? null;
  return [
    { topic: 0, sentiment: whole === null ? machine.sentiment : whole.value, source: whole === null ? "machine" : "person" },
    ...machine.topics
      .filter(({ topic }) => !own.has(topic))
      .map(({ topic, sentiment }): Counted => ({ topic, sentiment, source: "machine" })),
    ...[...own].flatMap(([topic, { isOn, side }]): Counted[] => (isOn ? [{ topic, sentiment: side, source: "person" }] : [])),
  ];
}

/** The kinds of signals that count: the machine's, less what people took away, with what they added. */
export function raisedOf(machine: readonly { readonly kind: SignalKind }[], corrections: Corrections | undefined): SignalKind[] {
  const own = corrections?.signals ?? new Map<SignalKind, boolean>();
  const kept = machine.map(({ kind }) => kind).filter((kind) => own.get(kind) !== false);
  return [...new Set([...kept, ...[...own].flatMap(([kind, isOn]) => (isOn ? [kind] : []))])];
}

/** The labels of some voices, by voice; voices without one are not in it. */
export async function labelsOf(db: Db, tenantId: number, voiceIds: readonly string[]): Promise<ReadonlyMap<string, readonly LabelRow[]>> {
  const rows =
    voiceIds.length === 0
      ? []
      : await db
          .selectFrom("voice_labels")
          .selectAll()
          .where("tenant_id", "=", tenantId)
          .where("voice_id", "in", [...voiceIds])
          .execute();
  const byVoice = new Map<string, LabelRow[]>();
  for (const row of rows) byVoice.set(row.voice_id, [...(byVoice.get(row.voice_id) ?? []), row]);
  return byVoice;
}

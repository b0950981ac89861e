import { cellsOf, type Fallen, firstFull, type QuotaCell } from "@manyi/core/quotas";
import { CompiledQuery, sql } from "kysely";
import { factsIn, lockQuotaPlan, type QuotaPlan } from "../quotas/plan.js";
import { keepScreenOuts, type ScreenOut } from "../quotas/screen-out.js";
import type { Store, Tx } from "../store.js";
import { INSERT_COUNTED, type NewVoice, spellVoices } from "./new-voice.js";
import type { Stored } from "./stored.js";

type Refused = Extract<Stored, { status: "quota_full" }>;
/** What the database knows of a key: the answer stored under it, or that it was refused. */
type Known = { readonly id: string; readonly refused: Refused["by"] | null };

/**
 * Stores answers to surveys with quotas. Count, answer and refusal are one transaction under the lock of each survey's plan: an answer that
 * fails takes its place along, and nobody can count in between. A key that was answered before is answered the same.
 */
export function countIn(
  store: Store,
  voices: readonly NewVoice[],
): Promise<{ readonly stored: Stored[]; readonly plain: ReadonlySet<string> }> {
  return store.tx(async (tx) => {
    const plans = await lockPlans(tx, voices);
    const known = await findKnown(tx, voices);
    const decided = decide(voices, plans, known);
    const inserted = await insert(tx, decided.admitted);
    const late = decided.admitted.filter((voice) => !inserted.has(keyOf(voice)));
    // sent to another survey under the same key a moment ago: it takes no place here
    for (const voice of late) for (const { cell } of decided.cells.get(voice) ?? []) decided.taken.set(cell, decided.taken.get(cell)! - 1);
    const elsewhere = late.length === 0 ? known : await findKnown(tx, late);
    await addUp(tx, decided.taken, plans);
    await keepScreenOuts(tx, decided.refused);
    return {
      stored: voices.map((voice) => {
        const key = keyOf(voice);
        return (
          decided.answers.get(voice) ?? (inserted.has(key) ? { status: "stored", id: voice.id } : answerOf(voice, elsewhere.get(key)!))
        );
      }),
      plain: new Set([...plans].flatMap(([survey, plan]) => (plan === null ? [survey] : []))),
    };
  });
}

/** The name of a survey among those with quotas. */
export function surveyOf({ tenantId, surveyId }: Pick<NewVoice, "tenantId" | "surveyId">): string {
  return `${tenantId} ${surveyId ?? 0}`;
}

type Taken = Map<QuotaCell, number>;

/** Locks in one order, so that two who hold several surveys never wait for each other. */
async function lockPlans(tx: Tx, voices: readonly NewVoice[]): Promise<ReadonlyMap<string, QuotaPlan | null>> {
  const surveys = new Map(voices.map((voice) => [surveyOf(voice), { tenantId: voice.tenantId, surveyId: voice.surveyId ?? 0 }]));
  const plans = new Map<string, QuotaPlan | null>();
  for (const [survey, ref] of [...surveys].sort(([, a], [, b]) => a.tenantId - b.tenantId || a.surveyId - b.surveyId))
    plans.set(survey, await lockQuotaPlan(tx, ref));
  return plans;
}

async function findKnown(tx: Tx, voices: readonly NewVoice[]): Promise<ReadonlyMap<string, Known>> {
  const found = await sql<{ tenant_id: number; client_key: string; id: string; quota_id: number | null; cell_id: number | null }>`
    with sent as (
      select distinct tenant_id, client_key
      from unnest(${voices.map(({ tenantId }) => tenantId)}::smallint[], ${voices.map(({ clientKey }) => clientKey)}::text[]) as s (tenant_id, client_key)
    )
    select tenant_id, client_key, v.id, null::int as quota_id, null::int as cell_id from sent join voices v using (tenant_id, client_key)
    union all
    select tenant_id, client_key, s.id, s.quota_id, s.cell_id from sent join screen_outs s using (tenant_id, client_key)`.execute(tx);
  const known = new Map<string, Known>();
  for (const { tenant_id, client_key, id, quota_id, cell_id } of found.rows) {
    const key = `${tenant_id} ${client_key}`;
    if (quota_id === null || cell_id === null) known.set(key, { id, refused: null });
    else if (!known.has(key)) known.set(key, { id, refused: { quotaId: quota_id, cellId: cell_id } });
  }
  return known;
}

function decide(voices: readonly NewVoice[], plans: ReadonlyMap<string, QuotaPlan | null>, known: ReadonlyMap<string, Known>) {
  const answers = new Map<NewVoice, Stored>();
  const admitted: NewVoice[] = [];
  const refused: ScreenOut[] = [];
  const cells = new Map<NewVoice, readonly Fallen[]>();
  const taken: Taken = new Map();
  const first = new Map<string, { readonly voice: NewVoice; readonly by: Refused["by"] | null }>();
  const now = ({ quota, cell }: Fallen): Fallen => ({ quota, cell: { ...cell, reached: cell.reached + (taken.get(cell) ?? 0) } });
  for (const voice of voices) {
    const key = keyOf(voice);
    const before = known.get(key);
    const twin = first.get(key);
    if (before !== undefined) answers.set(voice, answerOf(voice, before));
    else if (twin !== undefined) answers.set(voice, answerOf(voice, { id: twin.voice.id, refused: twin.by }));
    else {
      const fallen = fallenIn(plans.get(surveyOf(voice)) ?? null, voice);
      // what an import or another source brings has been said already; it takes a place and is never turned away
      const full = voice.source === "survey" ? firstFull(fallen.map(now)) : null;
      const by = full === null ? null : { quotaId: full.quota.id, cellId: full.cell.id };
      first.set(key, { voice, by });
      if (full !== null && by !== null) {
        refused.push({ voice, full, stage: "sent" });
        answers.set(voice, { status: "quota_full", id: voice.id, by });
      } else {
        admitted.push(voice);
        cells.set(voice, fallen);
        for (const { cell } of fallen) taken.set(cell, (taken.get(cell) ?? 0) + 1);
      }
    }
  }
  return { answers, admitted, refused, cells, taken };
}

function fallenIn(plan: QuotaPlan | null, voice: NewVoice): readonly Fallen[] {
  if (plan === null || voice.quality === "excluded" || (plan.countsFrom !== null && voice.localDay < plan.countsFrom)) return [];
  const { unitId = null, touchpointId = null, segmentId = null, channel, locale, answers = {} } = voice;
  return cellsOf(plan.quotas, factsIn(plan, { unitId, touchpointId, segmentId, channel, locale, answers }));
}

async function insert(tx: Tx, voices: readonly NewVoice[]): Promise<ReadonlySet<string>> {
  if (voices.length === 0) return new Set();
  const query = CompiledQuery.raw(INSERT_COUNTED, [spellVoices(voices)]);
  const { rows } = await tx.executeQuery<{ tenant_id: number; client_key: string }>(query);
  return new Set(rows.map(({ tenant_id, client_key }) => `${tenant_id} ${client_key}`));
}

/** A number that was forgotten meanwhile stays unknown: null and one more is null. */
async function addUp(tx: Tx, taken: Taken, plans: ReadonlyMap<string, QuotaPlan | null>): Promise<void> {
  for (const plan of plans.values()) {
    const added = (plan?.quotas ?? []).flatMap(({ cells }) => cells).filter((cell) => (taken.get(cell) ?? 0) > 0);
    if (plan === null || added.length === 0) continue;
    await sql`
      update quota_cells c set reached = c.reached + d.n
      from unnest(${added.map(({ id }) => id)}::int[], ${added.map((cell) => taken.get(cell)!)}::int[]) as d (id, n)
      where c.tenant_id = ${plan.tenantId} and c.id = d.id`.execute(tx);
  }
}

function answerOf(voice: NewVoice, { id, refused }: Known): Stored {
  if (refused !== null) return { status: "quota_full", id, by: refused };
  return { status: id === voice.id ? "stored" : "unchanged", id };
}

function keyOf({ tenantId, clientKey }: NewVoice): string {
  return `${tenantId} ${clientKey}`;
}

import type { api } from "@manyi/contracts";
import { type IndexModelKind, latentsOfIndexModel } from "@manyi/core/models";
import type { LocalText, Scale } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, attributeNames, readMoments } from "../figures/index.js";

type Reply = z.input<typeof api.analysis.modelSettings.reply>;
type Body = z.output<typeof api.analysis.saveModel.body>;
export type ModelDefinition = NonNullable<Reply["definition"]>;
type Latent = keyof ModelDefinition["items"];
export type ModelQuestion = { readonly code: string; readonly label: LocalText; readonly min: number; readonly max: number };

type Row = {
  version: number;
  survey_id: number;
  kind: IndexModelKind;
  items: ModelDefinition["items"];
  tree: (Pick<ModelDefinition, "weights" | "threeItems"> & Partial<Pick<ModelDefinition, "threeWeights">>) | null;
};

const HEADLINES: Readonly<Record<string, LocalText>> = {
  nps: { "zh-CN": "推荐意愿（0–10）", en: "Likelihood to recommend (0–10)" },
  csat: { "zh-CN": "总体满意（1–5）", en: "Overall satisfaction (1–5)" },
  ces: { "zh-CN": "省力程度（1–7）", en: "Ease (1–7)" },
};

/** The newest saved version, or null. */
async function readSaved({ db, tenantId }: Context): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select version, survey_id, kind, items, tree from index_models where tenant_id = ${tenantId} order by version desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** The questions of a survey that can stand in a model: scored ones on one scale. */
function questionsOf({ catalog }: Asked, surveyId: number, nameOf: (code: string) => LocalText): ModelQuestion[] {
  return (catalog.surveys.get(surveyId) ?? []).flatMap((code) => {
    const place = catalog.find(code, [surveyId]);
    if (place.kind !== "asked" || /^(kf|kd|i):/.test(code)) return [];
    return [{ code, label: labelOf(code, nameOf), ...plain(place.scale) }];
  });
}

const plain = ({ min, max }: Scale) => ({ min, max });

function labelOf(code: string, nameOf: (attribute: string) => LocalText): LocalText {
  const headline = HEADLINES[code];
  if (headline !== undefined) return headline;
  const [family, attribute] = [code.slice(0, code.indexOf(":")), code.slice(code.indexOf(":") + 1)];
  const name = nameOf(attribute);
  if (family === "p") return name;
  return { "zh-CN": `期望：${name["zh-CN"] ?? attribute}`, en: `Expected: ${name.en ?? attribute}` };
}

/** What a part of the model is likely asked by, from the names of attributes in either language. */
const HINTS: readonly (readonly [Latent, RegExp])[] = [
  ["Value", /price|value|worth|cost|价|值|实惠/i],
  ["Image", /image|brand|reputation|trust|decor|atmosphere|形象|品牌|口碑|信誉|装修|氛围/i],
  ["Complaints", /complain|投诉|抱怨/i],
];

/** Below this share of those who answered anything a question would cost the model most of its answers. */
const RARE_SHARE = 0.6;

/** A mapping by names: a start for the form, and a model where it fits. */
async function guess(asked: Asked, surveyId: number, kind: IndexModelKind, questions: readonly ModelQuestion[]) {
  const within: Asked = { ...asked, surveys: [surveyId], where: { ...asked.where, surveys: [surveyId] } };
  const counted =
    questions.length === 0
      ? null
      : await readAvailable(
          within,
          questions.map(({ code }) => code),
        );
  const most = Math.max(0, ...(counted?.values() ?? []));
  const leftOut = questions.flatMap(({ code }) => ((counted?.get(code) ?? 0) < RARE_SHARE * most ? [code] : []));
  const items: Partial<Record<Latent, string[]>> = {};
  const put = (latent: Latent, code: string) => {
    items[latent] = [...(items[latent] ?? []), code];
  };
  for (const { code, label } of questions) {
    if (leftOut.includes(code)) continue;
    if (code === "csat") put("Satisfaction", code);
    else if (code === "nps") put("Loyalty", code);
    else if (code.startsWith("e:") || code.startsWith("r:")) put("Expectation", code);
    else if (code.startsWith("p:")) {
      const words = `${code} ${label["zh-CN"] ?? ""} ${label.en ?? ""}`;
      put(HINTS.find(([, hint]) => hint.test(words))?.[0] ?? "Quality", code);
    }
  }
  const wanted = latentsOfIndexModel(kind) as Latent[];
  return { items: Object.fromEntries(wanted.flatMap((latent) => (items[latent] ? [[latent, items[latent]]] : []))), leftOut };
}

async function readAvailable(asked: Asked, codes: readonly string[]): Promise<Map<string, number> | null> {
  const moments = await readMoments(asked, codes, "whole");
  if (moments !== null) return new Map(codes.map((code, i) => [code, moments.counts.available[i]!]));
  // nobody answered all of them: each against the first
  const pairs = await Promise.all(codes.map(async (code) => [code, (await readMoments(asked, [code], "whole"))?.counts.n ?? 0] as const));
  return new Map(pairs);
}

/** The model in force: as saved, or guessed from the survey that asks most. */
export async function modelInForce(
  ctx: Context,
  asked: Asked,
  wish: { survey?: number | undefined; kind?: IndexModelKind | undefined } = {},
) {
  const [saved, nameOf] = await Promise.all([readSaved(ctx), attributeNames(ctx)]);
  const isSaved = saved !== null && (wish.survey ?? saved.survey_id) === saved.survey_id && (wish.kind ?? saved.kind) === saved.kind;
  const surveyId = wish.survey ?? saved?.survey_id ?? richest(asked);
  if (surveyId === null) return { version: 0, isGuess: true, definition: null, leftOut: [], questions: [] };
  const questions = questionsOf(asked, surveyId, nameOf);
  const version = saved?.version ?? 0;
  if (isSaved) {
    const { kind, items, tree } = saved;
    const { weights = {}, threeItems = null, threeWeights = null } = tree ?? {};
    const definition: ModelDefinition = { surveyId, kind, items, weights, threeItems, threeWeights };
    return { version, isGuess: false, definition, leftOut: [], questions };
  }
  const kind = wish.kind ?? saved?.kind ?? "CCSI";
  const { items, leftOut } = await guess(asked, surveyId, kind, questions);
  const definition: ModelDefinition = { surveyId, kind, items, weights: saved?.tree?.weights ?? {}, threeItems: null, threeWeights: null };
  return { version, isGuess: true, definition, leftOut, questions };
}

/** The survey that asks satisfaction, loyalty and most besides. */
function richest({ catalog, surveys }: Asked): number | null {
  const worth = (codes: readonly string[]) => codes.length + (codes.includes("csat") ? 100 : 0) + (codes.includes("nps") ? 100 : 0);
  const known = [...catalog.surveys].filter(([id]) => surveys === null || surveys.includes(id));
  return known.sort(([, a], [, b]) => worth(b) - worth(a))[0]?.[0] ?? null;
}

/** @throws {AppError} NOT_FOUND for a survey that is not there */
export async function modelSettings(
  ctx: Context,
  wish: { survey?: number | undefined; kind?: IndexModelKind | undefined },
): Promise<Reply> {
  const asked = await ask(ctx, { compare: "none", weighting: "none" });
  if (wish.survey !== undefined && !asked.catalog.surveys.has(wish.survey)) throw new AppError("NOT_FOUND");
  const [model, surveys, history] = await Promise.all([
    modelInForce(ctx, asked, wish),
    ctx.db.selectFrom("surveys").select(["id", "title"]).where("tenant_id", "=", ctx.tenantId).orderBy("id").execute(),
    sql<{ version: number; kind: IndexModelKind; survey_id: number; by: string | null; created_at: Date }>`
      select m.version, m.kind, m.survey_id, u.name as by, m.created_at
      from index_models m left join auth_users u on u.id = m.created_by
      where m.tenant_id = ${ctx.tenantId} order by m.version desc limit 20`.execute(ctx.db),
  ]);
  return {
    ...model,
    questions: [...model.questions],
    surveys: surveys.filter(({ id }) => asked.catalog.surveys.has(id)),
    history: history.rows.map(({ version, kind, survey_id, by, created_at }) => ({
      version,
      kind,
      surveyId: survey_id,
      by,
      at: created_at.toISOString(),
    })),
  };
}

/**
 * Saves a mapping as a new version; earlier ones stay.
 *
 * @throws {AppError} CONFLICT when somebody saved meanwhile; INVALID_INPUT for a question the survey does not ask, or one used twice
 */
export async function saveModel(ctx: Context, body: Body): Promise<{ version: number }> {
  const { version, surveyId, kind, items, weights, threeItems, threeWeights } = body;
  const asked = await ask(ctx, { compare: "none", weighting: "none" });
  if (!asked.catalog.surveys.has(surveyId)) throw new AppError("NOT_FOUND");
  const known = new Set(questionsOf(asked, surveyId, (code) => ({ en: code })).map(({ code }) => code));
  const used = Object.values(items).flatMap((codes) => codes ?? []);
  const wrong = [...used, ...Object.keys(weights), ...(threeItems ?? [])].find((code) => !known.has(code));
  const twice = used.find((code, i) => used.indexOf(code) !== i);
  if (wrong !== undefined || twice !== undefined) {
    const code = wrong ?? twice;
    throw new AppError("INVALID_INPUT", [
      {
        path: "body.items",
        "zh-CN": wrong === undefined ? `「${code}」用了两次` : `这份问卷没有问「${code}」`,
        en: wrong === undefined ? `“${code}” is used twice` : `This survey does not ask “${code}”`,
      },
    ]);
  }
  const next = version + 1;
  await ctx.tx(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("index_models")
      .values((eb) => ({
        tenant_id: ctx.tenantId,
        version: eb.val(next),
        survey_id: surveyId,
        kind,
        items: JSON.stringify(items),
        tree: JSON.stringify({ weights, threeItems, threeWeights }),
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      }))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const newest = await tx
      .selectFrom("index_models")
      .select((eb) => eb.fn.max("version").as("version"))
      .where("tenant_id", "=", ctx.tenantId)
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n || Number(newest.version) !== next) throw new AppError("CONFLICT");
    await ctx.audit(tx, { action: "analysis.saveModel", object: `index model ${next}`, detail: { kind, surveyId } });
  });
  return { version: next };
}

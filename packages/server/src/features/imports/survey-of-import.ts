import type { Mapping } from "@manyi/contracts";
import type { Option, Series } from "@manyi/core/survey";
import { isEmptyCell } from "@manyi/core/tabular";
import { appendEvent, nextId, type Tx } from "@manyi/store";
import { AppError } from "../../platform/errors.js";
import { ensureRatingAttribute } from "../sources/index.js";
import type { ImportDesk } from "./desk.js";
import { type ImportPlan, planImport } from "./plan.js";
import { type TableFormat, tableRows } from "./table-file.js";

/** More different values than this in a choice column is free text, not a choice. */
const MOST_OPTIONS = 60;

/**
 * The values of choice columns, from the whole file: options are numbered in the order of their first appearance, after those that an
 * earlier import under the same title has numbered already.
 *
 * @throws {AppError} INVALID_INPUT when a column has too many different values
 */
export async function collectOptions(
  path: string,
  format: TableFormat,
  names: readonly string[],
  mapping: Mapping,
  earlier: ReadonlyMap<string, readonly Option[]>,
): Promise<ReadonlyMap<string, readonly Option[]>> {
  const columns = names.flatMap((name, index) => (mapping.columns[name]?.to === "choice" ? [{ name, index }] : []));
  const found = new Map(columns.map(({ name }) => [name, [...(earlier.get(name) ?? [])]]));
  if (columns.length === 0) return found;
  const seen = new Map(columns.map(({ name }) => [name, new Set(found.get(name)!.map((option) => option.text["zh-CN"]!))]));
  for await (const row of tableRows(path, format)) {
    if (format.header && row.number === 1) continue;
    for (const { name, index } of columns) {
      const value = (row.cells[index] ?? "").trim();
      const known = seen.get(name)!;
      if (isEmptyCell(value) || known.has(value)) continue;
      known.add(value);
      const options = found.get(name)!;
      if (options.length >= MOST_OPTIONS) {
        throw new AppError("INVALID_INPUT", [
          {
            path: `body.columns.${name}`,
            "zh-CN": `超过 ${MOST_OPTIONS} 种不同的值，不像选项；可改为评论或忽略`,
            en: `More than ${MOST_OPTIONS} different values: no choice. Make it a comment or leave it out`,
          },
        ]);
      }
      const code = options.length + 1;
      options.push({ id: `o${code}`, code, text: { "zh-CN": value.slice(0, 200), en: value.slice(0, 200) } });
    }
  }
  return found;
}

export type ImportSurvey = { readonly id: number; readonly version: number; readonly plan: ImportPlan };

/** Key of the survey that imports of one title share. */
function keyOf(title: string): string {
  return `import:${title.trim().toLowerCase().slice(0, 100)}`;
}

type Earlier = {
  readonly id: number;
  readonly series: readonly Series[];
  readonly definition: ImportPlan["definition"];
  readonly number: number;
} | null;

async function earlierImport(tx: Tx, tenantId: number, key: string): Promise<Earlier> {
  const row = await tx
    .selectFrom("surveys as s")
    .innerJoin("survey_versions as v", (join) =>
      join.onRef("v.tenant_id", "=", "s.tenant_id").onRef("v.survey_id", "=", "s.id").onRef("v.number", "=", "s.current_version"),
    )
    .select(["s.id", "v.series", "v.definition", "v.number"])
    .where("s.tenant_id", "=", tenantId)
    .where("s.key", "=", key)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The survey that imported answers belong to, and the plan to read rows with. The same title with the same columns is the same survey;
 * changed columns make its next version.
 *
 * @param isTrial store nothing: the plan alone is wanted
 * @throws {AppError} INVALID_INPUT for a mapping that makes no sense; SCALE_MISMATCH when a metric had another scale before
 */
export async function surveyOfImport(
  desk: ImportDesk,
  path: string,
  format: TableFormat,
  names: readonly string[],
  mapping: Mapping,
  isTrial: boolean,
): Promise<ImportSurvey> {
  const { tenantId } = desk;
  const key = keyOf(mapping.title);
  const before = await desk.store.tx((tx) => earlierImport(tx, tenantId, key));
  const known = new Map(
    (before?.definition.pages[0]?.questions ?? []).flatMap((question) =>
      question.type === "single" ? [[question.text["zh-CN"] ?? question.key, question.options] as const] : [],
    ),
  );
  // a plan without options first: a faulty mapping is refused before a long file is read through
  planImport(mapping, names, new Map(), before?.series ?? []);
  const plan = planImport(mapping, names, await collectOptions(path, format, names, mapping, known), before?.series ?? []);
  return desk.store.tx(async (tx) => {
    const at = desk.now();
    await refuseOtherScales(tx, tenantId, plan);
    if (isTrial) return { id: before?.id ?? 0, version: before?.number ?? 0, plan };
    await addAttributes(tx, tenantId, plan);
    if (plan.stars !== null) await ensureRatingAttribute(tx, tenantId, plan.stars.target);
    const definition = JSON.stringify(plan.definition);
    if (before !== null && JSON.stringify(before.definition) === definition) return { id: before.id, version: before.number, plan };
    const id = before?.id ?? (await nextId(tx, tenantId, "surveys"));
    const version = (before?.number ?? 0) + 1;
    if (before === null) {
      await tx
        .insertInto("surveys")
        .values({
          tenant_id: tenantId,
          id,
          key,
          kind: "import",
          title: JSON.stringify(plan.definition.title),
          state: "closed",
          anonymity: "identified",
          draft: definition,
          draft_saved_at: at,
          created_at: at,
          created_by: desk.actor.id,
        })
        .execute();
    }
    await tx
      .insertInto("survey_versions")
      .values({
        tenant_id: tenantId,
        survey_id: id,
        number: version,
        definition,
        series: JSON.stringify(plan.series),
        published_at: at,
        published_by: desk.actor.id,
      })
      .execute();
    await tx
      .updateTable("surveys")
      .set({ current_version: version, draft: definition, draft_saved_at: at })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", id)
      .execute();
    await appendEvent(tx, { tenantId, type: "survey.published", subjectId: String(id), payload: { version }, at });
    return { id, version, plan };
  });
}

/** One metric has one scale in an organisation: two scales cannot be averaged (L1.5). */
async function refuseOtherScales(tx: Tx, tenantId: number, plan: ImportPlan): Promise<void> {
  const rows = await tx.selectFrom("survey_versions").select(["series"]).where("tenant_id", "=", tenantId).execute();
  const scales = new Map(
    rows
      .flatMap((row) => row.series)
      .flatMap((one) => (one.metric === null || one.scale === null ? [] : [[one.metric.replace(/^r:/, "e:"), one.scale] as const])),
  );
  const faults = plan.series.flatMap((one) => {
    const other = one.metric === null ? undefined : scales.get(one.metric.replace(/^r:/, "e:"));
    if (other === undefined || one.scale === null || (other.min === one.scale.min && other.max === one.scale.max)) return [];
    const name = plan.answers.find((answer) => answer.question.key === one.part)?.name ?? one.part;
    return [
      {
        path: `body.columns.${name}`,
        "zh-CN": `这一项以前用的是 ${other.min}–${other.max} 分，不能和 ${one.scale.min}–${one.scale.max} 分混用`,
        en: `This was measured on ${other.min}–${other.max} before; it cannot be mixed with ${one.scale.min}–${one.scale.max}`,
      },
    ];
  });
  if (faults.length > 0) throw new AppError("SCALE_MISMATCH", faults);
}

async function addAttributes(tx: Tx, tenantId: number, plan: ImportPlan): Promise<void> {
  const codes = new Map(
    plan.answers.flatMap(({ question, name }) =>
      (question.type === "rating" || question.type === "single") && question.attribute !== undefined
        ? [[question.attribute, question.type === "rating" ? name : question.attribute] as const]
        : [],
    ),
  );
  if (codes.size === 0) return;
  const known = await tx
    .selectFrom("attributes")
    .select("code")
    .where("tenant_id", "=", tenantId)
    .where("code", "in", [...codes.keys()])
    .execute();
  for (const [code, name] of codes) {
    if (known.some((row) => row.code === code)) continue;
    const id = await nextId(tx, tenantId, "attributes");
    await tx
      .insertInto("attributes")
      .values({ tenant_id: tenantId, id, code, level: 1, name: JSON.stringify({ "zh-CN": name, en: name }) })
      .execute();
  }
}

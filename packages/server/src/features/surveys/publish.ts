import type { SurveyDetail } from "@manyi/contracts";
import { quotaRefusal } from "@manyi/core/quotas";
import { type Anonymity, type SurveyDefinition, scaleMismatches, seriesOf, surveyFaults } from "@manyi/core/survey";
import { appendEvent, readQuotaPlan, type Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { lintDefinition } from "./lint-view.js";
import { readSurvey } from "./present.js";
import { countPeople, LEAST_PEOPLE } from "./pretest.js";
import { lockSurvey, publishedSeries, type SurveyRow, versionsOf } from "./queries.js";

type Override = { readonly rule: string; readonly questionKey: string | null; readonly reason: string };
type Wanted = { readonly revision: number; readonly overrides: readonly Override[]; readonly pretestWaiver?: string | undefined };
type Tried = { readonly people: number; readonly waiver: string | null };

const STRENGTH: Readonly<Record<Anonymity, number>> = { identified: 0, confidential: 1, anonymous: 2 };

/**
 * Freezes the draft as the next version and opens the survey. Nothing is changed when anything stands against it.
 *
 * @throws {AppError} NOT_FOUND, CONFLICT (somebody saved meanwhile), SURVEY_INCOMPLETE, SCALE_MISMATCH, LINT_BLOCKED, PRETEST_MISSING
 */
export async function publishSurvey(ctx: Context, id: number, { revision, overrides, pretestWaiver }: Wanted): Promise<SurveyDetail> {
  await ctx.tx(async (tx) => {
    const row = await lockSurvey(tx, ctx.tenantId, id);
    if (row === undefined || row.state === "archived") throw new AppError("NOT_FOUND");
    if (row.draft_revision !== revision) throw new AppError("CONFLICT");
    const definition = row.draft;
    refuseFaults(row, definition);
    await refuseGates(ctx, tx, id, definition);
    const mismatches = scaleMismatches(definition, await publishedSeries(tx, ctx.tenantId));
    if (mismatches.length > 0) throw new AppError("SCALE_MISMATCH", mismatches.map(faultAt));
    const kept = refuseFindings(definition, overrides);
    const tried = await refuseUntried(ctx, tx, id, pretestWaiver ?? null);
    await insertVersion(ctx, tx, row, kept, tried);
    await ctx.audit(tx, {
      action: "surveys.publish",
      object: `survey ${id}`,
      detail: {
        version: (row.current_version ?? 0) + 1,
        overrides: kept.map(({ rule, questionKey }) => ({ rule, questionKey })),
        pretest: tried,
      },
      reason: [...kept.map(({ reason }) => reason), tried.waiver].filter((reason) => reason !== null).join("; ") || null,
    });
  });
  return readSurvey(ctx, id);
}

function faultAt({ path, message }: { path: string; message: { "zh-CN"?: string | undefined; en?: string | undefined } }): Fault {
  return { path, "zh-CN": message["zh-CN"] ?? "", en: message.en ?? "" };
}

function refuseFaults(row: SurveyRow, definition: SurveyDefinition): void {
  const faults = surveyFaults(definition).map(faultAt);
  if (row.current_version !== null && STRENGTH[definition.anonymity] < STRENGTH[row.anonymity]) {
    faults.push({
      path: "anonymity",
      "zh-CN": "发布之后，匿名程度只能加强，不能减弱；请另建一份问卷。",
      en: "Once published, anonymity may be strengthened but not weakened; make another survey instead.",
    });
  }
  if (faults.length > 0) throw new AppError("SURVEY_INCOMPLETE", faults);
}

/** A question that a quota is set on must go on telling who people are, never how content they are: no version makes it a gate by score. */
async function refuseGates(ctx: Context, tx: Tx, id: number, definition: SurveyDefinition): Promise<void> {
  const plan = await readQuotaPlan(tx, { tenantId: ctx.tenantId, surveyId: id });
  const asked = new Set(
    (plan?.quotas ?? []).flatMap(({ dimensions }) => dimensions.flatMap((by) => (by.kind === "answer" ? [by.question] : []))),
  );
  const gates = [...asked].filter((key) => !["missing", null].includes(quotaRefusal(definition, key)));
  if (gates.length === 0) return;
  throw new AppError(
    "SURVEY_INCOMPLETE",
    gates.map((key) => ({
      path: key,
      "zh-CN": "这一题设有配额，改后会按满意程度把顾客挡在外面；请先去掉这个配额，或把题目改回来。",
      en: "A quota is set on this question; changed like this it would turn people away by how satisfied they are. Remove the quota or change the question back.",
    })),
  );
}

/** Serious findings stop publishing unless somebody keeps each of them with a reason. @returns the overrides that were needed */
function refuseFindings(definition: SurveyDefinition, overrides: readonly Override[]): Override[] {
  const serious = lintDefinition(definition).findings.filter((finding) => finding.severity === "must_fix");
  const keeps = (finding: (typeof serious)[number]) =>
    overrides.find((one) => one.rule === finding.rule && one.questionKey === finding.questionKey);
  const blocked = serious.filter((finding) => keeps(finding) === undefined);
  if (blocked.length > 0) {
    throw new AppError(
      "LINT_BLOCKED",
      blocked.map(({ questionKey, rule, reason }) => ({
        path: `${questionKey ?? "survey"}: ${rule}`,
        "zh-CN": reason["zh-CN"] ?? rule,
        en: reason.en ?? rule,
      })),
    );
  }
  return overrides.filter((one) => serious.some((finding) => keeps(finding) === one));
}

/** Five people have tried it, or somebody says why not. @returns how it was tried, as it is kept with the version */
async function refuseUntried(ctx: Context, tx: Tx, id: number, waiver: string | null): Promise<Tried> {
  const people = await countPeople(tx, ctx.tenantId, id);
  if (people >= LEAST_PEOPLE) return { people, waiver: null };
  if (waiver === null) throw new AppError("PRETEST_MISSING");
  return { people, waiver };
}

async function insertVersion(ctx: Context, tx: Tx, row: SurveyRow, overrides: readonly Override[], tried: Tried): Promise<void> {
  const earlier = await versionsOf(tx, ctx.tenantId, row.id);
  const number = (earlier[0]?.number ?? 0) + 1;
  const now = ctx.now();
  await tx
    .insertInto("survey_versions")
    .values({
      tenant_id: ctx.tenantId,
      survey_id: row.id,
      number,
      definition: JSON.stringify(row.draft),
      series: JSON.stringify(
        seriesOf(
          row.draft,
          earlier.flatMap((version) => version.series),
        ),
      ),
      overrides: JSON.stringify(overrides),
      pretest: JSON.stringify(tried),
      published_at: now,
      published_by: ctx.actor.id,
    })
    .execute();
  await tx
    .updateTable("surveys")
    .set({ state: "published", current_version: number, anonymity: row.draft.anonymity, title: JSON.stringify(row.draft.title) })
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", row.id)
    .execute();
  await appendEvent(tx, {
    tenantId: ctx.tenantId,
    type: "survey.published",
    subjectId: String(row.id),
    payload: { version: number },
    at: now,
  });
}

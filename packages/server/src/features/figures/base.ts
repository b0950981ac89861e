import type { Statement } from "@manyi/contracts";
import { addCounts, type DayRange, type VoiceCounts } from "@manyi/core/metrics";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, statementOf } from "./ask.js";
import { cellAt, count } from "./count.js";

/** The statement of a page: how many voices stand behind it and how many were left out. */
export async function readStatement(asked: Asked, period: DayRange = asked.period): Promise<Statement> {
  const [cells, kept] = await Promise.all([count(asked, { kind: "voices" }, [], [period]), readKept(asked)]);
  const { open, anonymous } = cellAt(cells, []);
  const isAnonymousShown = anonymous !== null && (anonymous as VoiceCounts).n >= thresholdSince(asked.ctx.organisation, period.from);
  const shown = isAnonymousShown ? (open === null ? anonymous : addCounts(open, anonymous)) : open;
  const counts = shown as VoiceCounts | null;
  return {
    ...statementOf(asked, {
      answers: counts?.n ?? 0,
      excluded: counts?.excluded ?? 0,
      partial: counts?.partial ?? 0,
      flagged: counts?.flagged ?? 0,
      // n·Σw²/(Σw)²: 1 when all weights are equal
      designEffect: designEffectOf(counts),
      anonymous: isAnonymousShown,
      ...(kept.length === 0 ? {} : { kept }),
    }),
  };
}

/** Questions somebody let pass against the linter stand under the figures they gave. */
async function readKept({ ctx, filters }: Asked): Promise<NonNullable<Statement["kept"]>> {
  if (filters.survey === undefined) return [];
  const versions = await ctx.db
    .selectFrom("survey_versions")
    .select(["number", "overrides"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("survey_id", "=", filters.survey)
    .orderBy("number")
    .execute();
  return versions.flatMap(({ number, overrides }) => overrides.map(({ rule, reason }) => ({ version: number, rule, reason })));
}

function designEffectOf(counts: VoiceCounts | null): number | null {
  if (counts === null || counts.w === null || counts.ww === null || counts.w <= 0) return null;
  return (counts.n * counts.ww) / counts.w ** 2;
}

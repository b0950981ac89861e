import type { api, ScaleCheck, SurveyWaves } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { spanOfDay, startOfSpan } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readStatement } from "../figures/index.js";
import type { VersionRow } from "./queries.js";
import { askSurvey } from "./read-results.js";
import { type Parting, readScales, type Wave } from "./read-scales.js";

type Query = z.output<typeof api.surveys.waves.query>;

/** So many waves are looked at, the latest ones. */
const MOST = 24;

/**
 * How the scales held together after each wave. By version every wave is checked by the questions it asked; by period the questions of
 * the current version are followed through all answers that hold them.
 *
 * @throws {AppError} NOT_FOUND
 */
export async function readWaves(ctx: Context, id: number, { by, ...query }: Query): Promise<SurveyWaves> {
  const { asked, versions, current } = await askSurvey(ctx, id, query);
  const zone = ctx.organisation.timeZone;
  const published = versions.map((version) => ({ version, day: localDayOf(version.published_at.getTime(), zone) }));
  const periods = (months: number) => {
    const keyOf = (day: number) => Math.floor(spanOfDay("month", day) / months);
    const last = keyOf(asked.period.to);
    const first = Math.max(keyOf(asked.period.from), last - MOST + 1);
    return Array.from({ length: last - first + 1 }, (_, i) => {
      const key = first + i;
      const from = Math.max(startOfSpan("month", key * months), asked.period.from);
      return { keys: [key], period: { from, to: Math.min(startOfSpan("month", (key + 1) * months) - 1, asked.period.to) } };
    });
  };
  if (by === "version") {
    const kept = published.slice(0, MOST).reverse();
    const waves = kept.map(({ version, day }, i) => {
      const from = i === 0 ? asked.period.from : Math.max(day, asked.period.from);
      const next = kept[i + 1]?.day;
      const to = next === undefined ? asked.period.to : Math.max(from, next);
      return { keys: [version.number], period: { from, to }, version };
    });
    const [statement, scales] = await Promise.all([
      readStatement(asked),
      Promise.all(waves.map((wave) => readOne(asked, wave.version, wave))),
    ]);
    return { statement, waves: waves.map(({ version, period }, i) => present(period, scales[i]!, version.number, [])) };
  }
  const months = by === "quarter" ? 3 : 1;
  const waves = periods(months);
  const parting: Parting = { by: "month", keyOf: (key) => Math.floor(Number(key) / months) };
  const looked = { ...asked, period: { from: waves[0]!.period.from, to: asked.period.to } };
  const [statement, scales] = await Promise.all([
    readStatement(looked),
    current === undefined ? waves.map(() => []) : readScales(looked, current, waves, parting),
  ]);
  const within = ({ from, to }: Wave["period"]) =>
    published.flatMap(({ version, day }) => (version.number > 1 && day >= from && day <= to ? [version.number] : [])).reverse();
  return { statement, waves: waves.map(({ period }, i) => present(period, scales[i]!, null, within(period))) };
}

/** The answers to one version, checked by its own questions. */
async function readOne(asked: Parameters<typeof readScales>[0], version: VersionRow, wave: Wave): Promise<ScaleCheck[]> {
  const [scales = []] = await readScales(asked, version, [wave], { by: "version", keyOf: (key) => key });
  return scales;
}

function present(
  { from, to }: Wave["period"],
  scales: ScaleCheck[],
  version: number | null,
  published: number[],
): SurveyWaves["waves"][number] {
  return { from: isoDateOf(from), to: isoDateOf(to), version, published, scales };
}

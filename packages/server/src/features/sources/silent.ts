import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { type DayCount, silenceOf } from "@manyi/core/feedback";
import type { VoiceCounts } from "@manyi/core/metrics";
import { sql } from "kysely";
import type { z } from "zod";
import { type Asked, count } from "../figures/index.js";

type Silent = z.input<typeof api.sources.coverage.reply>["silent"];

/** How far back a source may have been heard for the last time. */
const YEAR = 365;

/**
 * Sources that were heard within the year, or stand open, and are quiet now: without a voice in the period, or longer than chance allows.
 *
 * @param heard sources with voices in the period
 */
export async function silentSources(asked: Asked, heard: ReadonlySet<string>): Promise<Silent> {
  const { period } = asked;
  const [cells, open] = await Promise.all([
    count(asked, { kind: "voices" }, ["source", "day"], [{ from: period.from - YEAR, to: period.to }]),
    openDoors(asked),
  ]);
  const days = new Map<string, DayCount[]>([...open.keys()].map((source) => [source, []]));
  for (const { keys, open: counted } of cells.values()) {
    const [source, day] = [String(keys[0]), Number(keys[1])];
    days.set(source, [...(days.get(source) ?? []), { day, n: (counted as VoiceCounts | null)?.n ?? 0 }]);
  }
  return [...days]
    .flatMap(([source, counts]): Silent => {
      const silence = silenceOf(counts, period.to);
      const doors = open.get(source) ?? 0;
      if (silence === null) {
        return doors === 0 || heard.has(source)
          ? []
          : [{ source, lastOn: null, quietDays: null, perWeek: null, missed: null, isUnusual: false, open: doors }];
      }
      if (heard.has(source) && !silence.isUnusual) return [];
      const { lastDay, quietDays, perWeek, missed, isUnusual } = silence;
      return [{ source, lastOn: isoDateOf(lastDay), quietDays, perWeek, missed, isUnusual, open: doors }];
    })
    .sort((a, b) => Number(b.isUnusual) - Number(a.isUnusual) || (b.missed ?? 0) - (a.missed ?? 0) || a.source.localeCompare(b.source));
}

/** What stands open for a source: addresses other systems post to, links of published surveys, checklists in force. */
async function openDoors({ ctx }: Asked): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ source: string; n: number }>`
    select kind as source, count(*)::int as n from inbound_sources where tenant_id = ${ctx.tenantId} and not paused group by 1
    union all
    select 'survey', count(*)::int from survey_links l join surveys s on s.tenant_id = l.tenant_id and s.id = l.survey_id
      where l.tenant_id = ${ctx.tenantId} and l.closed_at is null and s.state = 'published' and s.anonymity <> 'anonymous'
    union all
    select 'audit', count(*)::int from checklists
      where tenant_id = ${ctx.tenantId} and current_version is not null and retired_at is null`.execute(ctx.db);
  return new Map(found.rows.filter(({ n }) => n > 0).map(({ source, n }) => [source, n]));
}

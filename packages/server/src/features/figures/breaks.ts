import type { api } from "@manyi/contracts";
import { dayOfIsoDate, instantOf } from "@manyi/core/calendar";
import { type AskedVersion, asksFor, type Comparable, type DayRange, type VersionChange, versionChange } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Asked } from "./ask.js";

export type Break = z.input<typeof api.figures.trend.reply>["breaks"][number];

type Version = AskedVersion & {
  readonly survey_id: number;
  readonly number: number;
  readonly title: LocalText;
  readonly on: string;
  readonly is_within: boolean;
};

/**
 * Days on which a survey got a new version, and what that did to a metric over the surveys it is asked in. Imports leave no mark: their
 * answers carry their own dates, and the day of the import says nothing about them.
 */
export async function readBreaksOf(
  asked: Asked,
  range: DayRange,
): Promise<(metric: Comparable, surveys: readonly number[] | null) => Break[]> {
  const versions = await readVersions(asked, range);
  return (metric, surveys) =>
    breaksIn(
      versions.filter(({ survey_id }) => surveys === null || surveys.includes(survey_id)),
      metric,
    );
}

function breaksIn(versions: readonly Version[], metric: Comparable): Break[] {
  const breaks: Break[] = [];
  // the last version that asked for the metric: a question that pauses for a version is compared with what it was
  const lastAsking = new Map<number, Version>();
  for (const version of versions) {
    const before = lastAsking.get(version.survey_id);
    if (version.number > 1 && version.is_within) {
      const change = before === undefined ? "none" : versionChange(before, version, metric);
      breaks.push({ on: version.on, ...markOf(version, change) });
    }
    if (asksFor(version, metric)) lastAsking.set(version.survey_id, version);
  }
  return breaks;
}

/** Days at which what lies on the two sides must not be joined nor compared, in order. */
export function incomparableDays(breaks: readonly Break[]): number[] {
  return breaks.filter(({ kind }) => kind === "incomparable").map(({ on }) => dayOfIsoDate(on));
}

/** Every version up to the end of the range, oldest first, of the surveys that got a new one within it. */
async function readVersions({ ctx, surveys }: Asked, range: DayRange): Promise<Version[]> {
  const zone = ctx.organisation.timeZone;
  const from = new Date(instantOf(range.from, 0, zone));
  const until = new Date(instantOf(range.to + 1, 0, zone));
  const found = await sql<Version>`
    select v.survey_id, v.number, s.title, v.definition, v.series,
      to_char(v.published_at at time zone ${zone}, 'YYYY-MM-DD') as on,
      (v.published_at >= ${from} and v.published_at < ${until}) as is_within
    from survey_versions v join surveys s on s.tenant_id = v.tenant_id and s.id = v.survey_id
    where v.tenant_id = ${ctx.tenantId} and s.kind = 'survey'
      and (${surveys === null} or s.id = any(${[...(surveys ?? [])]}::int[]))
      and v.published_at < ${until}
      and exists (
        select from survey_versions n
        where n.tenant_id = v.tenant_id and n.survey_id = v.survey_id and n.number > 1
          and n.published_at >= ${from} and n.published_at < ${until}
      )
    order by v.published_at, v.survey_id, v.number`.execute(ctx.db);
  return found.rows;
}

type Mark = { readonly kind: Break["kind"]; readonly words: { readonly "zh-CN": string; readonly en: string } };
const MARKS: Readonly<Record<VersionChange, Mark>> = {
  none: { kind: "version", words: { "zh-CN": "{survey} v{n} 上线", en: "{survey} v{n}" } },
  wording: { kind: "wording", words: { "zh-CN": "{survey} v{n}：问法变了", en: "{survey} v{n}: new wording" } },
  incomparable: {
    kind: "incomparable",
    words: { "zh-CN": "{survey} v{n}：与之前不可比", en: "{survey} v{n}: not comparable with before" },
  },
};

function markOf({ title, number }: Version, change: VersionChange): Pick<Break, "kind" | "label"> {
  const { kind, words } = MARKS[change];
  const fill = (text: string, survey: string | undefined) =>
    text
      .replace("{n}", String(number))
      .replace("{survey}", () => survey ?? "")
      .trim();
  return {
    kind,
    label: { "zh-CN": fill(words["zh-CN"], title["zh-CN"] ?? title.en), en: fill(words.en, title.en ?? title["zh-CN"]) },
  };
}

import type { SampleDetail, SampleGroup, SampleGrouping, SamplePerson, SampleSummary } from "@manyi/contracts";
import { proportionInterval } from "@manyi/core/measures";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { maskContact, maskName } from "../../platform/mask.js";
import { coverageOf } from "./coverage.js";
import { GROUPINGS, type Grouper, readGrouper } from "./groups.js";
import { type DrawnPerson, findSample, type GroupCell, readCells, readChances, readFieldwork, type SampleRow } from "./queries.js";

/** A sample in a list. */
export function presentSummary(row: SampleRow): SampleSummary {
  return {
    id: row.id,
    title: row.title,
    source: row.source,
    framedOn: row.framed_day,
    frameN: row.frame_n,
    method: row.design?.method ?? null,
    drawnN: row.drawn_n,
    survey: row.survey_id === null || row.survey_title === null ? null : { id: row.survey_id, title: row.survey_title },
    invited: row.invited,
    createdAt: row.created_at.toISOString(),
  };
}

/** One sample as it stands. @throws {AppError} NOT_FOUND, also out of scope */
export async function readSample(ctx: Context, id: string): Promise<SampleDetail> {
  const row = await findSample(ctx, ctx.db, id);
  const [cells, groupOf] = await Promise.all([readCells(ctx, id), readGrouper(ctx)]);
  const [coverage, drawn, fieldwork] = await Promise.all([
    coverageOf(ctx, row, cells),
    presentDrawn(ctx, row, cells, groupOf),
    presentFieldwork(ctx, row),
  ]);
  const { unit, segment, contact, restDays } = row.filters;
  const labelOf = (by: SampleGrouping, person: { unitId: number | null; segmentId: number | null }) =>
    groupOf(by, { ...person, stratum: null })?.label ?? null;
  return {
    ...presentSummary(row),
    fileName: row.file_name,
    createdBy: row.created_name,
    filters: {
      unit: unit === null ? null : labelOf("unit", { unitId: unit, segmentId: null }),
      segment: segment === null ? null : labelOf("segment", { unitId: null, segmentId: segment }),
      contact,
      restDays,
    },
    sourceN: row.source_n,
    exclusions: row.exclusions as SampleDetail["exclusions"],
    groupings: GROUPINGS.flatMap((by) => {
      const groups = countBy(cells, by, groupOf);
      const isTold = groups.filter(({ code }) => code !== "").length > 0 && groups.length > 1;
      return isTold ? [{ by, groups: groups.map(({ code, label, population }) => ({ code, label, population })) }] : [];
    }),
    coverage,
    drawn,
    fieldwork,
  };
}

type Counted = { readonly code: string; readonly label: LocalText | null; population: number; drawn: number };

/** People of the frame and of the sample by a grouping; those of whom it is not known last. */
function countBy(cells: readonly GroupCell[], by: SampleGrouping, groupOf: Grouper): Counted[] {
  const groups = new Map<string, Counted>();
  for (const { unit_id, segment_id, stratum, n, drawn } of cells) {
    const { code, label } = groupOf(by, { unitId: unit_id, segmentId: segment_id, stratum }) ?? { code: "", label: null };
    const group = groups.get(code) ?? { code, label, population: 0, drawn: 0 };
    group.population += n;
    group.drawn += drawn;
    groups.set(code, group);
  }
  return [...groups.values()].sort((a, b) => (a.code === "" ? 1 : b.code === "" ? -1 : a.code < b.code ? -1 : 1));
}

async function presentDrawn(ctx: Context, row: SampleRow, cells: readonly GroupCell[], groupOf: Grouper): Promise<SampleDetail["drawn"]> {
  const { design, seed, drawn_n: n, drawn_at: at } = row;
  if (design === null || seed === null || n === null || at === null) return null;
  const chosen = "by" in design ? design.by : design.method === "systematic" && design.order !== "frame" ? design.order : null;
  // without strata of its own a sample is shown by what tells its people apart, so that one sees how chance has spread it
  const shown = chosen ?? (["segment", "stratum", "unit"] as const).find((by) => countBy(cells, by, groupOf).length > 1) ?? null;
  const counted = shown === null ? [] : countBy(cells, shown, groupOf);
  const groups: SampleGroup[] = counted.map(({ code, label, population, drawn }) => ({
    code,
    label,
    population,
    exact: null,
    n: drawn,
    rate: drawn / population,
  }));
  return {
    design,
    seed,
    start: row.start,
    n,
    at: at.toISOString(),
    by: row.drawn_name,
    draws: row.draws,
    ...(await readChances(ctx, row.id)),
    grouping: shown,
    groups,
  };
}

async function presentFieldwork(ctx: Context, row: SampleRow): Promise<SampleDetail["fieldwork"]> {
  const found = row.invited === 0 ? undefined : await readFieldwork(ctx, row.id);
  if (found === undefined) return null;
  const { since, invited, answered, opted_out, quota_full, is_anonymous } = found;
  // with few answers one could tell who gave them
  const isHidden = is_anonymous && answered < ctx.organisation.kThreshold;
  const interval = isHidden ? null : proportionInterval(answered, invited);
  return {
    linkId: row.link_id,
    since: since.toISOString(),
    invited,
    answered: isHidden ? null : answered,
    share: isHidden ? null : answered / invited,
    interval: interval === null ? null : { low: interval.low, high: interval.high },
    optedOut: opted_out,
    quotaFull: quota_full,
  };
}

/** Somebody drawn, masked. */
export function presentPerson(row: DrawnPerson): SamplePerson {
  const reach = row.phone ?? row.email;
  return {
    position: row.position,
    externalId: row.external_id,
    name: row.name === null ? null : maskName(row.name),
    reach: reach === null ? null : maskContact(reach),
    unit: row.unit_name,
    segment: row.segment_name,
    stratum: row.stratum,
    probability: row.probability,
    invited: row.invitation_id !== null,
  };
}

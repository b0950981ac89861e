import type { api, Filters } from "@manyi/contracts";
import { preferenceMap as mapOf } from "@manyi/core/drivers";
import { indexOf } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask, attributeNames, placeOf, readCountsBySegment } from "../figures/index.js";
import { besideCompetitors } from "./competitors.js";

type Reply = z.input<typeof api.expectation.competitorMap.reply>;
type Benchmark = Awaited<ReturnType<typeof besideCompetitors>>["rows"][number];
type Brand = { readonly name: string; readonly byAttribute: ReadonlyMap<string, Benchmark> };

/** On fewer attributes a map is a line. */
const FEWEST_ATTRIBUTES = 3;
/** A segment with fewer answers to an attribute would stand where chance put it. */
const FEWEST_ANSWERS = 30;

/**
 * Attributes × our segments, all our customers, and competitors, by correspondence analysis of means stretched to 0–100: benchmarks come
 * as means, so ours are taken as means too. Only attributes that every competitor on the map has a benchmark of, on the scale of ours.
 */
export async function competitorMap(ctx: Context, filters: Filters): Promise<Reply> {
  // means of segments count people and know no weights, so neither does anything beside them
  const plain: Filters = { ...filters, weighting: "none" };
  const [asked, { rows, statement }, nameOf, known] = await Promise.all([
    ask(ctx, plain),
    besideCompetitors(ctx, plain),
    attributeNames(ctx),
    ctx.db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", ctx.tenantId).orderBy("id").execute(),
  ]);
  const { attributes, brands, leftOut } = choose(brandsOf(rows));
  const nothing: Reply = { statement, n: 0, leftOut, map: null };
  if (brands.length === 0) return nothing;
  const scales = attributes.map((attribute) => placeOf(asked, `p:${attribute}`).scale);
  const counted = await Promise.all(attributes.map((attribute) => readCountsBySegment(asked, `p:${attribute}`)));
  const segments = known.flatMap(({ id, name }) => {
    const means = counted.map((levels) => meanOf(levels.get(id)));
    return means.every(({ n }) => n >= FEWEST_ANSWERS) ? [{ id, label: name, means }] : [];
  });
  const own = attributes.map((attribute) => brands[0]!.byAttribute.get(attribute)!.own);
  const table = attributes.map((attribute, i) => {
    const stretched = (mean: number) => indexOf(mean, scales[i]!);
    return [
      stretched(own[i]!.value!),
      ...segments.map(({ means }) => stretched(means[i]!.mean)),
      ...brands.map(({ byAttribute }) => stretched(byAttribute.get(attribute)!.value)),
    ];
  });
  const columns = ["own", ...segments.map(({ id }) => `s${id}`), ...brands.map(({ name }) => `c${name}`)];
  const map = mapOf(table, { rows: attributes, columns });
  if (map === null) return nothing;
  const at = (coordinates: readonly number[]) => ({ x: coordinates[0] ?? 0, y: coordinates[1] ?? 0 });
  const column = (place: number) => at(map.columns[place]!.coordinates);
  const n = Math.min(...own.map((figure) => figure.n ?? 0));
  return {
    ...nothing,
    n,
    map: {
      attributes: map.rows.map(({ name, coordinates }, i) => ({ code: name, label: nameOf(name), ...at(coordinates), n: own[i]!.n ?? 0 })),
      own: { ...column(0), n },
      segments: segments.map(({ id, label, means }, i) => ({ id, label, ...column(1 + i), n: Math.min(...means.map((mean) => mean.n)) })),
      competitors: brands.map(({ name, byAttribute }, i) => ({
        name,
        ...column(1 + segments.length + i),
        ...originOf(attributes.map((attribute) => byAttribute.get(attribute)!)),
      })),
      explained: [...map.explained],
      shown: map.shown,
      isMisleading: map.isMisleading,
    },
  };
}

/** Competitors with what can be compared of them; of several benchmarks of one attribute the latest. */
function brandsOf(rows: readonly Benchmark[]): Brand[] {
  const brands = new Map<string, Map<string, Benchmark>>();
  for (const row of rows) {
    const own = brands.get(row.competitor) ?? new Map<string, Benchmark>();
    brands.set(row.competitor, own);
    const known = own.get(row.attribute);
    if (row.difference !== null && (known === undefined || row.to > known.to)) own.set(row.attribute, row);
  }
  return [...brands].map(([name, byAttribute]) => ({ name, byAttribute }));
}

/** The competitor with most attributes first; each further one as long as enough attributes are common to all. */
function choose(all: readonly Brand[]): { attributes: string[]; brands: Brand[]; leftOut: Reply["leftOut"] } {
  let attributes: string[] = [];
  const brands: Brand[] = [];
  const leftOut: Reply["leftOut"] = [];
  for (const brand of all.toSorted((a, b) => b.byAttribute.size - a.byAttribute.size)) {
    const common = [...brand.byAttribute.keys()].filter((code) => brands.length === 0 || attributes.includes(code));
    if (common.length < FEWEST_ATTRIBUTES) leftOut.push({ name: brand.name, attributes: brand.byAttribute.size });
    else {
      attributes = common.sort();
      brands.push(brand);
    }
  }
  return { attributes, brands, leftOut };
}

type Levels = { readonly scale: { readonly min: number }; readonly counts: readonly number[] };

function meanOf(levels: Levels | undefined): { readonly n: number; readonly mean: number } {
  const n = levels?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  if (levels === undefined || n === 0) return { n: 0, mean: 0 };
  return { n, mean: levels.counts.reduce((sum, count, i) => sum + count * (levels.scale.min + i), 0) / n };
}

function originOf(benchmarks: readonly Benchmark[]): { base: number | null; sources: string[] } {
  const bases = benchmarks.map(({ base }) => base);
  const sources = benchmarks.map(({ source, region }) => (region === null ? source : `${source} · ${region}`));
  return { base: bases.some((base) => base === null) ? null : Math.min(...bases.map((base) => base!)), sources: [...new Set(sources)] };
}

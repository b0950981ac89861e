import { createHash } from "node:crypto";
import { beaconReport } from "@manyi/contracts";
import { dayOfIsoDate, localDayOf } from "@manyi/core/calendar";
import { sql } from "kysely";
import { AppError } from "../../platform/errors.js";
import type { Services } from "../../platform/services.js";
import { readDictionary } from "./dictionary.js";
import { pagePath } from "./page-path.js";
import type { SiteRow } from "./sites.js";

/** One address: a person turns a page every second at most; an office shares one. */
const VISITOR_LIMIT = { perMinute: 120, burst: 60 };
const SITE_LIMIT = { perMinute: 6000, burst: 1000 };
/** Pages of one site and day that are kept apart; what comes after them is summed up as one. */
const MOST_PAGES = 2000;
/** Pages of one site over all its days; the key is public and an origin can be made up, so whoever likes may invent pages. */
const MOST_PATHS = 5000;
const OTHER_PAGES = "/…";
/** So long the pages of a site are remembered before they are read again. */
const REMEMBERED_MS = 600_000;

export type Heard = {
  readonly ip: string;
  readonly key: string;
  readonly origin: string | undefined;
  readonly body: string;
  readonly optedOut: boolean;
};

/**
 * Takes a report of page time in: path, seconds and day, nothing about who looked. Wrong keys and pages of other origins are answered alike.
 *
 * @returns the origin that was heard
 * @throws {AppError} RATE_LIMITED, NOT_FOUND, INVALID_INPUT
 */
export async function hear(services: Services, { ip, key, origin, body, optedOut }: Heard): Promise<string> {
  refuseFlood(services, `beacon visitor ${ip}`, VISITOR_LIMIT);
  const site = await services.store.db.selectFrom("beacon_sites").selectAll().where("key", "=", key).executeTakeFirst();
  const from = origin?.toLowerCase();
  if (site === undefined || from === undefined || !site.origins.includes(from)) throw new AppError("NOT_FOUND");
  refuseFlood(services, `beacon site ${site.tenant_id} ${site.id}`, SITE_LIMIT);
  const report = read(body, services.now());
  if (!site.paused && !optedOut) await keep(services, site, report);
  return from;
}

function refuseFlood(services: Services, key: string, limit: typeof SITE_LIMIT): void {
  const wait = services.limiter.take(key, limit);
  if (wait !== null) throw new AppError("RATE_LIMITED", [], wait);
}

function read(body: string, now: Date): { page: string; seconds: number; day: string } {
  const parsed = beaconReport.safeParse(jsonOf(body));
  const unreadable = { path: "body", "zh-CN": "应为页面路径、秒数和日期", en: "Expected a page's path, seconds and a day" };
  if (!parsed.success || !isStorable(parsed.data.p)) throw new AppError("INVALID_INPUT", [unreadable]);
  const { p, s: seconds, d: day } = parsed.data;
  // a visitor's calendar may be a day off ours, not more
  if (Math.abs(dayOfIsoDate(day) - localDayOf(now.getTime(), "UTC")) > 1) throw new AppError("INVALID_INPUT", [unreadable]);
  return { page: pagePath(p), seconds, day };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function isStorable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

async function keep(services: Services, site: SiteRow, report: { page: string; seconds: number; day: string }): Promise<void> {
  const { db } = services.store;
  const add = async (page: string) => {
    const result = await db
      .updateTable("expectation_sources")
      .set({ value: sql<number>`value + ${report.seconds}` })
      .where("tenant_id", "=", site.tenant_id)
      .where("client_key", "=", clientKey(site, page, report.day))
      .executeTakeFirst();
    return Number(result.numUpdatedRows) > 0;
  };
  if (!(await add(report.page))) {
    const paths = await pathsOf(services, site);
    const isRoom = (paths.has(report.page) || paths.size < MOST_PATHS) && (await pagesOf(services, site, report.day)) < MOST_PAGES;
    const page = isRoom ? report.page : OTHER_PAGES;
    paths.add(page);
    if (page === report.page || !(await add(page))) await begin(services, site, { ...report, page });
  }
  const now = services.now();
  if (site.last_heard_at === null || now.getTime() - site.last_heard_at.getTime() > 10_000)
    await db
      .updateTable("beacon_sites")
      .set({ last_heard_at: now })
      .where("tenant_id", "=", site.tenant_id)
      .where("id", "=", site.id)
      .execute();
}

const remembered = new WeakMap<Services, Map<string, { readonly until: number; readonly paths: Promise<Set<string>> }>>();

/** Every page a site was ever seen with; read once in a while, since only the first report of a page and day asks for it. */
function pathsOf(services: Services, { tenant_id: tenantId, id }: SiteRow): Promise<Set<string>> {
  const sites = remembered.get(services) ?? new Map();
  remembered.set(services, sites);
  const now = services.now().getTime();
  const key = `${tenantId} ${id}`;
  const known = sites.get(key);
  if (known !== undefined && now < known.until) return known.paths;
  const paths = readPaths(services, tenantId, id);
  sites.set(key, { until: now + REMEMBERED_MS, paths });
  paths.catch(() => sites.delete(key));
  return paths;
}

async function readPaths(services: Services, tenantId: number, siteId: number): Promise<Set<string>> {
  const rows = await services.store.db
    .selectFrom("expectation_sources")
    .select("label")
    .distinct()
    .where("tenant_id", "=", tenantId)
    .where("site_id", "=", siteId)
    .execute();
  return new Set(rows.map(({ label }) => label));
}

async function pagesOf(services: Services, site: SiteRow, day: string): Promise<number> {
  const { n } = await services.store.db
    .selectFrom("expectation_sources")
    .select(({ fn }) => fn.countAll<string>().as("n"))
    .where("tenant_id", "=", site.tenant_id)
    .where("site_id", "=", site.id)
    .where("to_day", "=", day)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The first report of a page on a day; a second one that comes at the same moment is added to it. */
async function begin(
  services: Services,
  site: SiteRow,
  { page, seconds, day }: { page: string; seconds: number; day: string },
): Promise<void> {
  const { db } = services.store;
  const mapped = (await readDictionary({ db, tenantId: site.tenant_id }, "dwell"))(page);
  await db
    .insertInto("expectation_sources")
    .values({
      tenant_id: site.tenant_id,
      id: services.ids.uuid(),
      client_key: clientKey(site, page, day),
      kind: "dwell",
      label: page,
      attribute_code: mapped?.code ?? null,
      mapped_by: mapped?.by ?? null,
      segment_id: null,
      region: null,
      from_day: day,
      to_day: day,
      value: seconds,
      unit: "s",
      source: site.name,
      licence: null,
      method: null,
      created_by: null,
      created_at: services.now(),
      site_id: site.id,
      base: null,
      low: null,
      high: null,
    })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "client_key"]).doUpdateSet({ value: sql<number>`expectation_sources.value + excluded.value` }),
    )
    .execute();
}

function clientKey(site: SiteRow, page: string, day: string): string {
  return createHash("sha256")
    .update(JSON.stringify(["beacon", site.id, page, day]))
    .digest("base64url");
}

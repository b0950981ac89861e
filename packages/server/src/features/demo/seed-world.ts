import { DEFAULT_SERVICE_LEVELS } from "@manyi/core/cases";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import { demoCustomers } from "./customers.js";
import { DEMO_SURVEYS } from "./surveys.js";
import { demoSeries } from "./visits.js";
import {
  DEMO_ATTRIBUTES,
  DEMO_CALENDAR,
  DEMO_NAME,
  DEMO_REGIONS,
  DEMO_SEGMENTS,
  DEMO_STORES,
  DEMO_TENANT,
  DEMO_TOUCHPOINTS,
  DEMO_UNITS,
  DEMO_ZONE,
  EMPLOYEES_PER_STORE,
} from "./world.js";

export type DemoSettings = {
  readonly anchorDay: number;
  readonly untilDay: number;
  readonly complete: boolean;
  /** parts that are in, see `load.ts` */
  readonly parts?: readonly string[];
};

const POSITIONS = ["店长", "服务员", "服务员", "服务员", "传菜员", "厨师", "厨师", "收银员", "迎宾", "保洁"];

export const MANAGER_PREFIX = "demo-manager-";
export const LEAD = "demo-lead";
export const AGENTS = ["demo-agent-1", "demo-agent-2", "demo-agent-3"];

/** Inserts rows given as objects, leaving known ones alone; the list of columns and types is the statement's own. */
async function insertAll(tx: Tx, table: string, columns: string, rows: readonly object[]): Promise<void> {
  const names = columns.replace(/(\w+) [\w[\]]+/g, "$1");
  await sql`insert into ${sql.table(table)} (${sql.raw(names)})
    select ${sql.raw(names)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.raw(columns)}) on conflict do nothing`.execute(
    tx,
  );
}

/** Everything that is there before the first customer comes. Safe to repeat. */
export async function seedWorld(tx: Tx, settings: DemoSettings, now: Date): Promise<void> {
  const tenant_id = DEMO_TENANT;
  const created_at = now.toISOString();
  await insertAll(
    tx,
    "tenants",
    "id smallint, code text, name jsonb, is_demo boolean, is_set_up boolean, time_zone text, settings jsonb, created_at timestamptz",
    [
      {
        id: tenant_id,
        code: "demo",
        name: DEMO_NAME,
        is_demo: true,
        is_set_up: true,
        time_zone: DEMO_ZONE,
        settings: { demo: settings, serviceLevels: DEFAULT_SERVICE_LEVELS },
        created_at,
      },
    ],
  );
  await insertAll(tx, "calendars", "tenant_id smallint, id int, version int, name text, rules jsonb, effective_from timestamptz", [
    { tenant_id, id: 1, version: 1, name: "10:00–22:00", rules: DEMO_CALENDAR, effective_from: "2000-01-01T00:00:00Z" },
  ]);
  await insertAll(
    tx,
    "org_units",
    "tenant_id smallint, id int, parent_id int, type text, code text, name jsonb, time_zone text, calendar_id int, path text, created_at timestamptz",
    DEMO_UNITS.map((unit) => ({
      tenant_id,
      id: unit.id,
      parent_id: unit.parentId,
      type: unit.type,
      code: unit.code,
      name: unit.name,
      time_zone: DEMO_ZONE,
      calendar_id: unit.parentId === null ? 1 : null,
      path: unit.path,
      created_at,
    })),
  );
  const named = "tenant_id smallint, id smallint, code text, name jsonb";
  await insertAll(
    tx,
    "segments",
    named,
    DEMO_SEGMENTS.map((one) => ({ tenant_id, ...one })),
  );
  await insertAll(
    tx,
    "touchpoints",
    `${named}, stage text`,
    DEMO_TOUCHPOINTS.map((one) => ({ tenant_id, ...one })),
  );
  await insertAll(
    tx,
    "attributes",
    `${named}, level smallint`,
    DEMO_ATTRIBUTES.map(({ id, code, name }) => ({ tenant_id, id, code, name, level: 1 })),
  );
  const employees = DEMO_STORES.flatMap((store, index) =>
    POSITIONS.map((position, place) => {
      const id = index * EMPLOYEES_PER_STORE + place + 1;
      return { tenant_id, id, code: `E${String(id).padStart(3, "0")}`, name: `员工 ${id}`, unit_id: store.id, position };
    }),
  );
  await insertAll(tx, "employees", "tenant_id smallint, id int, code text, name text, unit_id int, position text", employees);
  await seedCustomers(tx, created_at);
  await seedSurveys(tx, created_at);
  await seedStaff(tx, created_at);
  await insertAll(tx, "rules", "tenant_id smallint, id int, code text, kind text, enabled boolean, definition jsonb, version int", [
    { tenant_id, id: 1, code: "detractor", kind: "detractor", enabled: true, definition: { since: created_at }, version: 1 },
  ]);
  const counters = {
    org_units: DEMO_UNITS.length,
    segments: 3,
    touchpoints: 3,
    attributes: DEMO_ATTRIBUTES.length,
    employees: employees.length,
    surveys: 4,
    calendars: 1,
    rules: 1,
  };
  await insertAll(
    tx,
    "counters",
    "tenant_id smallint, kind text, last int",
    Object.entries(counters).map(([kind, last]) => ({ tenant_id, kind, last })),
  );
}

async function seedCustomers(tx: Tx, created_at: string): Promise<void> {
  const rows = demoCustomers().map((one) => ({
    tenant_id: DEMO_TENANT,
    id: one.id,
    external_id: one.externalId,
    name: one.name,
    phone: one.phone,
    segment_id: one.segmentId,
    tier: one.tier,
    locale: "zh-CN",
    created_at,
  }));
  await insertAll(
    tx,
    "customers",
    "tenant_id smallint, id uuid, external_id text, name text, phone text, segment_id smallint, tier text, locale text, created_at timestamptz",
    rows,
  );
}

async function seedSurveys(tx: Tx, at: string): Promise<void> {
  const tenant_id = DEMO_TENANT;
  const surveys = Object.values(DEMO_SURVEYS);
  await insertAll(
    tx,
    "surveys",
    "tenant_id smallint, id int, key text, title jsonb, state text, anonymity text, draft jsonb, draft_saved_at timestamptz, draft_revision int, current_version int, created_at timestamptz",
    surveys.map(({ id, key, definition }) => ({
      tenant_id,
      id,
      key,
      title: definition.title,
      state: "published",
      anonymity: definition.anonymity,
      draft: definition,
      draft_saved_at: at,
      draft_revision: 1,
      current_version: 1,
      created_at: at,
    })),
  );
  await insertAll(
    tx,
    "survey_versions",
    "tenant_id smallint, survey_id int, number int, definition jsonb, series jsonb, overrides jsonb, published_at timestamptz",
    surveys.map((survey) => ({
      tenant_id,
      survey_id: survey.id,
      number: 1,
      definition: survey.definition,
      series: demoSeries(survey),
      overrides: [],
      published_at: at,
    })),
  );
  const link = (
    n: number,
    slug: string,
    survey_id: number,
    label: string,
    channel: string,
    unit_id: number | null,
    touchpoint_id: number,
  ) => ({
    tenant_id,
    id: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, "0")}`,
    slug,
    survey_id,
    label,
    channel,
    unit_id,
    touchpoint_id,
    allow: ["table"],
    created_at: at,
  });
  const first = DEMO_STORES[0]!.id;
  await insertAll(
    tx,
    "survey_links",
    "tenant_id smallint, id uuid, slug text, survey_id int, label text, channel text, unit_id int, touchpoint_id smallint, allow jsonb, created_at timestamptz",
    [
      link(1, "demo", DEMO_SURVEYS.dining.id, "门店 A · 桌码", "qr", first, 1),
      link(2, "demo-study", DEMO_SURVEYS.study.id, "门店 A · 期望研究", "link", first, 1),
      link(3, "demo-delivery", DEMO_SURVEYS.delivery.id, "外卖小票", "qr", first, 2),
      link(4, "demo-anonymous", DEMO_SURVEYS.anonymous.id, "匿名意见", "qr", first, 1),
    ],
  );
}

/** People of the demo hold roles but no password: nobody can sign in as them. */
async function seedStaff(tx: Tx, at: string): Promise<void> {
  const people = [
    { id: LEAD, name: "客户体验经理", roles: ["cx_manager"], unit_ids: [] as number[] },
    ...AGENTS.map((id, index) => ({ id, name: `投诉专员 ${index + 1}`, roles: ["agent"], unit_ids: [] as number[] })),
    ...DEMO_REGIONS.map((region) => ({
      id: `demo-region-${region.id}`,
      name: `${region.name["zh-CN"]}区域经理`.replace("区区", "区"),
      roles: ["frontline_manager"],
      unit_ids: [region.id],
    })),
    ...DEMO_STORES.map((store) => ({
      id: `${MANAGER_PREFIX}${store.id}`,
      name: `${store.name["zh-CN"]} 店长`,
      roles: ["frontline_manager"],
      unit_ids: [store.id],
    })),
  ];
  await insertAll(
    tx,
    "auth_users",
    "id text, name text, email text, email_verified boolean, last_tenant_id smallint, created_at timestamptz, updated_at timestamptz",
    people.map(({ id, name }) => ({
      id,
      name,
      email: `${id}@demo.invalid`,
      email_verified: false,
      tenant_id: DEMO_TENANT,
      created_at: at,
      updated_at: at,
    })),
  );
  await insertAll(
    tx,
    "memberships",
    "tenant_id smallint, user_id text, roles jsonb, unit_ids jsonb, active boolean, created_at timestamptz",
    people.map(({ id, roles, unit_ids }) => ({ tenant_id: DEMO_TENANT, user_id: id, roles, unit_ids, active: true, created_at: at })),
  );
}

import { createHash } from "node:crypto";
import { isoDateOf } from "@manyi/core/calendar";
import { type Tx, uuidv7 } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { insertItems } from "../feedback/index.js";
import { ratingSurvey } from "../sources/index.js";
import { demoCustomerId } from "./customers.js";
import { diceOf } from "./dice.js";
import { demoPosted, historyOf } from "./posted.js";
import { PAGES, PLATFORMS, SEARCHES } from "./posted-words.js";
import { AGENTS } from "./seed-world.js";
import { DEMO_STORES, DEMO_TENANT } from "./world.js";

const tenant_id = DEMO_TENANT;
const DAY = 86_400_000;
const INVENTED = "示例数据（虚构） / Sample data (invented)";

/**
 * Reviews, calls, chats and requests of the ninety days before the demo was loaded, the queue they stand in, one source they come through,
 * and hints at expectations. Once; safe to repeat after an interruption.
 *
 * @returns how many voices it put in
 */
export async function loadFeedback(services: Services, anchorDay: number): Promise<number> {
  const { db } = services.store;
  const done = await db.selectFrom("inbound_sources").select("id").where("tenant_id", "=", tenant_id).executeTakeFirst();
  if (done !== undefined) return 0;
  const ctx = await systemContext(services, tenant_id, "demo");
  const now = services.now().getTime();
  const series = (await ctx.tx((tx) => ratingSurvey(tx, ctx, { min: 1, max: 5 })))!;
  const posted = demoPosted(anchorDay, series).filter(({ at }) => at < now);
  await services.ingest.submitMany(posted.map(({ voice }) => voice));
  await services.store.tx(async (tx) => {
    await insertItems(
      tx,
      ctx,
      posted.map((one) => historyOf(one, now)),
    );
    await seedContacts(tx, anchorDay);
    await seedHints(tx, anchorDay, now);
    await seedSource(tx, series.surveyId, now);
  });
  return posted.length;
}

/** The door the reviews come through; its address is nobody's. */
async function seedSource(tx: Tx, surveyId: number, now: number): Promise<void> {
  const mapping = {
    fields: { id: "id", text: "content", rating: "stars", author: "user.nickname", url: "url", date: "created_at", unit: "shop.code" },
    scale: { min: 1, max: 5 },
    platform: PLATFORMS[0].name,
    per: "thread",
    locale: "zh-CN",
    units: {},
    touchpoints: {},
  };
  await tx
    .insertInto("inbound_sources")
    .values({
      tenant_id,
      id: 1,
      name: `${PLATFORMS[0].name}（示例 / sample）`,
      kind: "review",
      token_hash: createHash("sha256")
        .update(`demo source ${now} ${diceOf("source").uniform()}`)
        .digest(),
      token_end: "demo",
      signing_secret: null,
      mapping: JSON.stringify(mapping),
      unit_id: null,
      touchpoint_id: 1,
      survey_id: surveyId,
      last_payload: null,
      created_by: null,
      created_at: new Date(now - 90 * DAY),
    })
    .execute();
  await sql`insert into counters (tenant_id, kind, last) values (${tenant_id}, 'inbound_sources', 1) on conflict do nothing`.execute(tx);
  const outcomes = [
    ["stored", 4, 0, 0],
    ["unchanged", 0, 4, 0],
    ["partly", 3, 0, 1],
  ] as const;
  await tx
    .insertInto("inbound_deliveries")
    .values(
      outcomes.map(([outcome, stored, unchanged, refused], index) => {
        const at = new Date(now - (index + 1) * DAY);
        const faults =
          refused === 0
            ? []
            : [
                {
                  path: "[2].shop.code",
                  "zh-CN": "没有这个单位，请在映射中对应，或改对编号",
                  en: "No such unit; map the word or correct the code",
                },
              ];
        const id = uuidv7(at.getTime(), diceOf(`delivery ${index}`).bytes(10));
        return {
          tenant_id,
          id,
          source_id: 1,
          at,
          outcome,
          stored,
          unchanged,
          refused,
          code: null,
          faults: JSON.stringify(faults),
          bytes: 1800,
        };
      }),
    )
    .execute();
}

const CALLS = [
  ["phone", "request", "问十二月包间档期，想看投影设备。", "周五前发报价", 3],
  ["phone", "care", "回访上周等位的客人，已经消气，会再来。", null, 0],
  ["wechat", "enquiry", "问会员券能不能晚市用。", null, 0],
  ["visit", "sales", "拜访周边写字楼，谈工作餐合作。", "下周二送试吃", 6],
  ["phone", "complaint", "汤洒的客人来电催结果。", "今天回电说明", -1],
  ["email", "enquiry", "问能不能开增值税专用发票。", null, 0],
] as const;

async function seedContacts(tx: Tx, anchorDay: number): Promise<void> {
  await tx
    .insertInto("contact_records")
    .values(
      CALLS.map(([channel, purpose, content, promise, due], index) => {
        const at = new Date((anchorDay - index - 1) * DAY + 7 * 3_600_000);
        const dice = diceOf(`contact ${index}`);
        return {
          tenant_id,
          id: uuidv7(at.getTime(), dice.bytes(10)),
          client_key: `demo:contact:${index}`,
          unit_id: DEMO_STORES[index]!.id,
          customer_id: demoCustomerId(index * 7),
          contact: null,
          channel,
          direction: index % 2 === 0 ? ("in" as const) : ("out" as const),
          purpose,
          content,
          promise,
          promise_due: promise === null ? null : isoDateOf(anchorDay + due),
          promise_done_at: null,
          consent: index % 2 === 0 ? ("spoken" as const) : ("none" as const),
          employee_id: index * 10 + 2,
          voice_id: null,
          occurred_at: at,
          created_by: AGENTS[index % AGENTS.length]!,
          created_at: at,
        };
      }),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const ATTRIBUTE_OF: Readonly<Record<string, string>> = {
  停车便利的餐厅: "parking",
  上菜速度快的餐厅: "serving_speed",
  等位体验好的饭店: "waiting",
  环境整洁的包间: "cleanliness",
  价格公道家常菜: "price",
  生日惊喜餐厅: "birthday_treat",
  装修氛围好的约会餐厅: "decor",
};

async function seedHints(tx: Tx, anchorDay: number, now: number): Promise<void> {
  const months = [90, 60, 30].map((age) => ({ from_day: isoDateOf(anchorDay - age), to_day: isoDateOf(anchorDay - age + 29) }));
  const whole = { from_day: isoDateOf(anchorDay - 90), to_day: isoDateOf(anchorDay - 1) };
  const rows = [
    ...SEARCHES.flatMap(([label, volume]) =>
      months.map((span, month) => ({
        kind: "search",
        label,
        attribute: ATTRIBUTE_OF[label] ?? null,
        value: Math.round(volume * (0.9 + 0.1 * month)),
        unit: "count",
        ...span,
      })),
    ),
    ...PAGES.map(([label, attribute, value]) => ({ kind: "dwell", label, attribute, value, unit: "s", ...whole })),
    { kind: "statistics", label: "餐饮业平均客单价", attribute: "price", value: 68, unit: "元", ...whole },
    { kind: "market", label: "堂食人均等位", attribute: "waiting", value: 22, unit: "min", ...whole },
    { kind: "competitor", label: "示例对手甲", attribute: "serving_speed", value: 4.2, unit: "1–5", ...whole },
  ];
  await tx
    .insertInto("expectation_sources")
    .values(
      rows.map((row, index) => ({
        tenant_id,
        id: uuidv7(now, diceOf(`hint ${index}`).bytes(10)),
        client_key: `demo:hint:${index}`,
        kind: row.kind,
        label: row.label,
        attribute_code: row.attribute,
        mapped_by: row.attribute === null ? null : ("dictionary" as const),
        segment_id: null,
        region: null,
        from_day: row.from_day,
        to_day: row.to_day,
        value: row.value,
        unit: row.unit,
        source: INVENTED,
        licence: null,
        method: row.kind === "competitor" ? "虚构的电话调查 / Invented telephone survey" : null,
        created_by: null,
        created_at: new Date(now),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

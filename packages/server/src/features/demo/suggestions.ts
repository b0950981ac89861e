import type { Services } from "../../platform/services.js";
import { demoCustomerId } from "./customers.js";
import { LEAD } from "./seed-world.js";
import { DEMO_TENANT } from "./world.js";

const tenant_id = DEMO_TENANT;
const DAY_MS = 86_400_000;
/** What became of the first suggestions, in their order: days from the idea to the decision, and how many customers want it too. */
const DECIDED = [
  { headline: "手机上看排队进度", state: "planned", outcome: null, reason: "已排进下一季的小程序改版。", after: 6, votes: 9 },
  {
    headline: "菜单标辣度",
    state: "done",
    outcome: "product",
    reason: "新菜单每道菜都标了辣度，点菜时也可以要求少辣。",
    after: 12,
    votes: 5,
  },
  {
    headline: "打包盒能进微波炉",
    state: "declined",
    outcome: null,
    reason: "试过两种，热汤会让盒子变形，不安全；找到合适的再换。",
    after: 9,
    votes: 3,
  },
] as const;

/** Votes for the demo's suggestions and what was decided about them. Safe to repeat. */
export async function loadSuggestions({ store, now }: Services): Promise<void> {
  const { db } = store;
  const keys = DECIDED.map((_, i) => `demo:suggestion:${i}`);
  const ideas = await db
    .selectFrom("voices")
    .select(["id", "client_key", "occurred_at"])
    .where("tenant_id", "=", tenant_id)
    .where("client_key", "in", keys)
    .execute();
  for (const { id, client_key, occurred_at } of ideas) {
    const nth = keys.indexOf(client_key);
    const { after, votes, ...decision } = DECIDED[nth]!;
    const since = occurred_at?.getTime() ?? now().getTime();
    const at = new Date(Math.min(since + after * DAY_MS, now().getTime()));
    await db
      .insertInto("suggestions")
      .values({ tenant_id, voice_id: id, ...decision, decided_by: LEAD, decided_at: at, revision: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const voters = Array.from({ length: votes }, (_, i) => demoCustomerId(1_000 * (nth + 1) + 37 * i));
    await db
      .insertInto("suggestion_votes")
      .values(voters.map((customer_id) => ({ tenant_id, voice_id: id, voter: `c:${customer_id}`, customer_id, locale: "zh-CN", at })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

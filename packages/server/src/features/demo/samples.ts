import type { SampleDesign } from "@manyi/contracts";
import { type Services, systemContext } from "../../platform/services.js";
import { draw, frameFromCustomers } from "../samples/index.js";
import { DEMO_REGIONS, DEMO_TENANT } from "./world.js";

const TITLE = "会员回访 Member study";
const DESIGN: SampleDesign = { method: "stratified", n: 300, by: "segment", allocation: "minimum", minimum: 60 };
/** Written down, so that every demo draws the same people from the same frame. */
const SEED = "20260301";

/** One drawn sample: customers of the first region, stratified by segment. Safe to repeat. */
export async function loadSamples(services: Services): Promise<void> {
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const known = await ctx.db
    .selectFrom("samples")
    .select(["id", "drawn_at"])
    .where("tenant_id", "=", DEMO_TENANT)
    .where("title", "=", TITLE)
    .executeTakeFirst();
  if (known !== undefined && known.drawn_at !== null) return;
  const region = DEMO_REGIONS[0]!.id;
  const id = known?.id ?? (await frameFromCustomers(ctx, { title: TITLE, contact: "any", restDays: 30, unit: region, segment: null })).id;
  await draw(ctx, id, { design: DESIGN, seed: SEED });
}

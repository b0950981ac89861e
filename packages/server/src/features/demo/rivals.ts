import { isoDateOf } from "@manyi/core/calendar";
import { type Services, systemContext } from "../../platform/services.js";
import { addEntries } from "../expectation-sources/index.js";
import { DEMO_TENANT } from "./world.js";

const SOURCE = "同行对比调查（虚构） / Peer survey (invented)";
const LICENCE = "仅供演示";

/** Means of two made-up competitors among people who know both; one is ahead on speed, the other on prices, and one base is not told. */
const MEANS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  示例对手甲: { taste: 4.02, price: 3.55, waiting: 3.62, staff: 4.2, cleanliness: 4.31, checkout: 4.3 },
  示例对手乙: { taste: 3.7, price: 4.28, waiting: 3.3, staff: 3.95, cleanliness: 4.05, checkout: 4.16 },
};
const BASE = 360;

/** Puts a survey of people who know us and a competitor in, as benchmarks. */
export async function loadRivals(services: Services, anchorDay: number): Promise<void> {
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const days = { unit: "1–5", from: isoDateOf(anchorDay - 60), to: isoDateOf(anchorDay - 32), region: "示例市", knowsBoth: true };
  const entries = Object.entries(MEANS).flatMap(([label, means]) =>
    Object.entries(means).map(([attribute, value]) => ({
      ...days,
      label,
      attribute,
      value,
      ...(label === "示例对手乙" && attribute === "checkout" ? {} : { base: BASE }),
    })),
  );
  await addEntries(ctx, {
    kind: "competitor",
    source: SOURCE,
    licence: LICENCE,
    method: "虚构的街头访问 / Invented street interviews",
    entries,
  });
}

import { createHash } from "node:crypto";
import { CUSTOMERS, DEMO_SEGMENTS } from "./world.js";

/** The same customer has the same id in every demo: version 4 in form, made from the number. */
export function demoCustomerId(index: number): string {
  const hex = createHash("sha256").update(`demo customer ${index}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type DemoCustomer = {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly phone: string;
  readonly segmentId: number;
  readonly tier: string;
};

/** Numbers in the 199-0000 block stand for nobody. */
export function demoCustomers(): readonly DemoCustomer[] {
  return Array.from({ length: CUSTOMERS }, (_, index) => ({
    id: demoCustomerId(index),
    externalId: `D${String(index + 1).padStart(5, "0")}`,
    name: `顾客 ${index + 1}`,
    phone: `1990000${String(index % 10_000).padStart(4, "0")}`,
    segmentId: DEMO_SEGMENTS[index % 3]!.id,
    tier: index % 10 === 0 ? "gold" : index % 4 === 0 ? "silver" : "none",
  }));
}

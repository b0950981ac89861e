import type { api, Out } from "@manyi/contracts";
import type { queryOf } from "../../figures/filter-search.js";
import type { DriversSearch } from "./search.js";

export type Drivers = Out<typeof api.analysis.drivers>;
export type Driver = Drivers["drivers"][number];

/** What every tab asks: the filters as the server reads them, the outcome, the drivers chosen. */
export type Asked = {
  readonly search: DriversSearch;
  readonly query: ReturnType<typeof queryOf> & { readonly outcome: string; readonly drivers: string | undefined };
};

/** The end of the axis of shares: the widest interval, rounded up to the next ten per cent. */
export function shareEnd(drivers: readonly Pick<Driver, "share" | "interval">[]): number {
  const widest = Math.max(0.1, ...drivers.map(({ share, interval }) => interval?.high ?? share ?? 0));
  return Math.min(1, Math.ceil(widest * 10 - 1e-9) / 10);
}

/** Ranked drivers in groups that cannot be told apart, the leading group first; then those that are not ranked, one by one. */
export function tieGroups(drivers: readonly Driver[]): readonly (readonly Driver[])[] {
  const groups = new Map<string, Driver[]>();
  for (const driver of drivers) {
    const name = driver.group === null ? `alone ${driver.attribute}` : `group ${driver.group}`;
    groups.set(name, [...(groups.get(name) ?? []), driver]);
  }
  return [...groups.values()];
}

/** A share 0–1 as the formats read it. */
export const percent = <T extends number | null>(share: T): number | null => (share === null ? null : 100 * share);
export const percentEnds = (ends: { low: number; high: number } | null) =>
  ends === null ? null : { low: 100 * ends.low, high: 100 * ends.high };

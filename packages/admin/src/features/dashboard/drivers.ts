import type { api, Out } from "@manyi/contracts";
import { priorityMatrix } from "@manyi/core/drivers";

export type Drivers = Out<typeof api.figures.drivers>;
export type Driver = Drivers["drivers"][number];

/** A caution's name and the attribute codes it speaks of: `collinear:speed,queue`. */
export function readCaution(caution: string): { name: string; attributes: readonly string[] } {
  const [name = "", list = ""] = caution.split(":");
  return { name: name.toLowerCase(), attributes: list === "" ? [] : list.split(",") };
}

/** Why there are no drivers to show. */
export function reasonOf({ cautions }: Pick<Drivers, "cautions">): "n_too_small" | "r2_low" | "not_asked" {
  return (["n_too_small", "r2_low"] as const).find((name) => cautions.includes(name)) ?? "not_asked";
}

/** The drivers' matrix: share of what is explained against how well it is done, crossed at the means; null with fewer than two points. */
export function matrixOf({ drivers }: Drivers) {
  const points = drivers.flatMap(({ attribute, share, mean, low, high }) =>
    share === null || mean === null
      ? []
      : [
          {
            name: attribute,
            importance: share,
            performance: mean,
            importanceInterval: low === null || high === null ? null : { low, high },
          },
        ],
  );
  return points.length < 2 ? null : priorityMatrix(points);
}

/** The end of the axis of shares: the widest interval, rounded up to the next ten per cent. */
export function shareEnd(drivers: readonly Driver[]): number {
  const widest = Math.max(0.1, ...drivers.map(({ share, high }) => high ?? share ?? 0));
  return Math.min(1, Math.ceil(widest * 10 - 1e-9) / 10);
}

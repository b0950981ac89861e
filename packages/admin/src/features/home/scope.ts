import type { TFunction } from "i18next";

/**
 * Whom the figures of the home page are about, in words: one's own unit by name, several as such, the whole group with its stores; empty
 * where there is nothing else to tell it from.
 *
 * @param units what the reader is limited to; empty for the whole organisation
 */
export function scopeOf(units: readonly number[], stores: number, nameOf: (id: number) => string, t: TFunction<"home">): string {
  const [own, ...others] = units;
  if (own !== undefined) return (others.length === 0 ? nameOf(own) : "") || t("yourUnits");
  return stores < 2 ? "" : t("whole", { stores });
}

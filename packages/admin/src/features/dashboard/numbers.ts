import type { Figure } from "@manyi/contracts";
import type { TFunction } from "i18next";
import type { Numbers } from "../../download/index.js";
import type { Format } from "../../format/index.js";
import type { Drivers } from "./drivers.js";

type Words = TFunction<readonly ["dashboard", "figures"]>;
type Named = { readonly name: string; readonly figure: Figure };

/** Figures as they go into a file: value, base, interval, change; what is hidden stays empty. */
export function figureNumbers(heading: string, rows: readonly Named[], t: Words): Numbers {
  return {
    columns: [heading, t("file.value"), "n", t("file.low"), t("file.high"), t("file.before"), t("file.change"), "p"],
    rows: rows.map(({ name, figure: { value, n, interval, change } }) => [
      name,
      value,
      n,
      interval?.low ?? null,
      interval?.high ?? null,
      change?.value ?? null,
      change?.difference ?? null,
      change?.p ?? null,
    ]),
  };
}

/** Drivers with their share, its interval, correlation and mean. */
export function driverNumbers({ drivers }: Drivers, t: Words, format: Format): Numbers {
  return {
    columns: [t("column.attribute"), t("drivers.share"), t("file.low"), t("file.high"), t("drivers.correlation"), t("drivers.mean"), "n"],
    rows: drivers.map(({ label, share, low, high, correlation, mean, n }) => [format.words(label), share, low, high, correlation, mean, n]),
  };
}

type PairRow = {
  readonly label: Parameters<Format["words"]>[0];
  readonly e: number | null;
  readonly p: number | null;
  readonly gap: number | null;
  readonly figure: Figure;
};

/** Expectation, perception, gap and ratio per attribute. */
export function pairNumbers(rows: readonly PairRow[], t: Words, format: Format): Numbers {
  return {
    columns: [
      t("column.attribute"),
      t("expectation.expected"),
      t("expectation.perceivedShort"),
      t("expectation.gap"),
      t("expectation.ratio"),
      t("file.low"),
      t("file.high"),
      "n",
    ],
    rows: rows.map(({ label, e, p, gap, figure }) => [
      format.words(label),
      e,
      p,
      gap,
      figure.value,
      figure.interval?.low ?? null,
      figure.interval?.high ?? null,
      figure.n,
    ]),
  };
}

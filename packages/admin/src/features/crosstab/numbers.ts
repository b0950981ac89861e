import type { TFunction } from "i18next";
import type { Numbers } from "../../download/index.js";
import type { Format } from "../../format/index.js";
import type { Crosstab } from "./drill.js";

/** The table as a file: one line per layer and row, per column its count, shares, residual, letters and metric, unrounded. */
export function numbersOf(table: Crosstab, t: TFunction<"crosstab">, format: Format): Numbers {
  const { rows, columns, nest, metric, layers } = table;
  const isWeighted = layers.some(({ total }) => total.weighted !== null);
  const parts = [
    "n",
    ...(isWeighted ? ["weighted"] : []),
    "column",
    "row",
    "total",
    "residual",
    "letters",
    ...(metric === null ? [] : ["metric"]),
  ];
  const names = columns.categories.map(({ label }, j) => `${format.words(label)} [${layers[0]?.columns[j]?.letter ?? ""}]`);
  const heading = [...(nest === null ? [] : [format.words(nest.label)]), format.words(rows.label)];
  const base = (layer: (typeof layers)[number]) => [
    ...(nest === null ? [] : [format.words(layer.label)]),
    t("base"),
    ...layer.columns.flatMap(({ n, weighted }) => parts.map((part) => (part === "n" ? n : part === "weighted" ? weighted : null))),
    layer.total.n,
  ];
  return {
    columns: [...heading, ...names.flatMap((name) => parts.map((part) => `${name} ${t(`file.${part}`)}`)), `${t("total")} n`],
    rows: layers.flatMap((layer) => [
      base(layer),
      ...rows.categories.map((row, i) => [
        ...(nest === null ? [] : [format.words(layer.label)]),
        format.words(row.label),
        ...columns.categories.flatMap((_, j) => {
          const cell = layer.cells[i]?.[j];
          const values = {
            n: cell?.n ?? null,
            weighted: cell?.weighted ?? null,
            column: cell?.columnShare ?? null,
            row: cell?.rowShare ?? null,
            total: cell?.totalShare ?? null,
            residual: cell?.residual ?? null,
            letters: cell === undefined || cell.letters.length === 0 ? null : cell.letters.join(" "),
            metric: cell?.metric?.value ?? null,
          };
          return parts.map((part) => values[part as keyof typeof values]);
        }),
        layer.rows[i]?.n ?? null,
      ]),
    ]),
  };
}

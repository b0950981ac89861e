import { mean, quantile } from "../numeric/index.js";
import { numbers, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { type AnswerRow, longstring, mahalanobis, mahalanobisCutoff, missingShare, modalShare, responseVariability } from "./index.js";

testReference("15_response_quality", (reference) => (reference.data === undefined ? rows(reference) : survey(reference)));

function rows({ params }: ReferenceCase) {
  const { rows: given } = params as { rows: Record<string, AnswerRow> };
  return Object.fromEntries(
    Object.entries(given).map(([name, row]) => [
      name,
      { longstring: longstring(row), irv: responseVariability(row), missing_share: missingShare(row) },
    ]),
  );
}

function survey({ data, select }: ReferenceCase) {
  const table = readTable(data!);
  const columns = select?.columns as string[];
  const read = columns.map((column) => numbers(table.rows, column));
  const answers: AnswerRow[] = table.rows.map((_, i) => read.map((column) => column[i]!));
  const ids = numbers(table.rows, "id");
  const runs = answers.map(longstring);
  const variability = answers.map(responseVariability).filter((value) => value !== null);
  const missing = answers.map((row) => missingShare(row)!);
  const complete = answers.flatMap((row, i) => (row.includes(null) ? [] : [{ id: ids[i], row: row as number[] }]));
  const distances = mahalanobis(complete.map(({ row }) => row))!;
  const farthest = distances.map((distance, i) => ({ ...distance, id: complete[i]!.id })).sort((a, b) => b.squared - a.squared);
  const count = (values: readonly number[], is: (value: number) => boolean) => values.filter(is).length;
  return {
    n: answers.length,
    k: columns.length,
    n_complete: complete.length,
    longstring_mean: mean(runs),
    longstring_max: Math.max(...runs),
    n_longstring_ge_8: count(runs, (run) => run >= 8),
    n_longstring_ge_half: count(runs, (run) => run >= Math.ceil(columns.length / 2)),
    straightliners_all_same: count(variability, (value) => value === 0),
    irv_mean: mean(variability),
    irv_p05: quantile(variability, 0.05),
    modal_share_mean: mean(answers.map(modalShare).filter((value) => value !== null)),
    missing_share_mean: mean(missing),
    n_missing_gt_20pct: count(missing, (share) => share > 0.2),
    mahalanobis_mean: mean(distances.map(({ squared }) => squared)),
    mahalanobis_cutoff_p001: mahalanobisCutoff(columns.length),
    n_flagged_p001: distances.filter(({ p }) => p < 0.001).length,
    top10_id: farthest.slice(0, 10).map(({ id }) => id),
    top10_D2: farthest.slice(0, 10).map(({ squared }) => squared),
  };
}

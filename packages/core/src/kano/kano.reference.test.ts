import { expect, test, vi } from "vitest";
import { completeCases, correlationMatrix, momentsOf, pickMoments, priorityMatrix } from "../drivers/index.js";
import { filterRows, numbers, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { type KanoCounts, kanoCategory, kanoCounts, kanoCrossTable, kanoScores, kanoSummary } from "./index.js";

// data sets and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

// The wordings of the four questionnaires, by answer code 1–5.
const WORDINGS = [
  ["I like it that way", "I enjoy it that way", "This would be very helpful to me", "I like it"],
  ["I must be that way", "It is a basic necessity or I expect it that way", "This is a basic requirement for me", "I expect it"],
  ["I am neutral", "This would not affect me", "I'm neutral"],
  [
    "I can live with it that way",
    "I dislike it, but I can live with it that way",
    "This would be a minor inconvenience",
    "I can tolerate it",
  ],
  ["I dislike it that way", "I dislike it, and I can't accept it", "This would be a major problem for me", "I dislike it"],
];

const QUADRANT_WORDS = { fix: "concentrate_here", keep: "keep_up", later: "low_priority", maintain: "possible_overkill" };

testReference("08_kano_ipa", (reference) => {
  if (reference.id.startsWith("kano-published")) return publishedCounts(reference);
  return reference.id.startsWith("kano-") ? questionnaire(reference) : matrix(reference);
});

function publishedCounts({ params }: ReferenceCase) {
  return Object.fromEntries(Object.entries(params as Record<string, KanoCounts>).map(([name, counts]) => [name, kanoSummary(counts)]));
}

function questionnaire({ data, select, expected }: ReferenceCase) {
  const rows = filterRows(readTable(data!).rows, select!.filter as Record<string, unknown>);
  const answers = (column: string) =>
    rows.map((row) => {
      const text = row[column]?.replaceAll("\u2019", "'");
      const code = WORDINGS.findIndex((wordings) => wordings.includes(text ?? ""));
      return code < 0 ? null : code + 1;
    });
  const feature = (name: string) => {
    const crossTable = kanoCrossTable(answers(`${name}_functional`), answers(`${name}_dysfunctional`));
    const of = (table: "classic" | "pouliot") => {
      const summary = kanoSummary(kanoCounts(crossTable, table))!;
      const scores = kanoScores(crossTable)!;
      return {
        n: summary.n,
        counts: summary.counts,
        category_mode_tie_MOAI: summary.category,
        category_rule_OAM_vs_IRQ: summary.groupedCategory,
        better: summary.better,
        worse: summary.worse,
        category_strength: summary.categoryStrength,
        total_strength: summary.totalStrength,
        continuous_functional: scores.functional,
        continuous_dysfunctional: scores.dysfunctional,
        fong_a: summary.fong.first,
        fong_b: summary.fong.second,
        fong_significant_90: summary.fong.isSignificant,
      };
    };
    const importance = rows.flatMap((row) => Number.parseInt(row[`${name}_importance`] ?? "", 10) || []);
    return { classic: of("classic"), pouliot: of("pouliot"), mean_importance: importance.reduce((a, b) => a + b, 0) / importance.length };
  };
  return Object.fromEntries(Object.keys(expected).map((name) => [name, feature(name)]));
}

function matrix({ id, data, select }: ReferenceCase) {
  const { rows } = readTable(data!);
  const items = select!.items as string[];
  const answered = (column: string) => numbers(rows, column).map((value) => (value === 0 ? null : value));
  const meanOf = (column: string) => {
    const values = answered(column).filter((value) => value !== null);
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  const derived = (item: string) => {
    const cases = completeCases({ item: answered(item), overall: numbers(rows, "q1") }, ["item", "overall"]);
    return correlationMatrix(pickMoments(momentsOf(cases), ["item", "overall"]))[1]!;
  };
  const importance = id.includes("derived") ? derived : (item: string) => meanOf(item.replace("q", "qi"));
  const placed = priorityMatrix(
    items.map((item) => ({ name: item, importance: importance(item), performance: meanOf(item) })),
    id.endsWith("median") ? "median" : "mean",
  )!;
  const by = <T>(pick: (point: (typeof placed.points)[number]) => T) =>
    Object.fromEntries(placed.points.map((point) => [point.name, pick(point)]));
  return {
    importance_cut: placed.importanceCut,
    performance_cut: placed.performanceCut,
    importance: by((point) => point.importance),
    performance: by((point) => point.performance),
    quadrant: by((point) => QUADRANT_WORDS[point.quadrant]),
    gap: by((point) => point.importance - point.performance),
  };
}

test("both evaluation tables agree with the reference layout cell by cell", () => {
  const rows = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
  for (let f = 1; f <= 5; f++) {
    for (let d = 1; d <= 5; d++) {
      const classic = rows[f - 1]![d - 1];
      expect(kanoCategory(f, d)).toBe(classic);
      expect(kanoCategory(f, d, "pouliot")).toBe(f === d && (f === 2 || f === 4) ? "Q" : classic);
    }
  }
});

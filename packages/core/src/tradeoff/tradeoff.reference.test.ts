import { numbers, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { bestWorstScores, choiceModel, priceCurves, referencePrice, riseTolerance } from "./index.js";

testReference("16_price_choice", (reference) => {
  const { id, params } = reference;
  if (id.startsWith("psm")) return meter(reference);
  if (id.startsWith("best-worst")) return bestWorst((params as { people: boolean }).people);
  if (id === "choice") return choice();
  if (id === "rise") {
    const { limits, rises } = params as { limits: number[]; rises: number[] };
    return riseTolerance(
      limits.map((risePercent) => ({ risePercent })),
      rises,
    );
  }
  return referencePrice((params as { prices: number[] }).prices.map((price) => ({ price })));
});

function meter({ params }: ReferenceCase) {
  const { rows } = readTable("price_meter.csv");
  const mine = rows.filter(({ group }) => group === (params as { group: string }).group);
  return priceCurves(
    mine.map((row) => ({
      tooCheap: Number(row.toocheap),
      cheap: Number(row.cheap),
      expensive: Number(row.expensive),
      tooExpensive: Number(row.tooexpensive),
    })),
  );
}

function bestWorst(people: boolean) {
  const { rows } = readTable("best_worst.csv");
  const column = (name: string) => numbers(rows, name) as number[];
  const [person, best, worst] = ["person", "best", "worst"].map(column) as [number[], number[], number[]];
  const sets = ["a", "b", "c", "d"].map(column);
  const answers = person.map((who, i) => ({
    set: sets.map((items) => items[i]! - 1),
    best: best[i]! - 1,
    worst: worst[i]! - 1,
    ...(people ? { person: who } : {}),
  }));
  return bestWorstScores(answers, 7);
}

function choice() {
  const { rows } = readTable("choice_tasks.csv");
  const column = (name: string) => numbers(rows, name) as number[];
  const chosen = column("chosen");
  const offers = ["o1", "o2", "o3"].map((offer) => ["a", "b", "c"].map((attribute) => column(`${offer}${attribute}`)));
  const attributes = [3, 3, 2].map((levels, i) => ({
    name: String(i),
    levels: Array.from({ length: levels }, (_, level) => String(level)),
  }));
  return choiceModel(
    chosen.map((one, i) => ({ offers: offers.map((offer) => offer.map((levels) => levels[i]! - 1)), chosen: one - 1 })),
    attributes,
  );
}

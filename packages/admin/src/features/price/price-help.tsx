import { bestWorstScores, priceCurves, riseTolerance } from "@manyi/core/tradeoff";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";
import type { PriceTab } from "./search.js";

/** Five guests and a meal for two at 100 today; the last one's prices do not rise. */
const GUESTS = [
  { tooCheap: 40, cheap: 70, expensive: 110, tooExpensive: 140 },
  { tooCheap: 50, cheap: 80, expensive: 120, tooExpensive: 160 },
  { tooCheap: 60, cheap: 90, expensive: 130, tooExpensive: 150 },
  { tooCheap: 85, cheap: 100, expensive: 105, tooExpensive: 120 },
  { tooCheap: 60, cheap: 50, expensive: 90, tooExpensive: 120 },
];
const TODAY = 100;
/** Ten people, one set of three: taste, speed, decor. */
const PICKS = [
  { set: [0, 1, 2], best: 0, worst: 2, n: 5 },
  { set: [0, 1, 2], best: 1, worst: 2, n: 3 },
  { set: [0, 1, 2], best: 2, worst: 0, n: 2 },
];

/** How crossings, tolerance and the order of what matters come about. */
export function PriceHelp({ tab }: { readonly tab: PriceTab }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const money = (value: number | undefined) => (value === undefined ? "—" : format.money(value, "CNY", 1));
  function priceSteps() {
    const found = priceCurves(GUESTS);
    const rise = riseTolerance(
      GUESTS.slice(0, 4).map(({ tooExpensive }) => ({ risePercent: (100 * (tooExpensive - 1)) / TODAY - 100 })),
      [20],
    );
    return [
      { name: t("help.price.people"), value: `n ${format.count(found?.n ?? 0)} · ${format.count(found?.outOfOrder ?? 0)}` },
      { name: t("point.marginalCheapness"), value: money(found?.marginalCheapness?.price) },
      { name: t("point.indifference"), value: money(found?.indifference?.price) },
      { name: t("point.marginalExpensiveness"), value: money(found?.marginalExpensiveness?.price) },
      { name: t("help.price.rise"), value: format.figure("percent", 100 * (rise?.steps[0]?.share ?? 0)) },
    ];
  }
  function bestWorstSteps() {
    const items = bestWorstScores(PICKS, 3)?.items ?? [];
    return items.map(({ best, worst, shown, score, share }, i) => ({
      name: t(`help.bestWorst.item${i as 0 | 1 | 2}`),
      value: `(${best} − ${worst}) ÷ ${shown} = ${format.difference("correlation", score)} · ${format.figure("percent", share)}`,
    }));
  }
  return tab === "price" ? (
    <MethodHelp of="price:help.price" steps={priceSteps} />
  ) : (
    <MethodHelp of="price:help.bestWorst" steps={bestWorstSteps} />
  );
}

import { scoreIndexTree, shrink, threeItemIndex } from "@manyi/core/measures";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** T-17: product, service and price on 1–5. */
const leaf = (name: string, weight: number, mean: number | null) => ({ name, weight, mean, n: mean === null ? 0 : 80 });
const tree = (price: number | null) => ({
  name: "whole",
  weight: 1,
  children: [
    { name: "product", weight: 0.4, children: [leaf("a", 0.5, 4.2), leaf("b", 0.5, 3.8)] },
    { name: "service", weight: 0.4, children: [leaf("c", 0.6, 4.5), leaf("d", 0.4, 4)] },
    leaf("price", 0.2, price),
  ],
});
/** T-18: three items on 1–10. */
const ITEMS = [
  { mean: 8, n: 90 },
  { mean: 7.5, n: 90 },
  { mean: 7, n: 90 },
] as const;

/** How the model, the tree and the three items are computed. */
export function ModelHelp() {
  const { t } = useTranslation("model");
  const format = useFormat();
  const scale = { min: 1, max: 5 };
  const index = (value: number | null | undefined) => format.figure("index", value ?? null);
  const steps = () => [
    { name: t("help.whole"), value: index(scoreIndexTree(tree(3.5), scale).value) },
    { name: t("help.without"), value: index(scoreIndexTree(tree(null), scale).value) },
    { name: t("help.equal"), value: index(threeItemIndex(ITEMS)?.value) },
    { name: t("help.weighted"), value: index(threeItemIndex(ITEMS, [0.4, 0.32, 0.28])?.value) },
    { name: t("help.few"), value: index(shrink({ n: 8, value: 100 }, 40)) },
    { name: t("help.many"), value: index(shrink({ n: 120, value: 55 }, 40)) },
  ];
  return <MethodHelp of="model:help" steps={steps} />;
}

import {
  bandCounts,
  bandOfRatio,
  type PairCount,
  ratioSums,
  satisfactionBand,
  satisfactionRatio,
  teachingRatios,
} from "@manyi/core/measures";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Single people: expected, perceived. A fine dish of which too much was expected, and plain bread that pleased. */
const SINGLE = [
  [4, 5],
  [4, 4],
  [5, 4],
  [5, 3],
  [7, 5.6],
] as const;
/** Two people whose ratios are 2 and ½. */
const TWO: readonly PairCount[] = [
  { expected: 2, perceived: 4, n: 1 },
  { expected: 4, perceived: 2, n: 1 },
];
const TEN: readonly PairCount[] = (
  [
    [5, 5],
    [4, 5],
    [5, 4],
    [5, 3],
    [4, 4],
    [3, 4],
    [5, 4],
    [4, 3],
    [4, 4],
    [5, 5],
  ] as const
).map(([expected, perceived]) => ({ expected, perceived, n: 1 }));

/** Why the ratio of means and not the mean of ratios, worked through for single people, for two and for ten. */
export function RatioHelp() {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const band = (code: string | null) => (code === null ? "—" : t(`figures:part.${code}`));
  const ratio = (value: number | null | undefined) => format.figure("ratio", value ?? null);
  function steps() {
    const ten = satisfactionRatio(ratioSums(TEN))!;
    const bands = bandCounts(TEN);
    return [
      ...SINGLE.map(([expected, perceived]) => ({
        name: t("help.step.pair", { e: expected, p: perceived }),
        value: `${ratio(perceived / expected)} · ${band(satisfactionBand({ expected, perceived }))}`,
      })),
      { name: t("help.step.missing"), value: band(satisfactionBand({ expected: null, perceived: 5 })) },
      { name: t("help.step.meanOfRatios"), value: ratio(teachingRatios(TWO)?.meanOfRatios) },
      { name: t("help.step.ratioOfMeans"), value: ratio(satisfactionRatio(ratioSums(TWO))?.value) },
      {
        name: t("help.step.ten"),
        value: `${ratio(ten.value)} · ${band(bandOfRatio(ten.value))} · ${format.interval("ratio", ten.interval)}`,
      },
      {
        name: t("help.step.bands"),
        value: (["delighted", "satisfied", "tolerable", "dissatisfied"] as const).map((code) => `${band(code)} ${bands[code]}`).join(" · "),
      },
      {
        name: t("help.step.means"),
        value: `${format.figure("mean", ten.meanExpected)} → ${format.figure("mean", ten.meanPerceived)} (${format.difference("mean", ten.gap.value)})`,
      },
    ];
  }
  return <MethodHelp of="expectation:help" steps={steps} />;
}

import { keyDrivers, penaltyReward, priorityMatrix } from "@manyi/core/drivers";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** T-24: the outcome goes with food by .6 and with staff by .5, these two with each other by .3; 200 people. */
const EXAMPLE = { names: ["y", "a", "b"], n: 200, sums: [0, 0, 0], crossProducts: [199, 119.4, 99.5, 119.4, 199, 59.7, 99.5, 59.7, 199] };
/** T-25: importance and performance of four attributes. */
const POINTS = [
  { name: "delivery", importance: 4.6, performance: 3.6 },
  { name: "staff", importance: 4.4, performance: 4.5 },
  { name: "parking", importance: 3.2, performance: 3.0 },
  { name: "decor", importance: 3.0, performance: 4.2 },
];
/** T-27: overall satisfaction of those who rated an attribute low, middle and top. */
const BANDS = { low: { n: 50, mean: 2.8 }, mid: { n: 50, mean: 3.9 }, top: { n: 50, mean: 4.1 } };

/** How shares, matrix and asymmetry come about, worked through. */
export function DriverHelp() {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  function steps() {
    const found = keyDrivers(EXAMPLE, { outcome: "y", drivers: ["a", "b"] });
    const placed = priorityMatrix(POINTS);
    const asymmetry = penaltyReward(BANDS);
    return [
      { name: "R²", value: (found.rSquared ?? 0).toFixed(4) },
      ...found.drivers.map(({ name, contribution, share }) => ({
        name: t(`help.${name as "a" | "b"}`),
        value: `${(contribution ?? 0).toFixed(4)} · ${format.figure("percent", 100 * (share ?? 0))}`,
      })),
      {
        name: t("help.cross"),
        value: placed === null ? "—" : `${format.figure("mean", placed.importanceCut)} · ${placed.performanceCut.toFixed(3)}`,
      },
      ...(placed?.points ?? []).map(({ name, quadrant }) => ({
        name: t(`help.${name as "delivery"}`),
        value: t(`matrix.${quadrant}.name`),
      })),
      {
        name: t("help.asymmetry"),
        value:
          asymmetry === null || asymmetry.tier === null
            ? "—"
            : `${format.difference("correlation", asymmetry.asymmetry)} · ${t(`tier.${asymmetry.tier}`)}`,
      },
    ];
  }
  return <MethodHelp of="drivers:help" steps={steps} />;
}

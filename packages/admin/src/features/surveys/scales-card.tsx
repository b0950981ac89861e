import type { ScaleCheck } from "@manyi/contracts";
import { SCALE_LIMITS } from "@manyi/core/scales";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { type Column, Table } from "../../ui/table.js";

type Item = ScaleCheck["items"][number];

/** Do several ratings measure one thing: α with its interval, and each item beside the others. */
export function ScalesCard({
  scales,
  caption,
  none,
}: {
  readonly scales: readonly ScaleCheck[];
  readonly caption: string;
  readonly none: string;
}) {
  const { t } = useTranslation("surveys");
  return (
    <Card title={t("scales.title")} caption={caption} foot={<span>{t("scales.foot")}</span>}>
      {scales.length === 0 ? <p className="quiet">{none}</p> : scales.map((scale) => <Scale key={scale.key} scale={scale} />)}
    </Card>
  );
}

/** One scale in one sentence, what to doubt and what to do about it, and every item. */
export function Scale({ scale }: { readonly scale: ScaleCheck }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { alpha, interval, n, items, kmo, bartlettP } = scale;
  const two = (value: number | null) => (value === null ? "—" : format.figure("ratio", value));
  const percent = (value: number | null) => (value === null ? "—" : format.figure("percent", value));
  // a handful of people is no ground for a warning
  const marked = (text: string, isBad: boolean) => (isBad && n >= SCALE_LIMITS.people ? <b className="worse">{text}</b> : text);
  const columns: Column<Item>[] = [
    { key: "item", title: t("scales.item"), cell: ({ label }) => format.words(label) },
    { key: "n", title: "n", figure: true, cell: (item) => format.count(item.n) },
    {
      key: "missing",
      title: t("scales.missing"),
      figure: true,
      cell: ({ missingShare }) =>
        marked(
          percent(missingShare === null ? null : 100 * missingShare),
          missingShare !== null && missingShare > SCALE_LIMITS.missingShare,
        ),
    },
    { key: "mean", title: t("scales.mean"), figure: true, cell: ({ mean }) => two(mean) },
    {
      key: "total",
      title: t("scales.total"),
      figure: true,
      cell: ({ itemTotal }) => marked(two(itemTotal), itemTotal !== null && itemTotal < SCALE_LIMITS.itemTotal),
    },
    {
      key: "dropped",
      title: t("scales.dropped"),
      figure: true,
      cell: ({ alphaIfDropped }) =>
        marked(two(alphaIfDropped), alphaIfDropped !== null && interval !== null && alphaIfDropped > interval.high),
    },
    {
      key: "loading",
      title: t("scales.loading"),
      figure: true,
      cell: ({ loading }) => marked(two(loading), loading !== null && loading < SCALE_LIMITS.loading),
    },
    {
      key: "floor",
      title: t("scales.floor"),
      figure: true,
      cell: ({ floor }) => marked(percent(floor), floor !== null && floor > SCALE_LIMITS.end),
    },
    {
      key: "ceiling",
      title: t("scales.ceiling"),
      figure: true,
      cell: ({ ceiling }) => marked(percent(ceiling), ceiling !== null && ceiling > SCALE_LIMITS.end),
    },
  ];
  const verdict = alpha === null ? null : n < SCALE_LIMITS.people ? "few" : alpha >= SCALE_LIMITS.alpha ? "good" : "poor";
  return (
    <section className="survey-scale">
      <h3>{format.words(scale.label)}</h3>
      <p>
        {alpha === null || interval === null
          ? t("scales.noAlpha", { n: format.count(n) })
          : t("scales.alpha", { alpha: two(alpha), low: two(interval.low), high: two(interval.high), n: format.count(n) })}{" "}
        {verdict === null ? null : <span className={verdict === "poor" ? "worse" : "quiet"}>{t(`scales.verdict.${verdict}`)}</span>}
        {kmo === null || bartlettP === null ? null : <Shared kmo={kmo} p={bartlettP} />}
      </p>
      <Warnings scale={scale} />
      <Table caption={format.words(scale.label)} rows={items} rowKey={({ key }) => key} columns={columns} />
    </section>
  );
}

/** Below this the items share too little to be summed. */
const LEAST_KMO = 0.5;

function Shared({ kmo, p }: { readonly kmo: number; readonly p: number }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const isEnough = kmo >= LEAST_KMO && p < 0.05;
  const shown = p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
  return (
    <span className={isEnough ? "quiet" : "worse"}>
      {" "}
      {t(isEnough ? "scales.kmo.enough" : "scales.kmo.little", { kmo: format.figure("ratio", kmo), p: shown })}
    </span>
  );
}

/** One sentence per kind of doubt, with the items it is about and what to do. That they are few stands beside α already. */
function Warnings({ scale: { warnings, items } }: { readonly scale: ScaleCheck }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const codes = [...new Set(warnings.map(({ code }) => code))].filter((code) => code !== "FEW");
  if (codes.length === 0) return null;
  const shownOf = ({ code, value }: ScaleCheck["warnings"][number]) =>
    code === "FLOOR" || code === "CEILING"
      ? format.figure("percent", value)
      : code === "MISSING"
        ? format.figure("percent", 100 * value)
        : format.figure("ratio", value);
  return (
    <ul className="survey-doubts">
      {codes.map((code) => {
        const named = warnings
          .filter((one) => one.code === code)
          .map((one) => `${format.words(items[one.item ?? -1]?.label)} ${shownOf(one)}`.trim());
        return <li key={code}>{t(`scales.warn.${code}`, { items: named.join(t("scales.comma")) })}</li>;
      })}
    </ul>
  );
}

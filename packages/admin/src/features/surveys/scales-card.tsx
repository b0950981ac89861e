import type { ScaleCheck } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { type Column, Table } from "../../ui/table.js";

type Item = ScaleCheck["items"][number];

/** With fewer people a reliability is a hint and no finding. */
const ENOUGH = 30;
/** From here on a scale is called acceptable, an item too weak, an end too full. */
const ACCEPTABLE = 0.7;
const WEAK = 0.3;
const FULL = 15;

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

function Scale({ scale }: { readonly scale: ScaleCheck }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { alpha, interval, n, items } = scale;
  const two = (value: number | null) => (value === null ? "—" : format.figure("ratio", value));
  const percent = (value: number | null) => (value === null ? "—" : format.figure("percent", value));
  // a handful of people is no ground for a warning
  const marked = (text: string, isBad: boolean) => (isBad && n >= ENOUGH ? <b className="worse">{text}</b> : text);
  const columns: Column<Item>[] = [
    { key: "item", title: t("scales.item"), cell: ({ label }) => format.words(label) },
    { key: "n", title: "n", figure: true, cell: (item) => format.count(item.n) },
    {
      key: "missing",
      title: t("scales.missing"),
      figure: true,
      cell: ({ missingShare }) => percent(missingShare === null ? null : 100 * missingShare),
    },
    { key: "mean", title: t("scales.mean"), figure: true, cell: ({ mean }) => two(mean) },
    {
      key: "total",
      title: t("scales.total"),
      figure: true,
      cell: ({ itemTotal }) => marked(two(itemTotal), itemTotal !== null && itemTotal < WEAK),
    },
    {
      key: "dropped",
      title: t("scales.dropped"),
      figure: true,
      cell: ({ alphaIfDropped }) =>
        marked(two(alphaIfDropped), alphaIfDropped !== null && interval !== null && alphaIfDropped > interval.high),
    },
    { key: "loading", title: t("scales.loading"), figure: true, cell: ({ loading }) => two(loading) },
    { key: "floor", title: t("scales.floor"), figure: true, cell: ({ floor }) => marked(percent(floor), floor !== null && floor > FULL) },
    {
      key: "ceiling",
      title: t("scales.ceiling"),
      figure: true,
      cell: ({ ceiling }) => marked(percent(ceiling), ceiling !== null && ceiling > FULL),
    },
  ];
  const verdict = alpha === null ? null : n < ENOUGH ? "few" : alpha >= ACCEPTABLE ? "good" : "poor";
  return (
    <section className="survey-scale">
      <h3>{format.words(scale.label)}</h3>
      <p>
        {alpha === null || interval === null
          ? t("scales.noAlpha", { n: format.count(n) })
          : t("scales.alpha", { alpha: two(alpha), low: two(interval.low), high: two(interval.high), n: format.count(n) })}{" "}
        {verdict === null ? null : <span className={verdict === "poor" ? "worse" : "quiet"}>{t(`scales.verdict.${verdict}`)}</span>}
      </p>
      <Table caption={format.words(scale.label)} rows={items} rowKey={({ key }) => key} columns={columns} />
    </section>
  );
}

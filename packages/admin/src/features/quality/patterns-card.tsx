import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";

type Pattern = Out<typeof api.quality.overview>["patterns"][number];

const WORDS = {
  sudden_tops: "tops",
  employee_tops: "employee",
  same_device: "device",
  own_answers: "own",
  courtesy: "courtesy",
  selective: "selective",
} as const satisfies Record<Pattern["kind"], string>;

/** Reasons to ask whether scores were helped along; nothing is shown where there is none. */
export function PatternsCard({ patterns, more }: { readonly patterns: readonly Pattern[]; readonly more: number }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  if (patterns.length === 0) return null;
  const foot = (
    <span>
      {more === 0 ? null : <b>{t("pattern.more", { n: format.count(more) })} </b>}
      {t("pattern.foot")}
    </span>
  );
  const percent = (share: number | null) => format.figure("percent", share === null ? null : 100 * share);
  return (
    <Card title={t("pattern.title")} caption={t("pattern.caption")} className="quality-counts" foot={foot}>
      <ul className="rows">
        {patterns.map(({ kind, unit, employee, on, n, topShare, usualShare }) => (
          <li key={`${kind} ${unit.id} ${employee} ${on} ${n}`} className="quality-pattern">
            <PageLink to="/listen/voices" search={{ unit: unit.id, ...(on === null ? {} : { from: on, to: on }) }}>
              {format.words(unit.name)}
            </PageLink>{" "}
            {t(`pattern.${WORDS[kind]}`, {
              day: on === null ? "" : format.day(on),
              employee: employee ?? "",
              n: format.count(n),
              share: percent(topShare),
              usual: percent(usualShare),
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

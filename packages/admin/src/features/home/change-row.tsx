import type { api, Out } from "@manyi/contracts";
import { bandOfRatio } from "@manyi/core/measures";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BeforeAfter } from "../../figures/before-after.js";
import { partsOf } from "../../figures/distribution.js";
import { kindOf, verdictOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { evidenceOf } from "./evidence.js";

export type Change = Out<typeof api.figures.changes>["items"][number];

/** One change: what it is, before and now on one axis, how far it moved. Each number opens the voices behind it. */
export function ChangeRow({ item }: { readonly item: Change }) {
  const { t } = useTranslation(["home", "figures"]);
  const format = useFormat();
  const { figure } = item;
  const { change } = figure;
  if (change === null) return null;
  const kind = kindOf(item.metric);
  const verdict = verdictOf(figure);
  const evidence = evidenceOf(item);
  const unit = t(`figures:unit.${kind}`, { defaultValue: "" });
  const ends = change.low === null || change.high === null ? null : { low: change.low, high: change.high };
  return (
    <li className="change">
      <div className="change-what">
        <h3>{format.words(item.label)}</h3>
        <Meaning item={item} />
        <p className="caption">
          n {format.count(change.n)} → {format.count(figure.n)}
          <Link to="/understand/dashboard" search={evidence.filters} hash="drivers" className="change-next">
            {t("changes.drivers")} <span aria-hidden="true">→</span>
          </Link>
        </p>
      </div>
      <dl className="change-pair">
        <div>
          <dt>{t("changes.before")}</dt>
          <dd>
            <PageLink to="/listen/voices" search={{ ...evidence.voices, ...change.period }}>
              {format.figure(kind, change.value)}
            </PageLink>
          </dd>
        </div>
        <div className={verdict}>
          <dt>{t("changes.now")}</dt>
          <dd>
            <PageLink to="/listen/voices" search={{ ...evidence.voices, ...figure.period }}>
              {format.figure(kind, figure.value)}
            </PageLink>
          </dd>
        </div>
      </dl>
      <BeforeAfter figure={figure} />
      <div className="change-size">
        <p className={verdict}>
          <span aria-hidden="true">{(change.difference ?? 0) > 0 ? "▲" : "▼"}</span> <b>{format.difference(kind, change.difference)}</b>
          {unit === "" ? null : <span> {unit}</span>}
        </p>
        <p className="caption">{t("changes.interval")}</p>
        <p className="caption nowrap">{format.differenceInterval(kind, ends)}</p>
      </div>
    </li>
  );
}

/** The change in words: the two shares of a score, or the band a ratio moved to. */
function Meaning({ item: { metric, figure } }: { readonly item: Change }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const before = figure.change?.value ?? null;
  if (metric === "ratio" && before !== null && figure.value !== null) {
    return (
      <p className="dense">
        {t(`part.${bandOfRatio(before)}`)} → {t(`part.${bandOfRatio(figure.value)}`)}
      </p>
    );
  }
  const parts = partsOf(metric, figure.distribution);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || figure.distribution.length === 0) return null;
  const text = [first, last].map(({ code, share }) => `${t(`part.${code}`)} ${format.figure("percent", share * 100)}`);
  return <p className="dense">{text.join(" · ")}</p>;
}

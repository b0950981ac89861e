import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { PageLink } from "../../ui/page-link.js";
import type { History } from "./history-card.js";

type Version = History["versions"][number];

/** What the index was weighed by, newest first: since when, by whom, and what changed. */
export function WeightsCard({ history, filters }: { readonly history: History; readonly filters: FilterSearch }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(history.statement, filters);
  const title = t("weights.title");
  const newest = history.versions.toReversed();
  const percent = (share: number) => format.figure("percent", 100 * share);
  const since = ({ since: on }: Version) => (on === null ? t("weights.beginning") : t("weights.sinceDay", { day: format.day(on) }));
  return (
    <ChartCard
      title={title}
      caption={t("weights.caption")}
      table={null}
      tools={
        <PageLink to="/understand/attributes" className="link-button">
          {t("weights.change")}
        </PageLink>
      }
      foot={<span>{t("weights.foot")}</span>}
      download={download(title, {
        columns: [t("history.version"), t("weights.since"), t("weights.by"), t("tree.name"), t("weights.share"), t("weights.before")],
        rows: newest.flatMap((version) =>
          version.shares.map(({ label, share, before }) => [
            version.version,
            version.since ?? t("weights.beginning"),
            version.by ?? "",
            format.words(label),
            share,
            before,
          ]),
        ),
      })}
    >
      <ol className="model-versions">
        {newest.map((version) => (
          <li key={version.version}>
            <span>
              <b className="strong">v{version.version}</b>{" "}
              <span className="caption">{[since(version), version.by ?? ""].filter((part) => part !== "").join(" · ")}</span>
            </span>
            <span className="model-shares">
              {version.shares.filter(isChanged).map(({ code, label, share, before }) => (
                <span key={code} className="model-item">
                  {format.words(label)} {before === null ? percent(share) : `${percent(before)} → ${percent(share)}`}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </ChartCard>
  );
}

function isChanged({ share, before }: Version["shares"][number]): boolean {
  return before === null || Math.abs(share - before) > 1e-9;
}

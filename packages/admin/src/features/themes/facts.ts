import type { api, Out } from "@manyi/contracts";
import type { TFunction } from "i18next";
import type { Format } from "../../format/index.js";

export type Overview = Out<typeof api.themes.overview>;

/** What all theme figures rest on, one fact per line: it stands on the page and in every file taken along. */
export function themeFacts({ statement }: Pick<Overview, "statement">, t: TFunction<"themes">, format: Format): string[] {
  const { period, comparePeriod, comments, commentsBefore, withTopic, uncertain, anonymous } = statement;
  const share = (n: number) => (comments === 0 ? "—" : format.figure("percent", (100 * n) / comments));
  return [
    format.range(period),
    t("fact.comments", { n: format.count(comments) }),
    t("fact.withTopic", { share: share(withTopic) }),
    t("fact.uncertain", { share: share(uncertain) }),
    ...(comparePeriod === null ? [] : [t("fact.before", { period: format.range(comparePeriod), n: format.count(commentsBefore) })]),
    ...(anonymous ? [t("fact.anonymous")] : []),
  ];
}

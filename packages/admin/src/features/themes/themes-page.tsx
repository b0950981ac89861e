import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { WhenSeen } from "../../ui/when-seen.js";
import { CopiesCard } from "./copies-card.js";
import { EmergingCard } from "./emerging-card.js";
import { themeFacts } from "./facts.js";
import type { ThemesSearch } from "./search.js";
import { ThemeDrawer } from "./theme-drawer.js";
import { ThemeHelp } from "./theme-help.js";
import { TopicsCard } from "./topics-card.js";
import { WordsCard } from "./words-card.js";
import "../../figures/rowchart.css";
import "./themes.css";

/** What customers talk about, how bad it is, what it goes with, what is new, and in which words. */
export function ThemesPage() {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/themes" });
  const navigate = useNavigate({ from: "/understand/themes" });
  const { weighting: _, ...query } = queryOf(search, format.today);
  const overview = useReading(api.themes.overview, { query: { ...query, metric: search.metric } });
  const put = (part: ThemesSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const filters = { ...search, metric: undefined, order: undefined, contrast: undefined, a: undefined, b: undefined, theme: undefined };
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={overview.data === undefined ? undefined : <AsOf instant={overview.data.statement.asOf} failed={overview.isError} />}
        about={t("about")}
        actions={
          <>
            <ThemeHelp />
            <PageLink to="/understand/taxonomy" className="button">
              {t("editTopics")}
            </PageLink>
          </>
        }
      />
      <FilterBar search={search} onChange={put} />
      {overview.data === undefined ? null : <p className="caption statement">{themeFacts(overview.data, t, format).join(" · ")}</p>}
      <Loaded query={overview} lines={10}>
        {(found) =>
          found.statement.comments === 0 ? (
            <Card title={t("empty.card")}>
              <EmptyState
                title={t("empty.title")}
                about={t("empty.about")}
                step={
                  <button type="button" className="link-button" onClick={() => put({ period: "365d", from: undefined, to: undefined })}>
                    {t("empty.wider")}
                  </button>
                }
              />
            </Card>
          ) : (
            <div className="themes">
              <TopicsCard found={found} search={search} filters={filters} onChange={put} />
              <WhenSeen title={t("words.waiting")} lines={8}>
                <WordsCard query={query} search={search} onChange={put} />
              </WhenSeen>
              <div className="themes-pair">
                <WhenSeen title={t("emerging.title")} lines={5}>
                  <EmergingCard query={query} onOpen={(theme) => put({ theme })} />
                </WhenSeen>
                <WhenSeen title={t("copies.title")} lines={5}>
                  <CopiesCard query={query} />
                </WhenSeen>
              </div>
            </div>
          )
        }
      </Loaded>
      <ThemeDrawer theme={search.theme} query={query} filters={filters} onClose={() => put({ theme: undefined })} />
    </>
  );
}

import { api, type SurveyDetail } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask } from "../../api.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { Draft } from "./use-draft.js";

/** What the draft changes against what customers answer now. */
export function CompareTab({ survey, draft }: { readonly survey: SurveyDetail; readonly draft: Draft }) {
  const { t } = useTranslation("surveys");
  const query = useQuery({
    queryKey: ["surveys", "difference", survey.id, draft.saving.at],
    queryFn: async () => {
      await draft.flush();
      return ask(api.surveys.difference, { params: { id: survey.id } });
    },
  });
  return (
    <section className="card survey-wide">
      <h2>{survey.currentVersion === null ? t("tab.compareNone") : t("tab.compare", { version: survey.currentVersion })}</h2>
      <Loaded query={query} lines={6}>
        {({ against, changes }) =>
          against === null ? (
            <EmptyState title={t("compare.never")} about={t("compare.neverAbout")} />
          ) : changes.length === 0 ? (
            <EmptyState title={t("compare.same", { version: against })} />
          ) : (
            <>
              <p className="caption">{t("compare.about", { count: changes.length })}</p>
              <Table
                caption={t("compare.caption")}
                rows={changes}
                rowKey={({ path }) => path}
                columns={[
                  { key: "path", title: t("compare.path"), cell: ({ path }) => path },
                  { key: "kind", title: t("compare.kind"), cell: ({ kind }) => t(`compare.kinds.${kind}`) },
                  {
                    key: "before",
                    title: t("compare.before"),
                    cell: ({ before }) => <span className="survey-before">{before ?? "—"}</span>,
                  },
                  { key: "after", title: t("compare.after"), cell: ({ after }) => after ?? "—" },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";

/** Why no change was tested: nobody has answered yet, or there is nothing to compare with. @param answers of the period */
export function NoChanges({ answers }: { readonly answers: number }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (answers > 0) return <EmptyState title={t("changes.single")} about={t("changes.singleAbout", { shown: format.count(answers) })} />;
  return (
    <EmptyState
      title={t("changes.empty")}
      about={t("changes.emptyAbout")}
      step={
        <PageLink to="/listen/surveys" className="button button-primary">
          {t("changes.emptyStep")}
        </PageLink>
      }
    />
  );
}

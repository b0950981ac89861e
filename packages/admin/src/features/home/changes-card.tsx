import type { api, Out } from "@manyi/contracts";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ChangeRow } from "./change-row.js";
import { NoChanges } from "./no-changes.js";

type Changes = Out<typeof api.figures.changes>;

/** At most three changes that pass a test corrected for how many were made; how many were made stands at the foot. */
export function ChangesCard({ query }: { readonly query: UseQueryResult<Changes> }) {
  const { t } = useTranslation("home");
  const { data } = query;
  return (
    <Card
      className="home-changes"
      title={t("changes.title")}
      caption={t("changes.caption")}
      foot={
        data === undefined || data.tested === 0 ? undefined : (
          <>
            <span>{t("changes.foot", { tested: data.tested, rest: data.tested - data.significant })}</span>
            <Link to="/understand/changes">{t("changes.all", { tested: data.tested })}</Link>
          </>
        )
      }
    >
      <Loaded query={query} lines={10}>
        {(changes) => {
          const moved = changes.items.filter(({ significant }) => significant).slice(0, 3);
          if (changes.tested === 0) return <NoChanges answers={changes.statement.answers} />;
          if (moved.length === 0) return <EmptyState title={t("changes.none")} about={t("changes.noneAbout")} />;
          return (
            <ul className="rows">
              {moved.map((item) => (
                <ChangeRow key={`${item.metric} ${item.attribute} ${item.unitId}`} item={item} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}

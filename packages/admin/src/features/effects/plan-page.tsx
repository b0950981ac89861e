import { api } from "@manyi/contracts";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageMissing } from "../../ui/page-states.js";
import { EffectHelp } from "./effect-help.js";
import { draftFor, draftOf } from "./plan-draft.js";
import { PlanForm } from "./plan-form.js";
import "../../ui/tables.css";
import "./effects.css";

/** Agree on a comparison before its outcome is known; or agree anew, which stays visible. */
export function PlanPage() {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/prove/effect/plan" });
  const list = useReading(api.effects.list, {}, { enabled: search.change !== undefined });
  const plan = list.data?.items.find(({ id }) => id === search.change);
  if (search.change !== undefined && list.data !== undefined && plan === undefined) return <PageMissing />;
  return (
    <>
      <PageHeader
        title={
          search.change === undefined ? t("plan.title") : t("plan.changeTitle", { name: plan === undefined ? "" : format.words(plan.name) })
        }
        about={
          <>
            <Link to="/prove/effect" className="effects-link">
              {t("title")}
            </Link>{" "}
            · {t(search.change === undefined ? "plan.about" : "plan.changeAbout")}
          </>
        }
        actions={<EffectHelp />}
      />
      {search.change === undefined ? (
        <PlanForm start={draftFor(search, format.today)} plan={null} finding={search.finding ?? null} />
      ) : (
        <Loaded query={list} lines={8}>
          {() => (plan === undefined ? null : <PlanForm start={draftOf(plan, format.words)} plan={plan} finding={plan.findingId} />)}
        </Loaded>
      )}
    </>
  );
}

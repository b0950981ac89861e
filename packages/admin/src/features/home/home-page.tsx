import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay, useSession } from "../../session.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { LoopCard } from "../loop/index.js";
import { ChangesCard } from "./changes-card.js";
import { scopeOf } from "./scope.js";
import { TodoCard } from "./todo-card.js";
import { VoicesCard } from "./voices-card.js";
import "./home.css";

/** What moved, what to do today, whether the loop closes, and three people's own words. Only the parts the reader may see. */
export function HomePage() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const may = useMay();
  const { organisation, unitIds } = useSession();
  const changes = useReading(api.figures.changes, {}, { enabled: may("figures:read") });
  const statement = changes.data?.statement;
  const units = useReading(api.org.vocabulary, {}).data?.units;
  const facts = [
    statement === undefined ? "" : t("about", { range: format.range(statement.period) }),
    scopeOf(unitIds, organisation.stores, (id) => format.words(units?.find((unit) => unit.id === id)?.name), t),
    statement === undefined ? "" : t("asOf", { time: format.time(statement.asOf) }),
  ];
  return (
    <>
      <PageHeader
        title={t("today")}
        beside={format.weekday(format.today)}
        about={facts.filter((fact) => fact !== "").join(" · ")}
        actions={
          <>
            <PageLink to="/understand/dashboard" className="button">
              {t("openDashboard")}
            </PageLink>
            {may("surveys:write") ? (
              <PageLink to="/listen/surveys" className="button button-primary">
                {t("newSurvey")}
              </PageLink>
            ) : null}
          </>
        }
      />
      <div className="home">
        {may("figures:read") ? <ChangesCard query={changes} /> : null}
        <TodoCard />
        {may("figures:read") ? <LoopCard /> : null}
        {may("voices:read") ? <VoicesCard /> : null}
      </div>
    </>
  );
}

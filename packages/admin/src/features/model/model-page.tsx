import { api, type Out } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { type FilterSearch, queryOf } from "../../figures/filter-search.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { AsOf } from "../../ui/as-of.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { WhenSeen } from "../../ui/when-seen.js";
import { CrossLoadingsCard } from "./cross-loadings-card.js";
import { GroupsCard } from "./groups-card.js";
import { HistoryCards } from "./history-card.js";
import { MappingForm } from "./mapping-form.js";
import { ModelHelp } from "./model-help.js";
import { PathDiagram } from "./path-diagram.js";
import { QualityCard } from "./quality-card.js";
import { filtersOf, type ModelSearch } from "./search.js";
import { TreeCards } from "./tree-cards.js";
import "./model.css";

type Model = Out<typeof api.analysis.model>;

/** The index model: what makes satisfaction and what satisfaction makes, as one connected picture. */
export function ModelPage() {
  const { t } = useTranslation("model");
  const format = useFormat();
  const { permissions } = useSession();
  const search = useSearch({ from: "/signed-in/shell/understand/model" });
  const navigate = useNavigate({ from: "/understand/model" });
  const put = (part: ModelSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const [mapping, setMapping] = useState(false);
  const filters = filtersOf(search);
  const asked: FilterSearch = search.period === undefined && search.from === undefined ? { ...filters, period: "90d" } : filters;
  const query = queryOf({ ...asked, compare: "none" }, format.today);
  const found = useReading(api.analysis.model, { query });
  const { data } = found;
  const isEditor = permissions.includes("analysis:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={data === undefined ? undefined : <AsOf instant={data.statement.asOf} failed={found.isError} />}
        about={
          data?.kind == null ? t("about") : t(data.isGuess ? "guessed" : "saved", { kind: t(`kind.${data.kind}`), version: data.version })
        }
        actions={
          <>
            <ModelHelp />
            {isEditor ? <Button onClick={() => setMapping(true)}>{t("mapping.open")}</Button> : null}
          </>
        }
      />
      <FilterBar search={asked} onChange={put} compares={false} weighs />
      <StatementLine statement={data?.statement} search={asked} />
      <Loaded query={found} lines={12}>
        {(model) => (
          <Cards model={model} search={asked}>
            <WhenSeen title={t("history.title")} lines={10}>
              <HistoryCards query={query} search={search} onChange={put} />
            </WhenSeen>
          </Cards>
        )}
      </Loaded>
      <Drawer title={t("mapping.title")} size={720} open={mapping} onClose={() => setMapping(false)} destroyOnHidden>
        <MappingForm onSaved={() => setMapping(false)} />
      </Drawer>
    </>
  );
}

function Cards({ model, search, children }: { readonly model: Model; readonly search: FilterSearch; readonly children: ReactNode }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  if (model.surveyId === null) {
    return (
      <Card title={t("title")}>
        <EmptyState title={t("none.title")} about={t("none.survey")} />
      </Card>
    );
  }
  return (
    <div className="model-cards">
      {model.result === null ? (
        <Card title={t("diagram.title")}>
          <EmptyState
            title={t("none.title")}
            about={
              model.missing.length > 0
                ? t("none.missing", { names: model.missing.map((latent) => t(`latent.${latent}`)).join(t("comma")) })
                : t("none.few", { n: format.count(model.n), needed: format.count(model.neededN) })
            }
          />
        </Card>
      ) : (
        <>
          <PathDiagram model={model} result={model.result} search={search} />
          <QualityCard model={model} result={model.result} search={search} />
          <CrossLoadingsCard model={model} result={model.result} search={search} />
          <GroupsCard model={model} by="segments" search={search} />
          <GroupsCard model={model} by="units" search={search} />
        </>
      )}
      <TreeCards model={model} search={search} />
      {children}
    </div>
  );
}

import { api, type WeightVersion } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { type Column, Table } from "../../ui/table.js";

/** Every weighting that was applied, the newest first; undoing one brings back the one before. */
export function VersionsCard() {
  const { t } = useTranslation("population");
  const format = useFormat();
  const may = useMay();
  const versions = useReading(api.population.weights, {});
  const undo = useChange(api.population.undoWeights, "population", "figures", "expectation", "trends", "analysis");
  const columns: Column<WeightVersion>[] = [
    {
      key: "survey",
      title: t("versions.survey"),
      cell: ({ survey, number, state }) => (
        <>
          {format.words(survey.title)} v{number}{" "}
          <span className={`tag ${state === "applied" ? "tag-better" : ""}`}>{t(`versions.state.${state}`)}</span>
        </>
      ),
    },
    { key: "days", title: t("versions.days"), cell: ({ from, to }) => format.range({ from, to }) },
    {
      key: "margins",
      title: t("versions.margins"),
      cell: ({ margins, method }) => (
        <span title={margins.map(({ source }) => source).join("\n")}>
          {margins.map(({ dimension, version }) => `${t(`dimension.${dimension}`)} v${version}`).join(t("comma"))}{" "}
          <span className="quiet">{t(`versions.method.${method}`)}</span>
        </span>
      ),
    },
    {
      key: "n",
      title: "n",
      figure: true,
      cell: ({ answers, answersNow }) => (
        <>
          {format.count(answers)}
          {answersNow > answers ? <small className="population-since">{t("versions.since", { count: answersNow - answers })}</small> : null}
        </>
      ),
    },
    { key: "effective", title: t("plan.effectiveN"), figure: true, cell: ({ effectiveN }) => format.count(Math.round(effectiveN)) },
    { key: "effect", title: t("plan.designEffect"), figure: true, cell: ({ designEffect }) => format.figure("ratio", designEffect) },
    { key: "range", title: t("plan.range"), figure: true, cell: ({ lowest, highest }) => `${lowest.toFixed(2)}–${highest.toFixed(2)}` },
    { key: "at", title: t("versions.at"), cell: ({ appliedAt }) => format.moment(appliedAt) },
    {
      key: "undo",
      title: "",
      cell: ({ id, state }) =>
        state === "applied" && may("weights:write") ? (
          <button type="button" className="link-button nowrap" disabled={undo.isPending} onClick={() => undo.mutate({ params: { id } })}>
            {t("versions.undo")}
          </button>
        ) : null,
    },
  ];
  return (
    <Card title={t("versions.title")} caption={t("versions.caption")}>
      {undo.isError ? <ProblemNotice problem={problemOf(undo.error)} /> : null}
      <Loaded query={versions} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("versions.none")}</p>
          ) : (
            <Table caption={t("versions.title")} rows={items} rowKey={({ id }) => id} columns={columns} />
          )
        }
      </Loaded>
    </Card>
  );
}

import { api } from "@manyi/contracts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import type { Quality } from "./reading-quality-page.js";

/** The model of each language: trained on the organisation's own rated comments, used only when better, and reversible. */
export function ModelsCard({ quality: { models, rated, trainings } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const may = useSession().permissions.includes("surveys:write");
  const train = useChange(api.readingQuality.train, "reading-quality");
  const use = useChange(api.readingQuality.useModel, "reading-quality", "taxonomy");
  const isBusy = trainings.some(({ state }) => state === "waiting" || state === "running");
  const share = (value: number | null) => (value === null ? "—" : format.figure("percent", 100 * value));
  const last = trainings[0];
  return (
    <Card className="quality-wide" title={t("models.title")} caption={t("models.caption")} foot={<span>{t("models.foot")}</span>}>
      <div className="model-train">
        {(["zh", "en"] as const).map((language) => (
          <div key={language}>
            <p>
              <b>{t(`language.${language}`)}</b>{" "}
              <span className="caption">{t("models.rated", { n: format.count(rated[language]), least: format.count(rated.least) })}</span>
            </p>
            {may ? (
              <Button
                disabled={isBusy || rated[language] < rated.least}
                loading={train.isPending}
                onClick={() => train.mutate({ body: { language } })}
              >
                {t("models.train")}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
      {last === undefined ? null : (
        <p role="status">
          {last.state === "waiting" || last.state === "running"
            ? t("models.running", { n: format.count(last.comments) })
            : last.figures === null
              ? t(`models.because.${last.reason ?? "FAILED"}`)
              : t(last.state === "accepted" ? "models.better" : "models.notBetter", {
                  n: format.count(last.figures.heldBack),
                  before: share(last.figures.before),
                  after: share(last.figures.after),
                  corrected: format.count(last.figures.corrected),
                  broken: format.count(last.figures.broken),
                })}
        </p>
      )}
      {train.isError ? <ProblemNotice problem={problemOf(train.error)} /> : null}
      {use.isError ? <ProblemNotice problem={problemOf(use.error)} /> : null}
      <Table
        caption={t("models.title")}
        rows={models}
        rowKey={({ language, version }) => `${language} ${version}`}
        columns={[
          { key: "language", title: t("models.language"), cell: ({ language }) => t(`language.${language}`) },
          {
            key: "version",
            title: t("models.version"),
            cell: ({ isShipped, version }) => (isShipped ? `${t("models.shipped")} · ${version}` : version),
          },
          {
            key: "made",
            title: t("models.made"),
            cell: ({ madeAt, madeBy }) => (madeAt === null ? "—" : `${format.moment(madeAt)}${madeBy === null ? "" : ` · ${madeBy}`}`),
          },
          { key: "before", title: t("models.before"), figure: true, cell: ({ before }) => share(before) },
          { key: "after", title: t("models.after"), figure: true, cell: ({ after }) => share(after) },
          {
            key: "use",
            title: t("models.use"),
            cell: ({ isUsed, isShipped, language, version }) =>
              isUsed ? (
                <span className="tag tag-better">{t("models.used")}</span>
              ) : may ? (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => use.mutate({ body: { language, version: isShipped ? "shipped" : version } })}
                >
                  {t("models.putBack")}
                </button>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}

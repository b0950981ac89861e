import { api } from "@manyi/contracts";
import { Switch } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Quality } from "./reading-quality-page.js";

/** The switch that lets the machine's reading open cases. It stays off until people and machine agree well enough. */
export function AutomationCard({ quality: { automation, sample, sentiment } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const change = useChange(api.readingQuality.automate, "reading-quality");
  const may = useSession().permissions.includes("surveys:write");
  const sure = sentiment.kappa?.n ?? 0;
  const missing = Math.max(0, sample.needed - sure);
  return (
    <Card title={t("automation.title")} foot={<span>{t("automation.foot")}</span>}>
      <p className="quality-switch">
        <Switch
          aria-label={t("automation.title")}
          checked={automation.isOn}
          disabled={!may || (!automation.isAllowed && !automation.isOn)}
          loading={change.isPending}
          onChange={(on) => change.mutate({ body: { on } })}
        />
        <b>{t(automation.isOn ? "automation.on" : "automation.off")}</b>
      </p>
      <p>
        {automation.isAllowed
          ? t("automation.allowed")
          : missing > 0
            ? t("automation.missing", { missing: format.count(missing), have: format.count(sure), needed: format.count(sample.needed) })
            : t("automation.below", { kappa: sentiment.kappa === null ? "—" : format.figure("ratio", sentiment.kappa.value) })}
      </p>
      {automation.changedAt === null ? null : (
        <p className="caption">{t("automation.changed", { by: automation.changedBy ?? "", at: format.moment(automation.changedAt) })}</p>
      )}
      {change.isError ? <ProblemNotice problem={problemOf(change.error)} /> : null}
    </Card>
  );
}

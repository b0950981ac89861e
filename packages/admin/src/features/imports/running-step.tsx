import type { ImportJob } from "@manyi/contracts";
import { Progress } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { minutesLeft } from "./job-state.js";

/** How far it is. The page may be left. */
export function RunningStep({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const first = useRef({ at: Date.now(), progress: job.progress });
  const left = job.state === "running" ? minutesLeft(first.current, Date.now(), job.progress) : null;
  return (
    <Card title={t(`running.${job.state}`, { name: job.fileName })} caption={t("running.rows", { rows: format.count(job.rowsRead) })}>
      <Progress percent={Math.round(job.progress * 100)} aria-label={t(`running.${job.state}`, { name: job.fileName })} />
      <p className="caption">
        {[
          t("running.counts", { accepted: format.count(job.accepted), rejected: format.count(job.rejected) }),
          left === null ? "" : left < 1 ? t("running.soon") : t("running.left", { time: format.duration(left) }),
          t("running.leave"),
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      </p>
    </Card>
  );
}

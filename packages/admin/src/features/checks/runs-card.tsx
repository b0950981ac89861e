import { api, type CheckRun } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { RunDetail } from "./run-detail.js";

/** The latest checks; one opens beside the list. */
export function RunsCard({ list }: { readonly list: number | undefined }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const { run: open } = useSearch({ from: "/signed-in/shell/listen/checks" });
  const navigate = useNavigate({ from: "/listen/checks" });
  const setOpen = (run: string | undefined) => void navigate({ search: run === undefined ? {} : { run }, replace: true });
  const runs = useReading(api.checks.runs, { query: { limit: 100, ...(list === undefined ? {} : { list }) } });
  return (
    <Card title={t("runs.title")} caption={t("runs.caption")}>
      <Loaded query={runs} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("runs.none")}</p>
          ) : (
            <Table
              caption={t("runs.title")}
              rows={items}
              rowKey={({ id }) => id}
              pageSize={12}
              more={(count) => t("runs.more", { count })}
              columns={[
                {
                  key: "unit",
                  title: t("run.unit"),
                  cell: (run) => (
                    <button type="button" className="link-button" onClick={() => setOpen(run.id)}>
                      {format.words(run.unit.name)}
                    </button>
                  ),
                },
                { key: "score", title: t("runs.score"), figure: true, cell: (run) => <Score run={run} />, sort: ({ score }) => score },
                {
                  key: "list",
                  title: t("list.one"),
                  cell: ({ checklist }) => `${format.words(checklist.title)} v${checklist.version}`,
                },
                { key: "kind", title: t("run.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
                { key: "at", title: t("runs.at"), cell: ({ doneAt }) => format.moment(doneAt), sort: ({ doneAt }) => doneAt },
                { key: "by", title: t("runs.by"), cell: ({ auditor }) => auditor ?? t("runs.hidden") },
                {
                  key: "appeal",
                  title: t("runs.appeal"),
                  cell: ({ appeal }) => (appeal === "none" ? "" : <span className="tag">{t(`appeal.${appeal}`)}</span>),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Drawer title={t("runs.one")} size={720} open={open !== undefined} onClose={() => setOpen(undefined)} destroyOnHidden>
        {open === undefined ? null : <RunDetail id={open} />}
      </Drawer>
    </Card>
  );
}

/** A score with what stands behind it; a failed critical item is said in words. */
export function Score({ run }: { readonly run: CheckRun }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  return (
    <>
      {run.failedCritical ? <span className="tag tag-worse">{t("failed")}</span> : null}{" "}
      {run.score === null ? "—" : format.figure("index", run.score)}
    </>
  );
}

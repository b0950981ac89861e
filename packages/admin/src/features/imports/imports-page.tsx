import { api, type ImportJob } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { reading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { Table } from "../../ui/table.js";
import { isBusy } from "./job-state.js";
import { UploadBox } from "./upload-box.js";
import "./imports.css";

/** Files that were brought in, and the place to bring in another. */
export function ImportsPage() {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const list = useQuery({
    ...reading(api.imports.list, { query: { limit: 100 } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? 1500 : false),
  });
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} />
      <div className="import-stack">
        <UploadBox />
        <Card title={t("list")}>
          <Loaded query={list} title={t("fault")} lines={6}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t("none")} about={t("noneAbout")} />
              ) : (
                <Table
                  caption={t("list")}
                  rows={items}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      key: "file",
                      title: t("column.file"),
                      cell: ({ id, fileName }) => (
                        <Link to="/listen/imports/$id" params={{ id }}>
                          {fileName}
                        </Link>
                      ),
                    },
                    { key: "state", title: t("column.state"), cell: (job) => <State job={job} /> },
                    { key: "accepted", title: t("column.accepted"), figure: true, cell: (job) => counted(job, job.accepted) },
                    { key: "unchanged", title: t("column.unchanged"), figure: true, cell: (job) => counted(job, job.unchanged) },
                    { key: "rejected", title: t("column.rejected"), figure: true, cell: (job) => counted(job, job.rejected) },
                    { key: "at", title: t("column.at"), figure: true, cell: ({ createdAt }) => format.moment(createdAt) },
                  ]}
                />
              )
            }
          </Loaded>
        </Card>
      </div>
    </>
  );
  function counted(job: ImportJob, value: number): string {
    return job.state === "uploaded" ? "—" : format.count(value);
  }
}

function State({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation("imports");
  if (isBusy(job))
    return (
      <span className="import-running">
        {t(`state.${job.state}`)}
        <Progress percent={Math.round(job.progress * 100)} size="small" aria-label={t(`state.${job.state}`)} />
      </span>
    );
  return (
    <span className={job.state === "failed" ? "tag tag-worse" : job.state === "done" ? "tag tag-better" : "tag"}>
      {t(`state.${job.state}`)}
    </span>
  );
}

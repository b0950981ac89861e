import { api } from "@manyi/contracts";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, usePages } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { Table } from "../../ui/table.js";
import { ChainCheck } from "./chain-check.js";
import "./platform.css";

/** Who did what and when, and whether the log is whole. */
export function AuditPage() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const [action, setAction] = useState("");
  const [actor, setActor] = useState("");
  const query = { limit: 50, ...(action === "" ? {} : { action }), ...(actor === "" ? {} : { actor }) };
  const log = usePages(api.audit.list, query);
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("audit.title")} about={t("audit.about")} actions={<ChainCheck />} />
      <div className="platform-tools">
        <Input.Search
          aria-label={t("audit.action")}
          placeholder={t("audit.action")}
          allowClear
          maxLength={60}
          onSearch={(value) => setAction(value.trim())}
        />
        <Input.Search
          aria-label={t("audit.actor")}
          placeholder={t("audit.actor")}
          allowClear
          maxLength={100}
          onSearch={(value) => setActor(value.trim())}
        />
      </div>
      <Card title={t("audit.list")}>
        {log.isPending ? (
          <Skeleton lines={8} />
        ) : log.isError && items.length === 0 ? (
          <ProblemNotice problem={problemOf(log.error)} onRetry={() => void log.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState title={t("audit.none")} about={t("audit.noneAbout")} />
        ) : (
          <Table
            caption={t("audit.title")}
            rows={items}
            rowKey={({ seq }) => seq}
            pageSize={items.length}
            columns={[
              { key: "at", title: t("audit.at"), cell: ({ at }) => <span className="nowrap">{format.moment(at)}</span> },
              {
                key: "who",
                title: t("audit.who"),
                cell: ({ actorName, actorKind }) => actorName ?? t(`audit.kind.${actorKind}`, { defaultValue: actorKind }),
              },
              {
                key: "action",
                title: t("audit.what"),
                cell: ({ action: name }) => (
                  <button type="button" className="link-button" onClick={() => setAction(name)}>
                    {name}
                  </button>
                ),
              },
              { key: "object", title: t("audit.object"), cell: ({ object }) => <span className="platform-break">{object}</span> },
              {
                key: "detail",
                title: t("audit.detail"),
                cell: ({ detail, reason }) => (
                  <span className="platform-break caption">
                    {[reason ?? "", Object.keys(detail).length === 0 ? "" : JSON.stringify(detail)].filter(Boolean).join(" · ") || "—"}
                  </span>
                ),
              },
            ]}
          />
        )}
        {log.hasNextPage ? (
          <Button className="platform-more" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t("more")}
          </Button>
        ) : null}
      </Card>
    </>
  );
}

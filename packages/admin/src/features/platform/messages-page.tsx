import { api, type Out } from "@manyi/contracts";
import { Button, Drawer, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, usePages } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { Table } from "../../ui/table.js";
import "./platform.css";

type Message = Out<typeof api.messages.list>["items"][number];
const states = ["all", "waiting", "sent", "failed", "cancelled"] as const;

/** Messages to customers and colleagues: waiting, sent, failed. Nothing here pretends to have been sent. */
export function MessagesPage() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const [state, setState] = useState<(typeof states)[number]>("all");
  const [open, setOpen] = useState<Message | null>(null);
  const query = { limit: 50, ...(state === "all" ? {} : { state }) };
  const box = usePages(api.messages.list, query);
  const items = box.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={t("message.title")}
        about={t("message.about")}
        actions={
          <PageLink className="button" to="/platform/mail">
            {t("mail.title")}
          </PageLink>
        }
      />
      <div className="platform-tools">
        <Segmented
          aria-label={t("message.state")}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`message.states.${value}`) }))}
        />
      </div>
      <Card title={t("message.list")}>
        {box.isPending ? (
          <Skeleton lines={8} />
        ) : box.isError && items.length === 0 ? (
          <ProblemNotice problem={problemOf(box.error)} onRetry={() => void box.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState title={t("message.none")} about={t("message.noneAbout")} />
        ) : (
          <Table
            caption={t("message.title")}
            rows={items}
            rowKey={({ id }) => id}
            pageSize={items.length}
            columns={[
              {
                key: "subject",
                title: t("message.subject"),
                cell: (message) => (
                  <button type="button" className="link-button" onClick={() => setOpen(message)}>
                    {message.subject || t("message.noSubject")}
                  </button>
                ),
              },
              { key: "to", title: t("message.to"), cell: ({ recipient }) => recipient },
              { key: "state", title: t("message.state"), cell: (message) => <State message={message} /> },
              { key: "at", title: t("message.at"), figure: true, cell: ({ createdAt, sentAt }) => format.moment(sentAt ?? createdAt) },
            ]}
          />
        )}
        {box.hasNextPage ? (
          <Button className="platform-more" loading={box.isFetchingNextPage} onClick={() => void box.fetchNextPage()}>
            {t("more")}
          </Button>
        ) : null}
      </Card>
      <Drawer title={open?.subject || t("message.one")} size={480} open={open !== null} onClose={() => setOpen(null)} destroyOnHidden>
        {open === null ? null : <MessageBody message={open} onDone={() => setOpen(null)} />}
      </Drawer>
    </>
  );
}

function State({ message }: { readonly message: Message }) {
  const { t } = useTranslation("platform");
  const look = message.state === "failed" ? "tag tag-worse" : message.state === "sent" ? "tag tag-better" : "tag";
  return <span className={look}>{t(`message.states.${message.state}`, { defaultValue: message.state })}</span>;
}

function MessageBody({ message, onDone }: { readonly message: Message; readonly onDone: () => void }) {
  const { t } = useTranslation("platform");
  const may = useMay();
  const retry = useChange(api.messages.retry, "messages");
  return (
    <article className="platform-message">
      <p>
        <State message={message} /> <span className="caption">{message.recipient}</span>
      </p>
      {message.error === null ? null : <p className="worse">{message.error}</p>}
      <p className="platform-body">{message.body}</p>
      {message.caseId === null ? null : (
        <PageLink to="/act/cases/$id" params={{ id: message.caseId }}>
          {t("message.case")}
        </PageLink>
      )}
      {retry.isError ? <ProblemNotice problem={problemOf(retry.error)} /> : null}
      {message.state === "failed" && may("settings:write") ? (
        <Button
          type="primary"
          loading={retry.isPending}
          onClick={() => retry.mutate({ params: { id: message.id } }, { onSuccess: onDone })}
        >
          {t("message.retry")}
        </Button>
      ) : null}
    </article>
  );
}

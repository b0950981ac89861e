import { PlusOutlined } from "@ant-design/icons";
import { addressOf, api } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useKeptPage, useOutbox } from "../../outbox/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { readDraft } from "./run-draft.js";
import { RunForm } from "./run-form.js";
import { RunsCard } from "./runs-card.js";
import { TrendCard } from "./trend-card.js";
import "./checks.css";

/** Mystery shops and spot checks: do one, see what was found, see where it goes. */
export function ChecksPage() {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const may = useMay();
  const navigate = useNavigate();
  const outbox = useOutbox("check");
  const lists = useReading(api.checks.lists, {});
  const create = useChange(api.checks.createList, "checks");
  const [list, setList] = useState<number | null>(null);
  const [isRunning, setRunning] = useState(() => readDraft(outbox.owner) !== null);
  const usable = (lists.data?.items ?? []).filter(({ currentVersion, isRetired }) => currentVersion !== null && !isRetired);
  useKeptPage("/listen/checks", [
    addressOf(api.session.get, {}),
    addressOf(api.org.vocabulary, {}),
    addressOf(api.checks.lists, {}),
    ...usable.map(({ id }) => addressOf(api.checks.list, { params: { id } })),
  ]);

  async function make(): Promise<void> {
    const { id } = await create.mutateAsync({ body: { title: { [format.locale]: t("list.fresh") } } });
    await navigate({ to: "/listen/checks/$id", params: { id: String(id) } });
  }

  if (isRunning && usable.length > 0) {
    return <RunForm lists={usable} owner={outbox.owner} onDone={() => setRunning(false)} onKept={outbox.flush} />;
  }
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          may("fieldwork:write") ? (
            <>
              <Button loading={create.isPending} onClick={() => void make().catch(() => undefined)}>
                {t("list.make")}
              </Button>
              <Button type="primary" icon={<PlusOutlined />} disabled={usable.length === 0} onClick={() => setRunning(true)}>
                {t("run.start")}
              </Button>
            </>
          ) : undefined
        }
      />
      {outbox.waiting.length === 0 ? null : (
        <p role="status" className="check-waiting">
          {t("waiting", { count: outbox.waiting.filter(({ refused }) => refused === undefined).length })}{" "}
          {outbox.waiting.flatMap(({ refused }) => (refused === undefined ? [] : [format.words(refused)])).join(" ")}
          {outbox.isOnline ? <Button onClick={outbox.flush}>{t("try")}</Button> : null}
        </p>
      )}
      <div className="check-tools">
        <Select<number | null>
          allowClear
          aria-label={t("list.one")}
          placeholder={t("list.any")}
          popupMatchSelectWidth={false}
          value={list}
          onChange={(value) => setList(value ?? null)}
          options={(lists.data?.items ?? []).map(({ id, title }) => ({ value: id, label: format.words(title) }))}
        />
      </div>
      <div className="checks">
        <TrendCard list={list ?? undefined} />
        <RunsCard list={list ?? undefined} />
        <Card title={t("list.title")} caption={t("list.caption")}>
          <Loaded query={lists} lines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState
                  title={t("list.none")}
                  about={t("list.noneAbout")}
                  step={
                    may("fieldwork:write") ? (
                      <Button onClick={() => void make().catch(() => undefined)}>{t("list.make")}</Button>
                    ) : undefined
                  }
                />
              ) : (
                <Table
                  caption={t("list.title")}
                  rows={items}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      key: "title",
                      title: t("list.one"),
                      cell: ({ id, title }) => (
                        <PageLink to="/listen/checks/$id" params={{ id: String(id) }}>
                          {format.words(title)}
                        </PageLink>
                      ),
                    },
                    {
                      key: "version",
                      title: t("list.version"),
                      cell: ({ currentVersion }) => (currentVersion === null ? t("list.unpublished") : `v${currentVersion}`),
                    },
                    { key: "runs", title: t("list.runs"), figure: true, cell: ({ runs }) => format.count(runs), sort: ({ runs }) => runs },
                  ]}
                />
              )
            }
          </Loaded>
        </Card>
      </div>
    </>
  );
}

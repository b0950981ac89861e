import { PlusOutlined } from "@ant-design/icons";
import { api, type InboundSource } from "@manyi/contracts";
import { Button, Drawer, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { CopyField } from "../../ui/copy-field.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { Deliveries } from "./deliveries.js";
import { DoorEditor } from "./door-editor.js";
import { WatchCard } from "./watch-card.js";

export type Opened = { readonly url: string; readonly signingSecret: string | null };
type Open = { readonly kind: "edit" | "deliveries"; readonly source: InboundSource } | { readonly kind: "new" };

/** Other systems that send feedback, and how their deliveries fare. */
export function DoorsTab() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const list = useReading(api.sources.list, {});
  const [open, setOpen] = useState<Open | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => {
    setOpen(null);
    setOpened(null);
  };
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: "new" })}>
      {t("door.new")}
    </Button>
  );
  return (
    <div className="source-stack">
      <Card
        title={t("door.list")}
        caption={t("door.caption")}
        link={list.data?.items.length ? make : undefined}
        foot={
          <span>
            {t("door.files")} <PageLink to="/listen/imports">{t("door.toImports")}</PageLink>
          </span>
        }
      >
        <Loaded query={list} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t("door.none")} about={t("door.noneAbout")} step={make} />
            ) : (
              <Table
                caption={t("door.list")}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: "name",
                    title: t("door.name"),
                    cell: (source) => (
                      <button type="button" className="link-button" onClick={() => setOpen({ kind: "edit", source })}>
                        {source.name}
                      </button>
                    ),
                  },
                  { key: "kind", title: t("door.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
                  {
                    key: "state",
                    title: t("door.state"),
                    cell: ({ paused, lastAt }) => (
                      <span className={paused ? "tag tag-worse" : lastAt === null ? "tag" : "tag tag-better"}>
                        {t(paused ? "door.paused" : lastAt === null ? "door.waiting" : "door.works")}
                      </span>
                    ),
                  },
                  { key: "recent", title: t("door.recent"), figure: true, cell: ({ recent }) => format.count(recent) },
                  {
                    key: "last",
                    title: t("door.last"),
                    figure: true,
                    cell: ({ lastAt }) => (lastAt === null ? "—" : format.moment(lastAt)),
                  },
                  {
                    key: "do",
                    title: t("door.do"),
                    cell: (source) => (
                      <button type="button" className="link-button" onClick={() => setOpen({ kind: "deliveries", source })}>
                        {t("door.deliveries")}
                      </button>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      <WatchCard />
      <Drawer
        title={open === null ? "" : open.kind === "new" ? t("door.new") : open.source.name}
        size={960}
        open={open !== null}
        onClose={close}
        destroyOnHidden
      >
        {opened !== null ? (
          <Keys opened={opened} onClose={close} />
        ) : open === null ? null : open.kind === "deliveries" ? (
          <Deliveries source={open.source} />
        ) : (
          <>
            <DoorEditor source={open.kind === "edit" ? open.source : null} onOpened={setOpened} onSaved={close} />
            {open.kind === "edit" ? <DoorEnds source={open.source} onOpened={setOpened} onClosed={close} /> : null}
          </>
        )}
      </Drawer>
    </div>
  );
}

/** Address and secret, shown this once. */
function Keys({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { t } = useTranslation("sources");
  const values = [["url", opened.url], ...(opened.signingSecret === null ? [] : [["secret", opened.signingSecret]])] as const;
  return (
    <div className="door-keys">
      <p>{t("keys.about")}</p>
      {values.map(([name = "", value = ""]) => (
        <CopyField key={name} isNamed label={t(`keys.${name}`)} value={value} />
      ))}
      <p className="caption">{t("keys.example")}</p>
      <pre className="door-curl">
        {`curl -X POST ${opened.url} \\\n  -H 'content-type: application/json' \\\n  -d '{"id": "r-1", "text": "…", "stars": 4}'`}
      </pre>
      <Button type="primary" onClick={onClose}>
        {t("keys.done")}
      </Button>
    </div>
  );
}

/** A new address, or the end. */
function DoorEnds(props: { readonly source: InboundSource; readonly onOpened: (opened: Opened) => void; readonly onClosed: () => void }) {
  const { t } = useTranslation("sources");
  const { source, onOpened, onClosed } = props;
  const renew = useChange(api.sources.renew, "sources");
  const remove = useChange(api.sources.remove, "sources");
  const [asking, setAsking] = useState<"renew" | "remove" | null>(null);
  const params = { id: source.id };
  return (
    <div className="door-ends">
      <span className="caption">{t("ends.token", { end: source.tokenEnd })}</span>
      <Button onClick={() => setAsking("renew")}>{t("ends.renew")}</Button>
      <Button danger onClick={() => setAsking("remove")}>
        {t("ends.remove")}
      </Button>
      {renew.isError ? <ProblemNotice problem={problemOf(renew.error)} /> : null}
      {remove.isError ? <ProblemNotice problem={problemOf(remove.error)} /> : null}
      <Modal
        open={asking !== null}
        title={asking === null ? "" : t(`ends.${asking}Title`, { name: source.name })}
        okText={asking === null ? "" : t(`ends.${asking}`)}
        cancelText={t("cancel")}
        okButtonProps={{ danger: asking === "remove", loading: renew.isPending || remove.isPending }}
        onCancel={() => setAsking(null)}
        onOk={() =>
          asking === "renew"
            ? renew.mutate({ params, body: { signed: source.signed } }, { onSuccess: onOpened, onSettled: () => setAsking(null) })
            : remove.mutate({ params }, { onSuccess: onClosed, onSettled: () => setAsking(null) })
        }
      >
        <p>{asking === null ? "" : t(`ends.${asking}About`)}</p>
      </Modal>
    </div>
  );
}

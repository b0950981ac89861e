import { api, type PurchaseFile } from "@manyi/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, sendFile, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { CopyField } from "../../ui/copy-field.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FileDrop } from "../../ui/file-drop.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { MappingCard } from "./mapping-card.js";

/** Purchases come in here, by file or by a system; a file is looked at first and can be taken back. */
export function PurchasesTab() {
  const { t } = useTranslation("loyalty");
  const queries = useQueryClient();
  const [opened, setOpened] = useState<PurchaseFile | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) => sendFile(api.loyalty.uploadFile, {}, file),
    onSuccess: async (file) => {
      setOpened(file);
      await queries.invalidateQueries({ queryKey: ["loyalty"] });
    },
  });
  return (
    <div className="loyalty-stack">
      <FileDrop
        label={t("file.drop")}
        title={t("file.drop")}
        about={t("file.about")}
        choose={t("file.choose")}
        accept=".csv,.tsv,.txt,.xlsx"
        isBusy={upload.isPending}
        isPrimary
        onFile={(file) => upload.mutate(file)}
      >
        {upload.isError ? <ProblemNotice problem={problemOf(upload.error)} /> : null}
      </FileDrop>
      {opened === null ? null : <MappingCard key={opened.id} file={opened} onClose={() => setOpened(null)} />}
      <FilesCard onOpen={setOpened} />
      <RulesCard />
    </div>
  );
}

function FilesCard({ onOpen }: { readonly onOpen: (file: PurchaseFile) => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const files = useReading(api.loyalty.files, {});
  const undo = useChange(api.loyalty.undoFile, "loyalty");
  const counted = (file: PurchaseFile, n: number) => (file.state === "uploaded" ? "—" : format.count(n));
  return (
    <Card title={t("file.list")}>
      {undo.isError ? <ProblemNotice problem={problemOf(undo.error)} /> : null}
      <Loaded query={files} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("file.none")} about={t("file.noneAbout")} />
          ) : (
            <Table
              caption={t("file.list")}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: "name", title: t("file.name"), cell: ({ fileName }) => fileName },
                {
                  key: "state",
                  title: t("file.state"),
                  cell: ({ state }) => <span className={state === "taken" ? "tag tag-better" : "tag"}>{t(`fileState.${state}`)}</span>,
                },
                { key: "accepted", title: t("file.accepted"), figure: true, cell: (file) => counted(file, file.accepted) },
                { key: "known", title: t("file.known"), figure: true, cell: (file) => counted(file, file.known) },
                { key: "rejected", title: t("file.rejected"), figure: true, cell: (file) => counted(file, file.rejected) },
                { key: "at", title: t("file.at"), figure: true, cell: ({ createdAt }) => format.moment(createdAt) },
                {
                  key: "do",
                  title: t("file.do"),
                  cell: (file) =>
                    file.state === "uploaded" ? (
                      <button type="button" className="link-button" onClick={() => onOpen(file)}>
                        {t("file.goOn")}
                      </button>
                    ) : file.state === "taken" ? (
                      <Popconfirm
                        title={t("file.undoSure", { n: format.count(file.accepted) })}
                        okText={t("file.undo")}
                        cancelText={t("file.keep")}
                        onConfirm={() => undo.mutate({ params: { id: file.id } })}
                      >
                        <button type="button" className="link-button">
                          {t("file.undo")}
                        </button>
                      </Popconfirm>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

/** What counts and what does not, and the way in for systems. */
function RulesCard() {
  const { t } = useTranslation("loyalty");
  const example = JSON.stringify({
    purchases: [{ orderNumber: "20260302-118", customer: "M1024", on: "2026-03-02", amount: 128, unitCode: "S-A" }],
  });
  return (
    <Card title={t("rules.title")}>
      <ul className="loyalty-rules">
        {(["once", "returns", "day", "scope", "anonymous"] as const).map((rule) => (
          <li key={rule}>{t(`rules.${rule}`)}</li>
        ))}
      </ul>
      <h3>{t("rules.api")}</h3>
      <p className="caption">{t("rules.apiAbout")}</p>
      <CopyField label={t("rules.api")} rows={3} value={`POST /api/v1/loyalty/purchases\n${example}`} />
    </Card>
  );
}

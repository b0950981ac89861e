import { api, type Out } from "@manyi/contracts";
import { attributeFaults } from "@manyi/core/measures";
import { useBlocker } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { AttributeTable } from "./attribute-table.js";
import { coded, codesOf, type Draft, draftOf, freshCode, isUnnamed, weighed } from "./edits.js";
import { WeightsCard } from "./weights-card.js";
import "./attributes.css";

type Found = Out<typeof api.attributes.list>;

/** What is measured, as a tree: names in both languages, what stands under what, how much each counts. */
export function AttributesPage() {
  const { t } = useTranslation("attributes");
  const found = useReading(api.attributes.list, {});
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          <PageLink to="/understand/model" className="button">
            {t("model")}
          </PageLink>
        }
      />
      <Loaded query={found} lines={10}>
        {(data) => <Editor key={data.version} found={data} />}
      </Loaded>
    </>
  );
}

function Editor({ found }: { readonly found: Found }) {
  const { t } = useTranslation("attributes");
  const format = useFormat();
  const may = useSession().permissions.includes("analysis:write");
  const [items, setItems] = useState<Draft[]>(() => draftOf(found.items));
  const save = useChange(api.attributes.save, "attributes", "analysis", "vocabulary");
  const isChanged = JSON.stringify(items) !== JSON.stringify(draftOf(found.items));
  const unnamed = items.filter(isUnnamed).map(({ code }) => ({ code, fault: "UNNAMED" as const }));
  const faults = [...attributeFaults(items), ...unnamed];
  const leaving = useBlocker({ shouldBlockFn: () => isChanged, enableBeforeUnload: () => isChanged, withResolver: true });
  const unlisted = found.unlisted.filter((code) => !items.some((one) => one.code === code));
  const add = (code: string, name: Draft["name"]) => setItems((now) => [...now, { code, name, parentCode: null, weight: null }]);
  const addNew = () => {
    const name = { "zh-CN": t("newName", { lng: "zh-CN" }), en: t("newName", { lng: "en" }) };
    add(freshCode(items), name);
  };
  return (
    <div className="attributes">
      {may ? (
        <div className="attributes-bar">
          <Button onClick={addNew}>{t("add")}</Button>
          <Button disabled={!isChanged} onClick={() => setItems(draftOf(found.items))}>
            {t("undo")}
          </Button>
          <Button
            type="primary"
            disabled={!isChanged || faults.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate({ body: { version: found.version, items: coded(items) } })}
          >
            {t("save")}
          </Button>
          <span className="caption" role="status">
            {faults.length > 0 ? t("faults", { count: faults.length }) : isChanged ? t("changed") : ""}
          </span>
        </div>
      ) : null}
      {save.isError ? <ProblemNotice title={t("failed")} problem={problemOf(save.error)} /> : null}
      {unlisted.length === 0 ? null : (
        <Card title={t("unlisted.title")} caption={t("unlisted.about")}>
          <p className="attributes-codes">
            {unlisted.map((code) => (
              <span key={code} className="tag">
                {code}{" "}
                {may ? (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={t("unlisted.addOne", { code })}
                    onClick={() => add(code, { "zh-CN": code, en: code })}
                  >
                    {t("unlisted.add")}
                  </button>
                ) : null}
              </span>
            ))}
          </p>
        </Card>
      )}
      <Card
        title={t("tree")}
        caption={t("count", { count: items.length, shown: format.count(items.length) })}
        foot={<span>{t("foot")}</span>}
      >
        {items.length === 0 ? (
          <EmptyState title={t("none.title")} about={t("none.about")} />
        ) : (
          <AttributeTable items={items} codes={codesOf(items)} found={found.items} faults={faults} may={may} onChange={setItems} />
        )}
      </Card>
      {items.length === 0 ? null : (
        <WeightsCard items={items} may={may} onWeigh={(parent, how) => setItems((now) => weighed(now, parent, how))} />
      )}
      <Modal
        open={leaving.status === "blocked"}
        title={t("leave.title")}
        okText={t("leave.go")}
        cancelText={t("leave.stay")}
        onOk={() => leaving.proceed?.()}
        onCancel={() => leaving.reset?.()}
      >
        <p>{t("leave.about")}</p>
      </Modal>
    </div>
  );
}

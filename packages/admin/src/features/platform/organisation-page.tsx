import { PlusOutlined } from "@ant-design/icons";
import { api, type Unit } from "@manyi/contracts";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { Table } from "../../ui/table.js";
import { OrganisationForm } from "./organisation-form.js";
import { treeRows } from "./tree.js";
import { UnitDrawer } from "./unit-drawer.js";
import "./platform.css";

/** The tree of units and what holds for the whole organisation. */
export function OrganisationPage() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const may = useMay();
  const vocabulary = useReading(api.org.vocabulary, {});
  const [open, setOpen] = useState<Unit | "new" | null>(null);
  const [withClosed, setWithClosed] = useState(false);
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")}>
      {t("unit.add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("organisation.title")} about={t("organisation.about")} actions={may("units:write") ? add : undefined} />
      <div className="platform-two">
        <Card
          title={t("unit.tree")}
          link={
            <Checkbox checked={withClosed} onChange={({ target }) => setWithClosed(target.checked)}>
              {t("unit.withClosed")}
            </Checkbox>
          }
        >
          <Loaded query={vocabulary} lines={8}>
            {({ units }) => {
              const rows = treeRows(units, withClosed);
              return rows.length === 0 ? (
                <EmptyState title={t("unit.none")} about={t("unit.noneAbout")} step={may("units:write") ? add : undefined} />
              ) : (
                <Table
                  caption={t("unit.tree")}
                  rows={rows}
                  rowKey={({ unit }) => unit.id}
                  pageSize={100}
                  more={(hidden) => t("unit.more", { count: hidden })}
                  columns={[
                    {
                      key: "name",
                      title: t("unit.name"),
                      cell: ({ unit, depth }) => (
                        <span style={{ paddingLeft: depth * 20 }}>
                          {may("units:write") ? (
                            <button type="button" className="link-button" onClick={() => setOpen(unit)}>
                              {format.words(unit.name)}
                            </button>
                          ) : (
                            format.words(unit.name)
                          )}
                        </span>
                      ),
                    },
                    { key: "type", title: t("unit.type"), cell: ({ unit }) => t(`unitType.${unit.type}`) },
                    { key: "code", title: t("unit.code"), cell: ({ unit }) => unit.code },
                    {
                      key: "closed",
                      title: t("unit.state"),
                      cell: ({ unit }) =>
                        unit.closedOn === null ? t("unit.open") : t("unit.closedOn", { day: format.day(unit.closedOn) }),
                    },
                  ]}
                />
              );
            }}
          </Loaded>
        </Card>
        {may("settings:write") ? <OrganisationForm /> : null}
      </div>
      <UnitDrawer
        key={open === null || open === "new" ? String(open) : open.id}
        open={open}
        units={vocabulary.data?.units ?? []}
        onClose={() => setOpen(null)}
      />
    </>
  );
}

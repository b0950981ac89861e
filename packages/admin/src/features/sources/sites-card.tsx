import { api, type BeaconSite } from "@manyi/contracts";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { SiteForm } from "./site-form.js";

/** Websites that tell how long their pages are looked at, and when each was last heard. */
export function SitesCard() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const list = useReading(api.expectationSources.sites, {});
  const [open, setOpen] = useState<BeaconSite | "new" | null>(null);
  const make = <Button onClick={() => setOpen("new")}>{t("site.new")}</Button>;
  return (
    <Card
      title={t("site.title")}
      caption={t("site.caption")}
      link={list.data?.items.length ? make : undefined}
      foot={<span>{t("site.foot")}</span>}
    >
      <Loaded query={list} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("site.none")} about={t("site.noneAbout")} step={make} />
          ) : (
            <Table
              caption={t("site.title")}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "name",
                  title: t("door.name"),
                  cell: (site) => (
                    <button type="button" className="link-button" onClick={() => setOpen(site)}>
                      {site.name}
                    </button>
                  ),
                },
                { key: "origins", title: t("site.origins"), cell: ({ origins }) => origins.join("\n") },
                {
                  key: "state",
                  title: t("door.state"),
                  cell: ({ paused, lastHeardAt }) => (
                    <span className={paused ? "tag tag-worse" : lastHeardAt === null ? "tag" : "tag tag-better"}>
                      {t(paused ? "door.paused" : lastHeardAt === null ? "door.waiting" : "door.works")}
                    </span>
                  ),
                },
                {
                  key: "recent",
                  title: t("site.recent"),
                  figure: true,
                  cell: ({ recentSeconds, recentPages }) =>
                    recentSeconds === 0
                      ? "—"
                      : t("site.recentOf", {
                          time: format.duration(Math.max(1, Math.round(recentSeconds / 60)), true),
                          count: recentPages,
                        }),
                },
                {
                  key: "last",
                  title: t("site.last"),
                  figure: true,
                  cell: ({ lastHeardAt }) => (lastHeardAt === null ? "—" : format.moment(lastHeardAt)),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Drawer
        title={open === null ? "" : open === "new" ? t("site.new") : open.name}
        size={640}
        open={open !== null}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open === null || list.data === undefined ? null : (
          <SiteForm site={open === "new" ? null : open} script={list.data.script} onSaved={setOpen} onClosed={() => setOpen(null)} />
        )}
      </Drawer>
    </Card>
  );
}

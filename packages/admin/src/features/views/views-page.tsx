import { api, type SavedView } from "@manyi/contracts";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange, useReading } from "../../api.js";
import { periodOf } from "../../figures/filter-search.js";
import { populationFacts } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { useRooms } from "../../shell/rooms.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { takeFocus } from "../../ui/keep-focus.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { filtersOfView } from "./address.js";
import { CompareCard } from "./compare-card.js";
import { marked } from "./search.js";
import { ViewDialog } from "./view-dialog.js";
import "./views.css";

/** Views kept under a name: open, rename, share, remove with undo, and two of them side by side. */
export function ViewsPage() {
  const { t } = useTranslation(["views", "figures", "shell"]);
  const search = useSearch({ from: "/signed-in/shell/understand/views" });
  const navigate = useNavigate({ from: "/understand/views" });
  const views = useReading(api.views.list, { query: {} });
  const restore = useChange(api.views.restore, "views");
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const format = useFormat();
  const [a, b] = [search.a, search.b].map((id) => views.data?.items.find((view) => view.id === id));
  return (
    <>
      <PageHeader title={t("views:title")} about={t("views:about")} />
      {removed === null ? null : (
        <p className="view-removed" role="status">
          {t("views:removed", { name: format.words(removed.name) })}{" "}
          <button
            type="button"
            className="link-button"
            ref={takeFocus}
            onClick={() => restore.mutate({ params: { id: removed.id } }, { onSuccess: () => setRemoved(null) })}
          >
            {t("views:undo")}
          </button>
        </p>
      )}
      {a === undefined || b === undefined ? null : <CompareCard a={a} b={b} />}
      <Card title={t("views:list")} caption={t("views:listCaption")}>
        <Loaded query={views} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title={t("views:none")}
                about={t("views:noneAbout")}
                step={
                  <PageLink to="/understand/dashboard" className="button button-primary">
                    {t("views:noneStep")}
                  </PageLink>
                }
              />
            ) : (
              <List
                items={items}
                chosen={search}
                onMark={(id) => void navigate({ search: marked(search, id), replace: true, resetScroll: false })}
                onRemoved={setRemoved}
              />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

type ListProps = {
  readonly items: readonly SavedView[];
  readonly chosen: { readonly a?: string | undefined; readonly b?: string | undefined };
  readonly onMark: (id: string) => void;
  readonly onRemoved: (view: SavedView) => void;
};

function List({ items, chosen, onMark, onRemoved }: ListProps) {
  const { t } = useTranslation(["views", "figures", "shell"]);
  const format = useFormat();
  const { t: says } = useTranslation("figures");
  const rooms = useRooms();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const opened = useChange(api.views.open, "views");
  const remove = useChange(api.views.remove, "views");
  const [edited, setEdited] = useState<SavedView | null>(null);
  const menuOf = (path: string) => rooms.flatMap(({ pages }) => pages).find((page) => page.path === path)?.menu;
  return (
    <>
      <Table
        caption={t("views:title")}
        rows={items}
        rowKey={({ id }) => id}
        more={(count) => t("views:more", { count })}
        columns={[
          {
            key: "name",
            title: t("views:column.name"),
            cell: (view) => (
              <span className="view-name">
                <Checkbox
                  aria-label={t("views:mark", { name: format.words(view.name) })}
                  checked={chosen.a === view.id || chosen.b === view.id}
                  onChange={() => onMark(view.id)}
                />
                {menuOf(view.page) === undefined ? (
                  <span>
                    {format.words(view.name)} <span className="caption">{t("views:notYours")}</span>
                  </span>
                ) : (
                  <Link to={view.page} search={view.search as never} onClick={() => opened.mutate({ params: { id: view.id } })}>
                    {format.words(view.name)}
                  </Link>
                )}
              </span>
            ),
          },
          {
            key: "page",
            title: t("views:column.page"),
            cell: ({ page }) => {
              const menu = menuOf(page);
              return <span className="view-cell">{menu === undefined ? "—" : t(`shell:page.${menu}` as "shell:page.dashboard")}</span>;
            },
          },
          {
            key: "filters",
            title: t("views:column.filters"),
            cell: (view) => {
              const filters = filtersOfView(view);
              const period =
                filters.from === undefined
                  ? t(`figures:filter.preset.${filters.period ?? "28d"}`)
                  : format.range(periodOf(filters, format.today));
              return <span className="view-cell">{[period, ...populationFacts(filters, vocabulary, says, format)].join(" · ")}</span>;
            },
          },
          {
            key: "visible",
            title: t("views:column.visible"),
            cell: ({ visibleTo, role }) =>
              visibleTo === "role" && role !== null ? t(`shell:role.${role}`) : t(`views:visible.${visibleTo}`),
          },
          { key: "owner", title: t("views:column.owner"), cell: ({ owner, isOwn }) => (isOwn ? t("views:mine") : (owner ?? "—")) },
          {
            key: "used",
            title: t("views:column.used"),
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("views:never") : format.moment(lastUsedAt)),
            sort: ({ lastUsedAt }) => lastUsedAt,
          },
          {
            key: "actions",
            title: t("views:column.actions"),
            cell: (view) =>
              view.mayChange ? (
                <span className="view-row-actions">
                  <button type="button" className="link-button" onClick={() => setEdited(view)}>
                    {t("views:change")}
                  </button>
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => remove.mutate({ params: { id: view.id } }, { onSuccess: () => onRemoved(view) })}
                  >
                    {t("views:remove")}
                  </button>
                </span>
              ) : null,
          },
        ]}
      />
      {edited === null ? null : <Edit view={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function Edit({ view, onClose }: { readonly view: SavedView; readonly onClose: () => void }) {
  const { t } = useTranslation("views");
  const format = useFormat();
  const change = useChange(api.views.change, "views");
  return (
    <ViewDialog
      title={t("change")}
      start={{ name: format.words(view.name), visibleTo: view.visibleTo, ...(view.role === null ? {} : { role: view.role }) }}
      open
      isBusy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSave={({ name, visibleTo, role }) =>
        change.mutate(
          { params: { id: view.id }, body: { name, visibleTo, role: visibleTo === "role" ? (role ?? null) : null } },
          { onSuccess: onClose },
        )
      }
    />
  );
}

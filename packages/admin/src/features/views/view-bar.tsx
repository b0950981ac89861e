import { PushpinOutlined, ShareAltOutlined } from "@ant-design/icons";
import { api, type SavedView } from "@manyi/contracts";
import { Link, useLocation } from "@tanstack/react-router";
import { Input, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { canBeKept, isSame, keptOf } from "./address.js";
import { ViewDialog } from "./view-dialog.js";
import "./views.css";

/** As many as fit beside each other; the others stand on the page of views. */
const MOST_CHIPS = 5;

/** Views of this page as chips, and at the right: keep what is seen under a name, share its link. Absent where nothing can be kept. */
export function ViewBar() {
  const { pathname, search } = useLocation();
  const may = useMay();
  if (!canBeKept(pathname) || !may("figures:read")) return null;
  return <Bar page={pathname} search={search} />;
}

function Bar({ page, search }: { readonly page: string; readonly search: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation("views");
  const [isNaming, setIsNaming] = useState(false);
  const views = useReading(api.views.list, { query: { page } });
  const save = useChange(api.views.save, "views");
  const kept = keptOf(search);
  const items = views.data?.items ?? [];
  return (
    <div className="view-bar">
      <ul className="view-chips" aria-label={t("common")}>
        {items.slice(0, MOST_CHIPS).map((view) => (
          <li key={view.id}>
            <Chip view={view} isHere={isSame(view.search, kept)} />
          </li>
        ))}
      </ul>
      <span className="view-actions">
        <button type="button" className="link-button" onClick={() => setIsNaming(true)}>
          <PushpinOutlined aria-hidden="true" /> {t("keep")}
        </button>
        <Share />
      </span>
      <ViewDialog
        title={t("keep")}
        start={{ name: "", visibleTo: "me" }}
        open={isNaming}
        isBusy={save.isPending}
        error={save.error}
        onClose={() => setIsNaming(false)}
        onSave={({ name, visibleTo, role }) =>
          save.mutate({ body: { name, page, search: kept, visibleTo, role: role ?? null } }, { onSuccess: () => setIsNaming(false) })
        }
      />
    </div>
  );
}

function Chip({ view, isHere }: { readonly view: SavedView; readonly isHere: boolean }) {
  const format = useFormat();
  const opened = useChange(api.views.open, "views");
  return (
    <Link
      to={view.page}
      search={view.search as never}
      className="view-chip"
      aria-current={isHere ? "true" : undefined}
      onClick={() => opened.mutate({ params: { id: view.id } })}
    >
      {format.words(view.name)}
    </Link>
  );
}

/** The address of what is seen, to be copied; with it a word on what the receiver will see. */
function Share() {
  const { t } = useTranslation("views");
  const [copied, setCopied] = useState(false);
  const address = window.location.href;
  async function copy(): Promise<void> {
    // where the browser keeps the clipboard closed, the field stays to be copied by hand
    await navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      onOpenChange={(open) => (open ? void copy() : setCopied(false))}
      content={
        <div className="view-share">
          <p>{copied ? t("copied") : t("copyByHand")}</p>
          <Input readOnly value={address} aria-label={t("link")} onFocus={({ target }) => target.select()} />
          <p className="caption">{t("shareAbout")}</p>
        </div>
      }
    >
      <button type="button" className="link-button" aria-haspopup="dialog">
        <ShareAltOutlined aria-hidden="true" /> {t("share")}
      </button>
    </Popover>
  );
}

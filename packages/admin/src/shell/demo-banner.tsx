import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { useMay, useSession } from "../session.js";
import { ProblemNotice } from "../ui/problem-notice.js";

/** Above every page of the demo organisation: what this is, the way home, and the way to be rid of it. */
export function DemoBanner() {
  const { t } = useTranslation();
  const { organisation, organisations } = useSession();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  if (!organisation.isDemo) return null;
  const own = organisations.find((one) => !one.isDemo);

  async function home(): Promise<void> {
    if (own !== undefined) await ask(api.session.update, { body: { organisationId: own.id } });
    await navigate({ to: "/" });
    await queries.resetQueries();
  }
  return (
    <aside className="demo" aria-label={t("demo.label")}>
      <span>{t("demo.about")}</span>
      {own === undefined ? null : (
        <button type="button" className="link-button" onClick={() => void home()}>
          {t("demo.leave")}
        </button>
      )}
      {may("demo:remove") ? (
        <button type="button" className="link-button" onClick={() => setAsking(true)}>
          {t("demo.remove")}
        </button>
      ) : null}
      {asking ? <RemoveDemo onClose={() => setAsking(false)} onDone={home} /> : null}
    </aside>
  );
}

function RemoveDemo({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const { organisation } = useSession();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const held = useReading(api.voices.list, { query: { from: "2000-01-01", to: format.today, limit: 1 } }, { enabled: may("voices:read") });

  async function remove(): Promise<void> {
    setState({ busy: true, error: null });
    try {
      await ask(api.org.removeDemo, {});
      onClose();
      await onDone();
    } catch (error) {
      setState({ busy: false, error });
    }
  }
  return (
    <Modal
      open
      title={t("demo.title", { name: format.words(organisation.name) })}
      okText={t("demo.confirm")}
      okButtonProps={{ danger: true, loading: state.busy }}
      onOk={() => void remove()}
      cancelText={t("cancel")}
      onCancel={onClose}
    >
      <p>
        {held.data === undefined
          ? t("demo.loses", { stores: format.count(organisation.stores) })
          : t("demo.losesVoices", { stores: format.count(organisation.stores), voices: format.count(held.data.total) })}
      </p>
      <p className="quiet">{t("demo.keeps")}</p>
      {state.error === null ? null : <ProblemNotice problem={problemOf(state.error)} />}
    </Modal>
  );
}

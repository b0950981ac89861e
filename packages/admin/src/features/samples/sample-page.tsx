import { api, type SampleDetail } from "@manyi/contracts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { DesignCard } from "./design-card.js";
import { DrawnCard } from "./drawn-card.js";
import { CoverageCard, FrameCard } from "./frame-cards.js";
import { PeopleCard } from "./people-card.js";
import { UseCard } from "./use-card.js";
import "./samples.css";

/** One sample: its frame and who was left out, how it is drawn, whom chance has chosen, and their invitations. */
export function SamplePage() {
  const { t } = useTranslation("samples");
  const { id } = useParams({ from: "/signed-in/shell/listen/samples/$id" });
  const sample = useReading(api.samples.get, { params: { id } });
  return (
    <Loaded query={sample} title={t("fault")} lines={10}>
      {(found) => <Sample key={found.id} sample={found} />}
    </Loaded>
  );
}

function Sample({ sample }: { readonly sample: SampleDetail }) {
  const { t } = useTranslation(["samples", "shell"]);
  const format = useFormat();
  const may = useMay();
  const navigate = useNavigate();
  const remove = useChange(api.samples.remove, "samples");
  const [isChanging, setIsChanging] = useState(false);
  const { id, title, source, fileName, framedOn, createdBy, drawn, fieldwork } = sample;
  const mayWrite = may("fieldwork:write");
  const facts = [
    source === "file" ? t("samples:frame.ofFile", { name: fileName }) : t("samples:frame.ofRegister"),
    t("samples:frame.asOf", { day: format.day(framedOn) }),
    createdBy ?? "",
  ].filter((fact) => fact !== "");
  const discard = (
    <Popconfirm
      title={t("samples:discard.title")}
      description={t("samples:discard.about")}
      okText={t("samples:discard.confirm")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onConfirm={() => remove.mutate({ params: { id } }, { onSuccess: () => void navigate({ to: "/listen/samples" }) })}
    >
      <Button danger>{t("samples:discard.open")}</Button>
    </Popconfirm>
  );
  return (
    <>
      <PageHeader
        title={title}
        about={
          <>
            <PageLink to="/listen/samples" className="sample-back">
              {t("samples:back")}
            </PageLink>{" "}
            · {facts.join(" · ")}
          </>
        }
        actions={mayWrite && fieldwork === null ? discard : undefined}
      />
      {remove.isError ? <ProblemNotice problem={problemOf(remove.error)} /> : null}
      <div className="sample-stack">
        {drawn !== null && !isChanging ? (
          <DrawnCard sample={sample} drawn={drawn} onChange={mayWrite && fieldwork === null ? () => setIsChanging(true) : undefined} />
        ) : null}
        {mayWrite && (drawn === null || isChanging) && sample.frameN > 0 ? (
          <DesignCard
            sample={sample}
            onDone={() => setIsChanging(false)}
            onCancel={drawn === null ? undefined : () => setIsChanging(false)}
          />
        ) : null}
        {drawn !== null && !isChanging ? <UseCard sample={sample} /> : null}
        <div className="sample-halves">
          <FrameCard sample={sample} />
          {sample.coverage.map((coverage) => (
            <CoverageCard key={coverage.dimension} coverage={coverage} />
          ))}
        </div>
        {drawn !== null && !isChanging ? <PeopleCard sample={sample} drawn={drawn} /> : null}
      </div>
    </>
  );
}

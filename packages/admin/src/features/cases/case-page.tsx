import { api, type CaseDetail } from "@manyi/contracts";
import { useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useReading } from "../../api.js";
import { Loaded } from "../../ui/loaded.js";
import { useOriginal } from "../../ui/original.js";
import { PageMissing } from "../../ui/page-states.js";
import { CaseHead } from "./case-head.js";
import { ClocksCard } from "./clocks-card.js";
import { CustomerCard } from "./customer-card.js";
import { PrecedentCards } from "./precedent-cards.js";
import { Stepper } from "./stepper.js";
import { StoryCard } from "./story-card.js";
import { WorkCard } from "./work-card.js";
import "./cases.css";

const tabs = ["story", "answer", "customer"] as const;

/** One complaint, solved without leaving the page. */
export function CasePage() {
  const { t } = useTranslation("cases");
  const { id } = useParams({ from: "/signed-in/shell/act/cases/$id" });
  const query = useReading(api.cases.get, { params: { id } });
  if (query.isError && query.data === undefined && problemOf(query.error).code === "NOT_FOUND") return <PageMissing />;
  return (
    <Loaded query={query} lines={10} title={t("caseFault")}>
      {(detail) => <Work key={detail.id} detail={detail} />}
    </Loaded>
  );
}

function Work({ detail: masked }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const original = useOriginal(api.cases.unmask, { params: { id: masked.id } }, masked.revision);
  const detail = original.shown ?? masked;
  const [tab, setTab] = useState<(typeof tabs)[number]>("story");
  useEffect(() => {
    document.title = `${detail.reference} ${detail.title} · ${t("shell:product")}`;
  }, [detail, t]);
  return (
    <>
      <CaseHead detail={detail} />
      <Stepper detail={detail} />
      {/* on a phone one of three parts is shown at a time; on a wide screen they stand side by side */}
      <fieldset className="case-tabs">
        <legend className="visually-hidden">{t("tab.label")}</legend>
        {tabs.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>
            {t(`tab.${one}`)}
          </button>
        ))}
      </fieldset>
      <div className="case-work" data-tab={tab}>
        <div className="case-side">
          <ClocksCard detail={detail} />
          <CustomerCard detail={detail} original={original} />
        </div>
        <div className="case-main">
          <StoryCard detail={detail} original={original} onAnswer={() => setTab("answer")} />
          <WorkCard detail={detail} />
        </div>
        <div className="case-aside">
          <PrecedentCards detail={detail} />
        </div>
      </div>
    </>
  );
}

import type { CaseDetail } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";

/** What was done in cases like this, how many have the same cause, and the customer's tracking page. */
export function PrecedentCards({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  return (
    <>
      <Card title={t("similar")} caption={t("days90")}>
        {detail.similar.length === 0 ? (
          <p className="quiet">{t("noSimilar")}</p>
        ) : (
          <ul className="rows case-similar">
            {detail.similar.map((one) => (
              <li key={one.id}>
                <p className="case-similar-line">
                  <Link to="/act/cases/$id" params={{ id: one.id }} aria-label={`${one.reference} ${one.title}`}>
                    {one.title}
                  </Link>
                  <span className={one.outcome === "satisfied" ? "better" : one.outcome === null ? "quiet" : "worse"}>
                    {one.outcome === null ? t("stillOpen") : t(`outcome.${one.outcome}`, { defaultValue: one.outcome })}
                  </span>
                </p>
                <p className="caption">
                  {[
                    format.words(one.unit),
                    one.remedy ?? "",
                    one.days === null ? "" : t("closedIn", { time: format.duration(one.days * 1440) }),
                  ]
                    .filter((part) => part !== "")
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {detail.sameCause > 1 && detail.causeCode !== null ? (
        <section className="card case-same">
          <h2>{t("same", { count: detail.sameCause })}</h2>
          <p>
            {t("sameAbout", {
              cause: t(`causeCode.${detail.causeCode}`, { defaultValue: detail.causeCode }),
              unit: format.words(detail.unit.name),
            })}
          </p>
          <Link to="/act/cases" search={{ view: "all", unit: detail.unit.id }}>
            {t("sameSee")}
          </Link>
        </section>
      ) : null}
      <TrackCard detail={detail} />
    </>
  );
}

/** The page the customer follows this case on. */
function TrackCard({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const [copied, setCopied] = useState(false);
  return (
    <Card title={t("track")}>
      <p className="quiet">{t("trackAbout")}</p>
      <Button className="case-track" onClick={() => void navigator.clipboard.writeText(detail.trackUrl).then(() => setCopied(true))}>
        {copied ? t("copied") : t("copyTrack")}
      </Button>
    </Card>
  );
}

import type { CaseSummary } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { dueOf } from "./due.js";
import { useNow } from "./now.js";

/** What is left until the next promise to the customer; orange when it is near or past. */
export function DueChip({ item }: { readonly item: Pick<CaseSummary, "nextClock" | "state"> }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const due = dueOf(item.nextClock, useNow());
  if (due.risk === "none") return <span className="case-due">{t(item.nextClock?.state === "paused" ? "due.paused" : "due.none")}</span>;
  const time = format.duration(due.minutes);
  return (
    <span className="case-due" data-risk={due.risk}>
      {due.risk === "late" ? t("due.late", { time }) : time}
    </span>
  );
}

import type { CaseSummary } from "@manyi/contracts";
import { useTranslation } from "react-i18next";

const looks = { safety: "tag tag-strong", high: "tag tag-strong", normal: "tag", low: "tag" } as const;

/** How grave a case is. */
export function SeverityTag({ severity }: { readonly severity: CaseSummary["severity"] }) {
  const { t } = useTranslation("cases");
  return <span className={looks[severity]}>{t(`severity.${severity}`)}</span>;
}

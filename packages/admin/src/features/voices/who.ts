import type { Voice } from "@manyi/contracts";
import { useTranslation } from "react-i18next";

/** Names who spoke: a masked name, or why there is none. */
export function useWho(): (voice: Pick<Voice, "customer" | "anonymity">) => string {
  const { t } = useTranslation("voices");
  return ({ customer, anonymity }) => {
    if (customer !== null && customer.name !== "") return customer.name;
    return anonymity === "anonymous" || anonymity === "confidential" ? t(`anonymity.${anonymity}`) : t("unnamed");
  };
}

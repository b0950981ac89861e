import type { LoyaltyBasis } from "@manyi/contracts";
import { useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Download, Numbers } from "../../download/index.js";
import { usePlainFacts } from "../../figures/statement-facts.js";
import { type Format, useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { EmptyState } from "../../ui/empty-state.js";
import type { LoyaltySearch } from "./search.js";

export type TabProps = { readonly search: LoyaltySearch; readonly onChange: (part: LoyaltySearch) => void };
type Words = (key: string, values?: Record<string, string | number>) => string;

function factsOf({ customers, purchases, returned, hasAmounts }: LoyaltyBasis, t: Words, format: Format): string[] {
  return [
    t("basis.customers", { n: format.count(customers) }),
    t("basis.purchases", { n: format.count(purchases) }),
    returned === 0 ? t("basis.noReturns") : t("basis.returned", { n: format.count(returned) }),
    hasAmounts ? "" : t("basis.noAmounts"),
  ].filter((fact) => fact !== "");
}

function daysOf({ from, until }: LoyaltyBasis): { from: string; to: string } | null {
  return from === null || until === null ? null : { from, to: until };
}

/** What the figures of a tab rest on, in one line. */
export function BasisLine({ basis }: { readonly basis: LoyaltyBasis }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const days = daysOf(basis);
  const [customers = "", purchases = "", ...rest] = factsOf(basis, t as Words, format);
  const facts = [customers, purchases, days === null ? "" : `${days.from} – ${days.to}`, ...rest];
  const asOf = t("basis.asOf", { moment: format.moment(basis.asOf) });
  return <p className="loyalty-basis caption">{[...facts, asOf].filter((fact) => fact !== "").join(" · ")}</p>;
}

/** What a card offers to take along, with what it rests on. */
export function useLoyaltyDownload(basis: LoyaltyBasis): (title: string, numbers: Numbers, notes?: readonly string[]) => Download {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { unit } = useSearch({ from: "/signed-in/shell/customers/loyalty" });
  const plain = usePlainFacts({ unit });
  return (title, numbers, notes = []) => ({
    title,
    numbers,
    statement: [...plain(daysOf(basis), basis.asOf), ...factsOf(basis, t as Words, format), ...notes],
  });
}

/** No purchases yet, or too few customers: what to do next. */
export function NoPurchases({ basis, onChange }: { readonly basis: LoyaltyBasis; readonly onChange: (part: LoyaltySearch) => void }) {
  const { t } = useTranslation("loyalty");
  const mayImport = useMay()("imports:run");
  return (
    <EmptyState
      title={t("none.title")}
      about={t("none.about", { k: basis.k })}
      step={
        mayImport ? (
          <Button type="primary" onClick={() => onChange({ tab: "purchases" })}>
            {t("none.step")}
          </Button>
        ) : undefined
      }
    />
  );
}

/** A hidden figure says why. */
export function HiddenMark({ why, k }: { readonly why: "SMALL" | "COMPLEMENTARY" | null; readonly k: number }) {
  const { t } = useTranslation("loyalty");
  return <span className="caption">{why === "COMPLEMENTARY" ? t("hidden.others") : t("hidden.small", { k })}</span>;
}

import { useState } from "react";
import { useTranslation } from "react-i18next";

type Days = { readonly from: string; readonly to: string };

/** Two days, first and last, in the browser's own date fields: they fit a phone and every keyboard. Reported once they are in order. */
export function DayRange({ days, onChange }: { readonly days: Days; readonly onChange: (days: Days) => void }) {
  const { t } = useTranslation("figures");
  const [shown, setShown] = useState(days);
  function put(part: Partial<Days>): void {
    const next = { ...shown, ...part };
    setShown(next);
    if (next.from !== "" && next.to !== "" && next.from <= next.to) onChange(next);
  }
  return (
    <span className="day-range">
      <input
        type="date"
        aria-label={t("filter.from")}
        value={shown.from}
        max={shown.to}
        onChange={({ target }) => put({ from: target.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        aria-label={t("filter.to")}
        value={shown.to}
        min={shown.from}
        onChange={({ target }) => put({ to: target.value })}
      />
    </span>
  );
}

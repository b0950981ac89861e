import type { ThemeRow } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

const names = ["bad", "neutral", "good", "uncertain"] as const;

/** How a theme is spoken of: bad, neutral, good, uncertain, always in this order. @param of the width's share of the track, 0–1 */
export function SidesBar({ sides, of = 1 }: { readonly sides: ThemeRow["sides"]; readonly of?: number }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const n = names.reduce((sum, name) => sum + sides[name], 0);
  const said = names.map((name) => `${t(`side.${name}`)} ${format.count(sides[name])}`).join(t("comma"));
  return (
    <span className="sides" title={said}>
      <span className="sides-bar" style={{ width: `${100 * of}%` }}>
        {names.map((name) =>
          sides[name] === 0 ? null : <i key={name} data-side={name} style={{ width: `${(100 * sides[name]) / n}%` }} />,
        )}
      </span>
      <span className="visually-hidden">{said}</span>
    </span>
  );
}

/** What the colours stand for. */
export function SidesLegend() {
  const { t } = useTranslation("themes");
  return (
    <span className="caption legend sides-legend">
      {names.map((name) => (
        <span key={name}>
          <i data-side={name} aria-hidden="true" /> {t(`side.${name}`)}
        </span>
      ))}
    </span>
  );
}

import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";

type Part = { readonly code: string; readonly share: number; readonly n: number };

/** The diverging order of each metric, best first, and its fill. Several answers may share one part. */
const orders: Readonly<Record<string, readonly { code: string; of: readonly string[]; fill: string }[]>> = {
  nps: [
    { code: "promoters", of: ["promoters"], fill: "var(--blue-data)" },
    { code: "passives", of: ["passives"], fill: "var(--passive)" },
    { code: "detractors", of: ["detractors"], fill: "var(--orange-data)" },
  ],
  csat: [
    { code: "top2", of: ["5", "4"], fill: "var(--blue-data)" },
    { code: "middle", of: ["3"], fill: "var(--passive)" },
    { code: "bottom2", of: ["2", "1"], fill: "var(--orange-data)" },
  ],
  ces: [
    { code: "easy", of: ["7", "6", "5"], fill: "var(--blue-data)" },
    { code: "middle4", of: ["4"], fill: "var(--passive)" },
    { code: "hard", of: ["3", "2", "1"], fill: "var(--orange-data)" },
  ],
  ratio: [
    { code: "very", of: ["very"], fill: "var(--band-very)" },
    { code: "basic", of: ["basic"], fill: "var(--band-basic)" },
    { code: "barely", of: ["barely"], fill: "var(--band-barely)" },
    { code: "dissatisfied", of: ["dissatisfied"], fill: "var(--band-dissatisfied)" },
  ],
};

/** Adds answers up to the parts a bar shows, in their fixed order. */
export function partsOf(metric: string, distribution: Figure["distribution"]): (Part & { fill: string })[] {
  return (orders[metric] ?? []).map(({ code, of, fill }) => {
    const found = distribution.filter((part) => of.includes(part.code));
    return { code, fill, share: found.reduce((sum, { share }) => sum + share, 0), n: found.reduce((sum, { n }) => sum + n, 0) };
  });
}

/** One stacked bar in the fixed diverging order, every part named and counted below it. */
export function Distribution({ figure }: { readonly figure: Pick<Figure, "metric" | "distribution"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const parts = partsOf(figure.metric, figure.distribution);
  if (parts.length === 0 || figure.distribution.length === 0) return null;
  return (
    <div className="distribution">
      <div className="distribution-bar" aria-hidden="true">
        {parts.map((part) => (part.share === 0 ? null : <i key={part.code} style={{ flexGrow: part.share, background: part.fill }} />))}
      </div>
      <ul className="distribution-words">
        {parts.map((part) => (
          <li key={part.code} title={`n ${format.count(part.n)}`}>
            <i style={{ background: part.fill }} aria-hidden="true" />
            {t(`part.${part.code}`)} <b>{format.figure("percent", part.share * 100)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { PageLink } from "../ui/page-link.js";
import type { FilterSearch } from "./filter-search.js";

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
    { code: "delighted", of: ["delighted"], fill: "var(--band-delighted)" },
    { code: "satisfied", of: ["satisfied"], fill: "var(--band-satisfied)" },
    { code: "tolerable", of: ["tolerable"], fill: "var(--band-tolerable)" },
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

/** The lowest and highest answer of a part, where answers are whole numbers on one scale. */
const spans: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  promoters: { min: 9, max: 10 },
  passives: { min: 7, max: 8 },
  detractors: { min: 0, max: 6 },
  top2: { min: 4, max: 5 },
  middle: { min: 3, max: 3 },
  bottom2: { min: 1, max: 2 },
  easy: { min: 5, max: 7 },
  middle4: { min: 4, max: 4 },
  hard: { min: 1, max: 3 },
};

/** One stacked bar in the fixed diverging order, every part named below it and opening its voices. */
export function Distribution({
  figure,
  search,
}: {
  readonly figure: Pick<Figure, "metric" | "distribution">;
  readonly search: FilterSearch;
}) {
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
            {t(`part.${part.code}`)}{" "}
            <b>
              {spans[part.code] === undefined ? (
                format.figure("percent", part.share * 100)
              ) : (
                <PageLink to="/listen/voices" search={{ ...search, metric: figure.metric, ...spans[part.code] }}>
                  {format.figure("percent", part.share * 100)}
                </PageLink>
              )}
            </b>
          </li>
        ))}
      </ul>
    </div>
  );
}

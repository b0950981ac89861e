import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { type LoopRow, stages } from "./stages.js";

/** Five stages from due to satisfied, each a share of all that were due. */
export function Funnel({ row }: { readonly row: LoopRow }) {
  const { t } = useTranslation("loop");
  const format = useFormat();
  return (
    <ul className="funnel">
      {stages.map((stage) => (
        <li key={stage} data-stage={stage}>
          <span className="funnel-name">{t(`stage.${stage}`)}</span>
          <span className="funnel-track" aria-hidden="true">
            <i style={{ width: `${row.due === 0 ? 0 : (100 * row[stage]) / row.due}%` }} />
          </span>
          <span className="funnel-count">
            <PageLink to="/act/cases" search={{ view: "all", ...(row.unitId === null ? {} : { unit: row.unitId }) }}>
              {format.count(row[stage])}
            </PageLink>
          </span>
        </li>
      ))}
    </ul>
  );
}

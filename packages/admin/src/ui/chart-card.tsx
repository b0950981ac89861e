import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Download, DownloadMenu } from "../download/index.js";
import { Card } from "./card.js";

/** A card whose chart can be read as a table: the same figures, the same links; and taken along as picture or numbers. */
export function ChartCard(props: {
  readonly title: ReactNode;
  readonly caption?: ReactNode;
  readonly tools?: ReactNode;
  readonly legend?: ReactNode;
  readonly foot?: ReactNode;
  readonly className?: string;
  /** null while there is nothing to draw yet; the link then stays away */
  readonly table: ReactNode | null;
  /** the numbers and what they rest on; null while there is nothing to take along */
  readonly download?: Download | null;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("shell");
  const { tools, legend, table, download = null, children, ...card } = props;
  const area = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const showTable = asTable && table !== null;
  return (
    <Card
      {...card}
      link={
        <span className="chart-tools">
          {tools}
          {showTable ? null : legend}
          {table === null ? null : (
            <button type="button" className="link-button" aria-pressed={asTable} onClick={() => setAsTable((now) => !now)}>
              {asTable ? t("asChart") : t("asTable")}
            </button>
          )}
          {download === null ? null : <DownloadMenu download={download} area={area} />}
        </span>
      }
    >
      <div ref={area}>{showTable ? table : children}</div>
    </Card>
  );
}

import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "./card.js";

/** A card whose chart can be read as a table: the same figures, the same links. */
export function ChartCard(props: {
  readonly title: ReactNode;
  readonly caption?: ReactNode;
  readonly tools?: ReactNode;
  readonly legend?: ReactNode;
  readonly foot?: ReactNode;
  readonly className?: string;
  /** null while there is nothing to draw yet; the link then stays away */
  readonly table: ReactNode | null;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("shell");
  const { tools, legend, table, children, ...card } = props;
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
        </span>
      }
    >
      {showTable ? table : children}
    </Card>
  );
}

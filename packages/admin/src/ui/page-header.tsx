import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Title, one grey line, and at the right at most two plain buttons and one primary. The title also names the browser tab. */
export function PageHeader(props: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { title, beside, about, actions } = props;
  const { t } = useTranslation("shell");
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <header className="page-header">
      <div>
        <h1>
          {title}
          {beside === undefined ? null : <span className="page-beside">{beside}</span>}
        </h1>
        {about === undefined ? null : <p className="caption">{about}</p>}
      </div>
      {actions === undefined ? null : <div className="page-actions">{actions}</div>}
    </header>
  );
}

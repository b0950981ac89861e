import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api.js";
import { ProblemNotice } from "./problem-notice.js";

/** What stands at an address where there is nothing, or nothing for this reader: the two are not told apart. */
export function PageMissing() {
  const { t } = useTranslation();
  return (
    <div className="page-state">
      <h1>{t("missing.title")}</h1>
      <p className="quiet">{t("missing.about")}</p>
      <Link to="/">{t("missing.home")}</Link>
    </div>
  );
}

/** A whole page that could not be shown. */
export function PageFault({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <div className="page-state">
      <h1>{t("fault.title")}</h1>
      <ProblemNotice problem={problemOf(error)} />
      <Button onClick={() => window.location.reload()}>{t("fault.reload")}</Button>
    </div>
  );
}

import { api } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { reading } from "../../api.js";
import { useFormat } from "../../format/index.js";

/** Walks the chain of hashes and says whether anything was changed or taken out. */
export function ChainCheck() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const check = useQuery({ ...reading(api.audit.check, {}), enabled: false });
  return (
    <>
      {check.data === undefined ? null : (
        <span className={check.data.brokenAt === null ? "better" : "worse"} role="status">
          {check.data.brokenAt === null
            ? t("audit.whole", { entries: format.count(check.data.entries) })
            : t("audit.broken", { entry: check.data.brokenAt })}
        </span>
      )}
      <Button loading={check.isFetching} onClick={() => void check.refetch()}>
        {t("audit.check")}
      </Button>
    </>
  );
}

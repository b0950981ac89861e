import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Something to be copied in one press. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation("surveys");
  const [copied, setCopied] = useState(false);
  return (
    <div className="survey-copy">
      <Input readOnly aria-label={label} value={value} />
      <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
        {copied ? t("share.copied") : t("share.copy")}
      </Button>
    </div>
  );
}

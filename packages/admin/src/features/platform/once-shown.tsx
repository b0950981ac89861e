import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A secret or link that is shown this once: to copy, then gone. */
export function OnceShown({ title, about, value }: { readonly title: string; readonly about: string; readonly value: string }) {
  const { t } = useTranslation("platform");
  const [copied, setCopied] = useState(false);
  return (
    <div className="platform-once">
      <h3>{title}</h3>
      <p>{about}</p>
      <div className="platform-copy">
        <Input readOnly aria-label={title} value={value} />
        <Button type="primary" onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          {copied ? t("copied") : t("copy")}
        </Button>
      </div>
    </div>
  );
}

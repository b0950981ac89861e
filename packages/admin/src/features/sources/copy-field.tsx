import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Something to take along, with a button that copies it. */
export function CopyField({ label, value, rows = 1 }: { readonly label: string; readonly value: string; readonly rows?: number }) {
  const { t } = useTranslation("sources");
  const [copied, setCopied] = useState(false);
  return (
    <div>
      <p className="caption">{label}</p>
      <div className="door-copy">
        {rows === 1 ? (
          <Input readOnly aria-label={label} value={value} />
        ) : (
          <Input.TextArea readOnly aria-label={label} className="door-payload" rows={rows} value={value} />
        )}
        <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          {t(copied ? "keys.copied" : "keys.copy")}
        </Button>
      </div>
    </div>
  );
}

import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Something to take along, with a button that copies it; `isNamed` writes the label above it. */
export function CopyField(props: { readonly label: string; readonly value: string; readonly rows?: number; readonly isNamed?: boolean }) {
  const { t } = useTranslation("shell");
  const { label, value, rows = 1, isNamed = false } = props;
  const [copied, setCopied] = useState(false);
  return (
    <div>
      {isNamed ? <p className="caption">{label}</p> : null}
      <div className="copy-field">
        {rows === 1 ? (
          <Input readOnly aria-label={label} value={value} />
        ) : (
          <Input.TextArea readOnly aria-label={label} rows={rows} value={value} />
        )}
        <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          {t(copied ? "copied" : "copy")}
        </Button>
      </div>
    </div>
  );
}

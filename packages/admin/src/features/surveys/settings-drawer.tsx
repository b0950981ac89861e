import { SettingOutlined } from "@ant-design/icons";
import { Button, Drawer, Input, Radio, Switch } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import type { Draft } from "./use-draft.js";

/** What holds for the whole survey: its name, how anonymous it is, how it is laid out, what comes last. */
export function SettingsDrawer({ draft, locale }: { readonly draft: Draft; readonly locale: Locale }) {
  const { t } = useTranslation("surveys");
  const [open, setOpen] = useState(false);
  const callback = useId();
  const { definition, change } = draft;
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<SettingOutlined />}
        aria-label={t("whole.open")}
        title={t("whole.open")}
        onClick={() => setOpen(true)}
      />
      <Drawer title={t("whole.open")} size={480} open={open} onClose={() => setOpen(false)} destroyOnHidden>
        <div className="survey-form">
          {(["title", "purpose", "closing"] as const).map((name) => (
            <WholeText
              key={name}
              label={t(`textName.${name}`)}
              value={definition[name][locale] ?? ""}
              onChange={(words) => change({ ...definition, [name]: { ...definition[name], [locale]: words } }, `${name}.${locale}`)}
            />
          ))}
          <fieldset className="survey-choice">
            <legend>{t("column.anonymity")}</legend>
            <Radio.Group
              value={definition.anonymity}
              options={(["anonymous", "confidential", "identified"] as const).map((value) => ({
                value,
                label: `${t(`anonymity.${value}`)} · ${t(`whole.anonymity.${value}`)}`,
              }))}
              onChange={({ target }) => change({ ...definition, anonymity: target.value as typeof definition.anonymity })}
            />
            <p className="caption">{t("whole.anonymityAbout")}</p>
          </fieldset>
          <fieldset className="survey-choice">
            <legend>{t("whole.layout")}</legend>
            <Radio.Group
              value={definition.layout}
              options={(["paged", "single"] as const).map((value) => ({ value, label: t(`whole.layouts.${value}`) }))}
              onChange={({ target }) => change({ ...definition, layout: target.value as typeof definition.layout })}
            />
          </fieldset>
          <p className="survey-setting">
            <Switch
              id={callback}
              size="small"
              checked={definition.offerCallback}
              onChange={(offerCallback) => change({ ...definition, offerCallback })}
            />
            <label htmlFor={callback}>{t("whole.callback")}</label>
          </p>
        </div>
      </Drawer>
    </>
  );
}

function WholeText({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="survey-field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea id={id} autoSize maxLength={2000} value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  );
}

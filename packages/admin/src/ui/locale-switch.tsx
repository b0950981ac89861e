import { useTranslation } from "react-i18next";
import { type Locale, useLocale } from "../i18n.js";

/** `中 / EN`; each language is named in itself. */
export function LocaleSwitch({ full = false, onChange }: { readonly full?: boolean; readonly onChange: (locale: Locale) => void }) {
  const { t } = useTranslation("shell");
  const current = useLocale();
  return (
    <fieldset className="locales">
      <legend className="visually-hidden">{t("language")}</legend>
      {(["zh-CN", "en"] as const).map((locale, index) => (
        <span key={locale}>
          {index > 0 && !full ? <span aria-hidden="true"> / </span> : null}
          <button
            type="button"
            lang={locale}
            title={t(`languages.${locale}.full`)}
            aria-pressed={locale === current}
            onClick={() => onChange(locale)}
          >
            {full ? t(`languages.${locale}.full`) : t(`languages.${locale}.short`)}
          </button>
        </span>
      ))}
    </fieldset>
  );
}

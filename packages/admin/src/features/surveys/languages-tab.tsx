import { type Locale, outlineOf } from "@manyi/core/survey";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { pathsOf, putText } from "./languages.js";
import type { Draft } from "./use-draft.js";

const locales = ["zh-CN", "en"] as const;

/** Every text side by side. What one language lacks is marked. */
export function LanguagesTab({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("surveys");
  const { definition, change } = draft;
  const { questions } = outlineOf(definition);
  const place = (path: string) => {
    const [key = "", name = "", id = ""] = path.split(".");
    const number = questions.findIndex((one) => one.key === key) + 1;
    const what = t(`textName.${number === 0 ? (key === "pages" ? "pageTitle" : key) : name}`, { defaultValue: name });
    return number === 0 ? what : `Q${number} ${what}${name === "options" || name === "rows" ? ` ${id}` : ""}`;
  };
  return (
    <section className="card survey-wide">
      <header className="survey-wide-head">
        <h2>{t("tab.languages")}</h2>
        <span className="survey-setting">
          <label htmlFor="survey-locales">{t("locales")}</label>
          <Select
            id="survey-locales"
            size="small"
            popupMatchSelectWidth={false}
            value={definition.locales.length > 1 ? "both" : (definition.locales[0] ?? "both")}
            options={(["both", ...locales] as const).map((value) => ({
              value,
              label: value === "both" ? t("localesBoth") : t(`locale.${value}`),
            }))}
            onChange={(value) => {
              const next: readonly Locale[] = value === "both" ? locales : locales.filter((one) => one === value);
              change({
                ...definition,
                locales: next,
                defaultLocale: next.includes(definition.defaultLocale) ? definition.defaultLocale : (next[0] ?? "zh-CN"),
              });
            }}
          />
        </span>
      </header>
      <div className="survey-texts">
        {pathsOf(definition).map(({ path, text, optional }) => (
          <div key={path} className="survey-text-row">
            <p className="caption">{place(path)}</p>
            {locales.map((locale) => {
              const isMissing =
                definition.locales.includes(locale) && (text[locale] ?? "").trim() === "" && !(optional && !text["zh-CN"] && !text.en);
              return (
                <Input.TextArea
                  key={locale}
                  lang={locale}
                  autoSize
                  maxLength={2000}
                  aria-label={`${place(path)} ${t(`locale.${locale}`)}`}
                  disabled={!definition.locales.includes(locale)}
                  status={isMissing ? "error" : ""}
                  placeholder={isMissing ? t("missingText") : ""}
                  value={text[locale] ?? ""}
                  onChange={({ target }) => change(putText(definition, path, locale, target.value), `${path}.${locale}`)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </section>
  );
}

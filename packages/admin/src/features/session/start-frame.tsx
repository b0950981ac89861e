import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { changeLocale } from "../../i18n.js";
import { LocaleSwitch } from "../../ui/locale-switch.js";
import { Logo } from "../../ui/logo.js";
import "./start.css";

/** The bare page before the shell: mark, language, content. */
export function StartFrame({
  title,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("shell");
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <div className="start">
      <header className="start-top">
        <span className="start-brand">
          <Logo size={24} /> <b>{t("name")}</b> Manyi
        </span>
        <LocaleSwitch full onChange={(locale) => void changeLocale(locale)} />
      </header>
      <main className="start-main" data-wide={wide}>
        {children}
      </main>
    </div>
  );
}

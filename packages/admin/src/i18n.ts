import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";

export type Locale = "zh-CN" | "en";

const catalogues = import.meta.glob<Record<string, unknown>>("./locales/*/*.json", { import: "default" });
const remembered = "manyi.locale";

/** The language chosen on this device; else the browser's, where any Chinese counts as zh-CN and a language we do not speak as English. */
export function firstLocale(stored: string | null, languages: readonly string[]): Locale {
  if (stored === "zh-CN" || stored === "en") return stored;
  const known = languages.find((language) => /^(zh|en)\b/i.test(language));
  if (known === undefined) return languages.length === 0 ? "zh-CN" : "en";
  return known.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** Starts the catalogues: one namespace per slice, read when the first page of the slice opens. */
export async function startI18n(): Promise<void> {
  await i18next
    .use({
      type: "backend",
      read: (locale: string, slice: string, done: (error: unknown, data: Record<string, unknown> | null) => void) => {
        const load = catalogues[`./locales/${locale}/${slice}.json`];
        if (load === undefined) return done(new Error(`no catalogue ${locale}/${slice}`), null);
        load().then(
          (data) => done(null, data),
          (error) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: firstLocale(localStorage.getItem(remembered), navigator.languages),
      supportedLngs: ["zh-CN", "en"],
      load: "currentOnly",
      fallbackLng: false,
      ns: ["shell", "figures"],
      defaultNS: "shell",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  mark();
  i18next.on("languageChanged", mark);
}

function mark(): void {
  document.documentElement.lang = currentLocale();
}

export function currentLocale(): Locale {
  return i18next.language === "en" ? "en" : "zh-CN";
}

/** Switches the language here and remembers it on this device. */
export async function changeLocale(locale: Locale): Promise<void> {
  localStorage.setItem(remembered, locale);
  await i18next.changeLanguage(locale);
}

function onLocale(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

/** The language of the page, re-rendering on a switch. */
export function useLocale(): Locale {
  return useSyncExternalStore(onLocale, currentLocale);
}

/** A text kept in both languages: the reader's, else the other one, else nothing. */
export function words(
  text: { readonly "zh-CN"?: string | undefined; readonly en?: string | undefined } | null | undefined,
  locale: Locale,
): string {
  if (text === null || text === undefined) return "";
  return text[locale] || text[locale === "en" ? "zh-CN" : "en"] || "";
}

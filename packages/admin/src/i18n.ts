import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";

export type Locale = "zh-CN" | "en";

/** Each language is one file: no page waits for words of its own. */
const catalogues = { "zh-CN": () => import("./locales/zh-CN.js"), en: () => import("./locales/en.js") };
const remembered = "manyi.locale";

/** The language chosen on this device; else the browser's, where any Chinese counts as zh-CN and a language we do not speak as English. */
export function firstLocale(stored: string | null, languages: readonly string[]): Locale {
  if (stored === "zh-CN" || stored === "en") return stored;
  const known = languages.find((language) => /^(zh|en)\b/i.test(language));
  if (known === undefined) return languages.length === 0 ? "zh-CN" : "en";
  return known.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** Starts with the words of the reader's language. */
export async function startI18n(): Promise<void> {
  const locale = firstLocale(localStorage.getItem(remembered), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: await wordsOf(locale) },
    supportedLngs: ["zh-CN", "en"],
    load: "currentOnly",
    fallbackLng: false,
    defaultNS: "shell",
    interpolation: { escapeValue: false },
  });
  mark();
  i18next.on("languageChanged", mark);
}

/** The words of every slice. */
async function wordsOf(locale: Locale): Promise<Record<string, Record<string, unknown>>> {
  const { files } = await catalogues[locale]();
  return Object.fromEntries(Object.entries(files).map(([path, slice]) => [path.slice(path.lastIndexOf("/") + 1, -".json".length), slice]));
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
  if (!i18next.hasResourceBundle(locale, "shell")) {
    for (const [slice, words] of Object.entries(await wordsOf(locale))) i18next.addResourceBundle(locale, slice, words);
  }
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

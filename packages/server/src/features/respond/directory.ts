import { estimateMinutes, estimateSeconds, LOCALES, type Locale, nextScreen, textIn } from "@manyi/core/survey";
import { surveyPage } from "@manyi/portal";
import type { Services } from "../../platform/services.js";
import { findLink, medianDuration, type OpenLink } from "./queries.js";
import { SLOT, type SlottedPage, slottedPage } from "./slotted-page.js";

/** How long a link is trusted before it is looked at again, in the background; changes made by this process show at once. */
const TRUST_MS = 5_000;
/** The same for an address that led nowhere: the link may be made this very moment. */
const DOUBT_MS = 1_000;
const MOST_LINKS = 5_000;
const MEDIAN_MS = 5 * 60_000;

/** A link as it is kept in memory: with the first page of each language ready to send. */
export type KnownLink = {
  readonly link: OpenLink;
  readonly firstPage: (locale: Locale, framed: boolean) => SlottedPage;
  /** seconds below which an answer was given faster than one can read: a third of the usual time (D§5.6) */
  readonly tooFast: () => number;
};

type Entry = { known: KnownLink | null; at: number; looking: Promise<void> | null };

/** What every visit needs, so that showing a page asks the database nothing. */
export type Directory = {
  readonly find: (slug: string) => Promise<KnownLink | null>;
  /** forget what is known, after a survey or a link has changed */
  readonly forget: () => void;
};

const directories = new WeakMap<Services, Directory>();

export function directoryOf(services: Services): Directory {
  let found = directories.get(services);
  if (found === undefined) {
    found = createDirectory(services);
    directories.set(services, found);
  }
  return found;
}

function createDirectory(services: Services): Directory {
  const entries = new Map<string, Entry>();
  let generation = 0;

  const look = async (slug: string, entry: Entry) => {
    const born = generation;
    const link = await findLink(services.store.db, slug);
    if (born !== generation) return;
    const isSame = entry.known !== null && link !== null && JSON.stringify(entry.known.link) === JSON.stringify(link);
    if (!isSame) entry.known = link === null ? null : knowLink(services, link);
    entry.at = performance.now();
  };

  return {
    async find(slug) {
      let entry = entries.get(slug);
      if (entry === undefined) {
        entry = { known: null, at: Number.NEGATIVE_INFINITY, looking: null };
        if (entries.size >= MOST_LINKS) entries.delete(entries.keys().next().value!);
        entries.set(slug, entry);
      }
      const age = performance.now() - entry.at;
      if (age > (entry.known === null ? DOUBT_MS : TRUST_MS)) {
        const held = entry;
        held.looking ??= look(slug, held).finally(() => {
          held.looking = null;
        });
        // a link known a moment ago is served at once and looked at meanwhile; an unknown one is waited for
        if (held.known === null || age > 60_000) await held.looking;
        else held.looking.catch((error: unknown) => services.log.warn({ err: error }, "link not refreshed"));
      }
      return entry.known;
    },
    forget() {
      generation += 1;
      entries.clear();
    },
  };
}

function knowLink(services: Services, link: OpenLink): KnownLink {
  const pages = new Map<string, SlottedPage>();
  const guess = Math.min(...link.definition.locales.map((locale) => estimateSeconds(link.definition, locale)));
  let median: number | null = null;
  let medianAt = Number.NEGATIVE_INFINITY;
  return {
    link,
    firstPage(locale, framed) {
      const key = `${locale} ${framed}`;
      let page = pages.get(key);
      if (page === undefined) {
        page = slottedPage(renderFirst(link, locale, framed));
        pages.set(key, page);
      }
      return page;
    },
    tooFast() {
      if (performance.now() - medianAt > MEDIAN_MS) {
        medianAt = performance.now();
        medianDuration(services.store.db, link).then(
          (found) => {
            median = found;
          },
          (error: unknown) => services.log.warn({ err: error }, "median duration not read"),
        );
      }
      // an estimate may be too long for quick readers, so it is taken at three quarters
      return (median ?? 0.75 * guess) / 3;
    },
  };
}

function renderFirst(link: OpenLink, locale: Locale, framed: boolean): string {
  const organisation = organisationName(link, locale);
  return surveyPage({
    definition: link.definition,
    version: link.version,
    locale,
    screen: nextScreen(link.definition, {}, -1) ?? 0,
    answers: {},
    posted: {},
    faults: [],
    action: `/s/${link.slug}${framed ? "?e=1" : ""}`,
    visit: SLOT,
    organisation,
    context: { organisation, unit: unitNameOf(link, locale) },
    minutes: estimateMinutes(link.definition, locale),
    notice: null,
    kept: false,
    isLarge: false,
  });
}

/** The organisation's name; one that has not been named yet is spoken of as "we". */
export function organisationName(link: OpenLink, locale: Locale): string {
  return textIn(link.organisation, locale) || textIn(link.organisation, "en", "en") || (locale === "zh-CN" ? "我们" : "Us");
}

export function unitNameOf(link: Pick<OpenLink, "unitName">, locale: Locale): string | undefined {
  return link.unitName === null ? undefined : textIn(link.unitName, locale) || textIn(link.unitName, "en", "en") || undefined;
}

/** The language of a visit: asked for, else the browser's, else the survey's own. */
export function pickLocale(link: OpenLink, asked: unknown, accepted: string | undefined): Locale {
  const { locales, defaultLocale } = link.definition;
  if (LOCALES.includes(asked as Locale) && locales.includes(asked as Locale)) return asked as Locale;
  for (const part of (accepted ?? "").split(",")) {
    const wanted = part.trim().toLowerCase();
    if (wanted.startsWith("zh") && locales.includes("zh-CN")) return "zh-CN";
    if (wanted.startsWith("en") && locales.includes("en")) return "en";
  }
  return defaultLocale;
}

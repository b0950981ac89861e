import { displayFigure, type FigureKind } from "@manyi/core/format";
import { useMemo } from "react";
import { type Locale, useLocale, words } from "../i18n.js";
import { useClock } from "../session.js";
import { addDays, dayText, durationText, inZone, rangeText, weekdayText } from "./date.js";
import { count, difference, differenceInterval, interval, money } from "./number.js";

type Ends = { readonly low: number; readonly high: number };

/** Everything a page needs to write numbers, days and texts in the reader's language and the organisation's time zone. */
export function formatter(locale: Locale, timeZone: string, today: string) {
  const year = Number(today.slice(0, 4));
  const day = (value: string) => dayText(value, locale, year);
  return {
    locale,
    today,
    count: (value: number | null) => count(value, locale),
    figure: displayFigure,
    difference,
    interval: (kind: FigureKind, ends: Ends | null) => interval(kind, ends, locale),
    differenceInterval: (kind: FigureKind, ends: Ends | null) => differenceInterval(kind, ends, locale),
    money: (value: number, currency: string, step: number) => money(value, currency, step, locale),
    day,
    weekday: (value: string) => weekdayText(value, locale, year),
    range: (period: { readonly from: string; readonly to: string }) => rangeText(period.from, period.to, locale, year),
    time: (instant: string) => inZone(instant, timeZone).time,
    seconds: (instant: string) => inZone(instant, timeZone).seconds,
    /** `今天 09:12`, `昨天 19:42`, `6月12日 08:30`; a day alone when the instant is not kept */
    moment: (instant: string | null, on?: string): string => {
      const at = instant === null ? { day: on ?? today, time: "" } : inZone(instant, timeZone);
      const name =
        at.day === today
          ? locale === "en"
            ? "Today"
            : "今天"
          : at.day === addDays(today, -1)
            ? locale === "en"
              ? "Yesterday"
              : "昨天"
            : day(at.day);
      return at.time === "" ? name : `${name} ${at.time}`;
    },
    duration: (minutes: number, coarse?: boolean) => durationText(minutes, locale, coarse),
    words: (text: Parameters<typeof words>[0]) => words(text, locale),
  };
}

export type Format = ReturnType<typeof formatter>;

/** The formatter of the signed-in reader. */
export function useFormat(): Format {
  const locale = useLocale();
  const { timeZone, today } = useClock();
  return useMemo(() => formatter(locale, timeZone, today), [locale, timeZone, today]);
}

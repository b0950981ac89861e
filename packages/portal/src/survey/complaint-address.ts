import type { Locale } from "@manyi/core/survey";

/**
 * Where a complaint about this survey goes: the form of the organisation that asks, which the survey's own address tells.
 *
 * @param action the address of the survey, of one of its steps or of its call-back form; without one the installation's own form
 * @example
 * complaintAddress("zh-CN", "/s/demo?u=S01") // => "/complain?lang=zh-CN&s=demo"
 * complaintAddress("en", null) // => "/complain?lang=en"
 */
export function complaintAddress(locale: Locale, action: string | null | undefined): string {
  const slug = /^\/s\/([\w-]+)/.exec(action ?? "")?.[1];
  return slug === undefined ? `/complain?lang=${locale}` : `/complain?lang=${locale}&s=${slug}`;
}

import { LOCALES, type Locale, type LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { customerContext, type Services } from "../../platform/services.js";

/** The language asked for in the address or form, else the browser's, else the organisation's. */
export function localeOf(asked: string | undefined, accepts: string | undefined, fallback: Locale): Locale {
  const named = LOCALES.find((locale) => locale === asked);
  if (named !== undefined) return named;
  const first = /^\s*([a-z]+)/i.exec(accepts ?? "")?.[1]?.toLowerCase();
  return first === "en" ? "en" : first === "zh" ? "zh-CN" : fallback;
}

/** @returns the text in this language, else in the other one */
export function inLocale(text: LocalText, locale: Locale): string {
  return text[locale] ?? text[locale === "en" ? "zh-CN" : "en"] ?? "";
}

/**
 * Whose complaint page this is: the organisation named, else the one whose survey led here, else the own one once it is set up, else the
 * demo.
 */
export async function complaintOrganisation(
  services: Services,
  code: string | undefined,
  slug?: string | undefined,
): Promise<{ id: number; code: string; name: LocalText; locale: Locale } | null> {
  const rows = await services.store.db
    .selectFrom("tenants")
    .select(["id", "code", "name", "is_set_up", "is_demo", "default_locale"])
    .orderBy("id")
    .execute();
  const asked = code === undefined && slug !== undefined ? await tenantOfSurvey(services, slug) : undefined;
  const found =
    asked !== undefined
      ? rows.find((row) => row.id === asked)
      : code === undefined
        ? (rows.find((row) => row.is_set_up && !row.is_demo) ?? rows.find((row) => row.is_demo) ?? rows[0])
        : rows.find((row) => row.code === code);
  return found === undefined
    ? null
    : { id: found.id, code: found.code, name: found.name, locale: found.default_locale === "en" ? "en" : "zh-CN" };
}

async function tenantOfSurvey({ store }: Services, slug: string): Promise<number | undefined> {
  const row = await store.db.selectFrom("survey_links").select("tenant_id").where("slug", "=", slug).executeTakeFirst();
  return row?.tenant_id;
}

export async function contextFor(services: Services, tenantId: number, locale: Locale): Promise<Context> {
  return (await customerContext(services, tenantId, locale))!;
}

import { estimateMinutes, type Locale, type LocalText, textIn } from "@manyi/core/survey";
import { posterPage } from "@manyi/portal";
import QRCode from "qrcode";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { RawReply } from "../../platform/handler.js";
import { requireLink } from "./links.js";
import { findSurvey } from "./queries.js";

/** 15 % of the code may be dirty or torn; four modules of quiet zone, as readers expect. */
export const CODE = { errorCorrectionLevel: "M", margin: 4 } as const;

/** The code of a link as a file, or as an A4 sheet to hang up. */
export async function qrOf(
  ctx: Context,
  surveyId: number,
  linkId: string,
  format: "svg" | "png" | "poster",
  locale: Locale,
): Promise<RawReply> {
  const link = await requireLink(ctx, surveyId, linkId);
  const url = `${ctx.publicUrl()}/s/${link.slug}`;
  if (format === "png") return { type: "image/png", body: await QRCode.toBuffer(url, { ...CODE, width: 1024 }) };
  const svg = await QRCode.toString(url, { ...CODE, type: "svg" });
  if (format === "svg") return { type: "image/svg+xml", body: svg };
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined) throw new AppError("NOT_FOUND");
  const [organisation, unit] = await Promise.all([
    organisationName(ctx, locale),
    link.unit_id === null
      ? undefined
      : ctx.db
          .selectFrom("org_units")
          .select("name")
          .where("tenant_id", "=", ctx.tenantId)
          .where("id", "=", link.unit_id)
          .executeTakeFirst(),
  ]);
  const body = posterPage({
    locale,
    organisation,
    place: unit === undefined ? null : textIn(unit.name as LocalText, locale),
    title: textIn(survey.title, locale),
    minutes: estimateMinutes(survey.draft, locale),
    isAnonymous: survey.anonymity === "anonymous",
    url,
    svg,
  });
  return { type: "text/html; charset=utf-8", body };
}

/** The organisation's name in a language, else in the one it has. */
export async function organisationName(ctx: Context, locale: Locale): Promise<string> {
  const tenant = await ctx.db.selectFrom("tenants").select("name").where("id", "=", ctx.tenantId).executeTakeFirstOrThrow();
  return textIn(tenant.name as LocalText, locale) || textIn(tenant.name as LocalText, "en", "en");
}

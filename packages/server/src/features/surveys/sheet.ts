import { setImmediate } from "node:timers/promises";
import type { api } from "@manyi/contracts";
import { estimateMinutes, textIn } from "@manyi/core/survey";
import { type SheetCode, type SheetView, sheetPage } from "@manyi/portal";
import QRCode from "qrcode";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { RawReply } from "../../platform/handler.js";
import { isAddressable, signedPath } from "../respond/index.js";
import { requireLink } from "./links.js";
import { CODE, organisationName } from "./qr.js";
import { findSurvey, type LinkRow } from "./queries.js";
import { type Target, targetsOf } from "./sheet-targets.js";

export type SheetQuery = z.output<typeof api.surveys.sheet.query>;

/** More codes than this are several sheets. */
const MOST_CODES = 1000;
/** After so many codes others get their turn: drawing one takes a few milliseconds. */
const CODES_AT_ONCE = 20;

/**
 * One page to print with a signed code for each place.
 *
 * @throws {AppError} NOT_FOUND for a link or unit that is not there or out of scope, INVALID_STATE for a closed link, INVALID_INPUT when
 *   there is nothing to print, too much, or a code that no address can carry
 */
export async function sheetOf(ctx: Context, surveyId: number, linkId: string, query: SheetQuery): Promise<RawReply> {
  const link = await requireLink(ctx, surveyId, linkId);
  const survey = await findSurvey(ctx.db, ctx.tenantId, surveyId);
  if (survey === undefined) throw new AppError("NOT_FOUND");
  if (link.closed_at !== null) throw new AppError("INVALID_STATE");
  const targets = await targetsOf(ctx, link, query);
  refuseUnprintable(targets);
  const { locale } = query;
  const body = sheetPage({
    locale,
    organisation: await organisationName(ctx, locale),
    title: textIn(survey.title, locale),
    minutes: estimateMinutes(survey.draft, locale),
    isAnonymous: survey.anonymity === "anonymous",
    columns: query.columns as SheetView["columns"],
    codes: await drawCodes(ctx, link, targets),
  });
  return { type: "text/html; charset=utf-8", body };
}

function refuseUnprintable(targets: readonly Target[]): void {
  const refuse = (path: string, zh: string, en: string) => {
    throw new AppError("INVALID_INPUT", [{ path, "zh-CN": zh, en }]);
  };
  if (targets.length === 0) refuse("query.by", "没有可以打印的码", "There is nothing to print a code for");
  if (targets.length > MOST_CODES) {
    refuse("query.unit", `超过 ${MOST_CODES} 个码，请按下级单元分开打印`, `More than ${MOST_CODES} codes: print them by smaller units`);
  }
  const stray = targets.flatMap(({ codes }) => Object.values(codes)).find((code) => code !== undefined && !isAddressable(code));
  if (stray !== undefined) {
    refuse("query.by", `编码「${stray}」不能写进网址，请先改编码`, `The code “${stray}” cannot stand in an address; change it first`);
  }
}

async function drawCodes(ctx: Context, { slug }: LinkRow, targets: readonly Target[]): Promise<SheetCode[]> {
  const drawn: SheetCode[] = [];
  for (const [i, { codes, label, place }] of targets.entries()) {
    if (i % CODES_AT_ONCE === CODES_AT_ONCE - 1) await setImmediate();
    const url = `${ctx.publicUrl()}${signedPath(ctx.vault, slug, codes)}`;
    drawn.push({ label, place, svg: await QRCode.toString(url, { ...CODE, type: "svg" }) });
  }
  return drawn;
}

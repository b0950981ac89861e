import { createHmac, timingSafeEqual } from "node:crypto";
import type { HookReply, InboundMapping } from "@manyi/contracts";
import { jsonFault } from "@manyi/core/feedback";
import type { Tables } from "@manyi/store";
import type { Selectable } from "kysely";
import { unstorableText } from "../../platform/clean-text.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { tokenHash } from "../../platform/ids.js";
import { customersByAddress } from "../../platform/places.js";
import type { Services } from "../../platform/services.js";
import { keepPayload, noteDelivery } from "./deliveries.js";
import { readPlaces } from "./places.js";
import { type Door, placeItems, voicesOf } from "./voices-of.js";

export type SourceRow = Selectable<Tables["inbound_sources"]>;

/** One source; a platform that sends its backlog sends batches. */
const SOURCE_LIMIT = { perMinute: 600, burst: 200 };
const LARGEST_DELIVERY = 1024 * 1024;
/** Faults told in one reply. */
const MOST_FAULTS = 20;

export const signingPurpose = "inbound-signature";

function doorOf(row: SourceRow): Door {
  return {
    tenantId: row.tenant_id,
    scope: `source-${row.id}`,
    kind: row.kind,
    mapping: row.mapping as InboundMapping,
    unitId: row.unit_id,
    touchpointId: row.touchpoint_id,
  };
}

export async function findByToken(services: Services, token: string): Promise<SourceRow> {
  const row = await services.store.db
    .selectFrom("inbound_sources")
    .selectAll()
    .where("token_hash", "=", tokenHash(token))
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

function parseJson(text: string): { readonly value: unknown } | { readonly fault: Fault } {
  const place = jsonFault(text);
  if (place === null) return { value: JSON.parse(text) };
  const { line, column } = place;
  const path = `body:${line}:${column}`;
  return { fault: { path, "zh-CN": `第 ${line} 行第 ${column} 个字符处不是 JSON`, en: `No JSON at line ${line}, character ${column}` } };
}

function checkSignature(services: Services, row: SourceRow, body: Buffer, signature: string | undefined): void {
  if (row.signing_secret === null) return;
  const secret = services.vault.open(signingPurpose, row.signing_secret);
  const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("hex"));
  const given = Buffer.from((signature ?? "").replace(/^sha256=/i, "").toLowerCase());
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw new AppError("BAD_SIGNATURE");
}

/** What a refusal leaves behind: its code and places, nothing of the content. */
type Outcome = { readonly reply: HookReply } | { readonly error: AppError };

/**
 * Takes a delivery in. The same items again change nothing; a faulty item does not spoil its neighbours, and a delivery of nothing but
 * faults is refused with the place of each.
 *
 * @throws {AppError} BAD_SIGNATURE, PAUSED, RATE_LIMITED, TOO_LARGE, INVALID_INPUT
 */
export async function receive(services: Services, row: SourceRow, body: Buffer, signature: string | undefined): Promise<HookReply> {
  const wait = services.limiter.take(`source ${row.tenant_id} ${row.id}`, SOURCE_LIMIT);
  if (wait !== null) throw new AppError("RATE_LIMITED", [], wait);
  const outcome = await attempt(services, row, body, signature);
  await noteDelivery(services, row, body.length, outcome);
  if ("error" in outcome) throw outcome.error;
  return outcome.reply;
}

async function attempt(services: Services, row: SourceRow, body: Buffer, signature: string | undefined): Promise<Outcome> {
  try {
    if (body.length > LARGEST_DELIVERY) throw new AppError("TOO_LARGE");
    checkSignature(services, row, body, signature);
    if (row.paused) throw new AppError("PAUSED", [], 3600);
    return { reply: await takeIn(services, row, body.toString("utf8")) };
  } catch (error) {
    if (error instanceof AppError) return { error };
    throw error;
  }
}

async function takeIn(services: Services, row: SourceRow, text: string): Promise<HookReply> {
  const parsed = parseJson(text);
  if ("fault" in parsed) throw new AppError("INVALID_INPUT", [parsed.fault]);
  const unstorable = unstorableText(parsed.value, "body");
  if (unstorable !== null)
    throw new AppError("INVALID_INPUT", [
      { path: unstorable, "zh-CN": "含有无法保存的字符", en: "Holds characters that cannot be stored" },
    ]);
  await keepPayload(services, row, text);
  const door = doorOf(row);
  const places = await readPlaces(services.store.db, row.tenant_id, door.mapping);
  const { placed, faults } = placeItems(door, places, parsed.value, services.now());
  const told = faults
    .slice(0, MOST_FAULTS)
    .map((fault) => ({ path: `[${fault.index}]${fault.path === "" ? "" : `.${fault.path}`}`, "zh-CN": fault["zh-CN"], en: fault.en }));
  if (placed.length === 0) throw new AppError("INVALID_INPUT", told);
  const series = row.survey_id === null ? null : { surveyId: row.survey_id, version: 1, ordinal: 1 };
  const customerBy = await customersByAddress(
    services.store.db,
    row.tenant_id,
    placed.map(({ item }) => item),
  );
  const voices = placed.flatMap((one) => voicesOf(door, one, { uuid: () => services.ids.uuid(), series, customerBy }));
  const stored = await services.ingest.submitMany(voices);
  const fresh = stored.filter((one) => one.status === "stored").length;
  return { stored: fresh, unchanged: stored.length - fresh, refused: new Set(faults.map(({ index }) => index)).size, faults: told };
}

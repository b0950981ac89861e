import type { Fallen } from "@manyi/core/quotas";
import { sql } from "kysely";
import type { NewVoice } from "../ingest/new-voice.js";
import type { Db } from "../store.js";

/** Somebody who met a full cell. */
export type ScreenOut = {
  readonly voice: Pick<
    NewVoice,
    | "tenantId"
    | "id"
    | "clientKey"
    | "surveyId"
    | "version"
    | "linkId"
    | "channel"
    | "unitId"
    | "touchpointId"
    | "segmentId"
    | "locale"
    | "anonymity"
    | "answers"
    | "localDay"
  >;
  readonly full: Fallen;
  readonly stage: "door" | "page" | "sent";
};

/** Keeps who was turned away by which cell and why; of the answers only those that decided it. The same key again changes nothing. */
export async function keepScreenOuts(db: Db, refused: readonly ScreenOut[]): Promise<void> {
  if (refused.length === 0) return;
  const rows = refused.map(({ voice, full: { quota, cell }, stage }) => ({
    tenant_id: voice.tenantId,
    id: voice.id,
    client_key: voice.clientKey,
    survey_id: voice.surveyId,
    version: voice.version,
    quota_id: quota.id,
    cell_id: cell.id,
    reason: cell.isClosed ? "quota_closed" : "quota_full",
    stage,
    link_id: voice.linkId,
    channel: voice.channel,
    unit_id: voice.unitId,
    touchpoint_id: voice.touchpointId,
    segment_id: voice.segmentId,
    locale: voice.locale,
    anonymity: voice.anonymity,
    answers: Object.fromEntries(quota.dimensions.flatMap((by, i) => (by.kind === "answer" ? [[by.question, cell.levels[i]]] : []))),
    local_day: voice.localDay,
  }));
  await sql`
    insert into screen_outs (tenant_id, id, client_key, survey_id, version, quota_id, cell_id, reason, stage, link_id, channel, unit_id,
      touchpoint_id, segment_id, locale, anonymity, answers, local_day)
    select tenant_id, id, client_key, survey_id, version, quota_id, cell_id, reason, stage, link_id, channel, unit_id,
      touchpoint_id, segment_id, locale, anonymity, answers, local_day
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent (tenant_id smallint, id uuid, client_key text, survey_id integer,
      version integer, quota_id integer, cell_id integer, reason text, stage text, link_id uuid, channel text, unit_id integer,
      touchpoint_id smallint, segment_id smallint, locale text, anonymity text, answers jsonb, local_day integer)
    order by tenant_id, client_key collate "C"
    on conflict (tenant_id, client_key) do nothing`.execute(db);
}

import type { api, SampleDetail, SampleFilePlan } from "@manyi/contracts";
import { sampleFilePlan } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { inScope } from "../../platform/scope.js";
import { exclude } from "./exclude.js";
import { whoIsLeftAlone } from "./left-alone.js";
import type { Person } from "./person.js";
import { readSample } from "./present.js";
import { type CustomerFilter, readCustomers } from "./read-customers.js";
import { readPeople } from "./read-file.js";
import type { Taken } from "./take-file.js";

type Wanted = z.output<typeof api.samples.fromCustomers.body>;
type Source = {
  readonly title: string;
  readonly contact: Wanted["contact"];
  readonly restDays: number;
  readonly filter: CustomerFilter;
  readonly file: string | null;
  readonly framedOn: string;
  readonly people: readonly Person[];
};

/** People of one frame. Larger sources are narrowed first, or drawn from where they are kept. */
const MOST = 200_000;
/** Rows of one statement. */
const CHUNK = 5_000;

/** A frame from the register, as it stands today. @throws {AppError} NOT_FOUND for a unit or segment that is not there; INVALID_INPUT when it is too large */
export async function frameFromCustomers(ctx: Context, wanted: Wanted): Promise<SampleDetail> {
  const { title, contact, restDays, unit, segment } = wanted;
  if (segment !== null) await requireSegment(ctx, segment);
  const filter = { unit, segment };
  const people = await readCustomers(ctx, filter, MOST + 1);
  return keep(ctx, { title, contact, restDays, filter, file: null, framedOn: todayOf(ctx), people });
}

/** A frame from a list that was brought. @throws {AppError} INVALID_INPUT for a plan that does not fit; UNREADABLE_FILE naming bad rows */
export async function frameFromFile(ctx: Context, { path, fileName, plan }: Taken): Promise<SampleDetail> {
  const { title, contact, restDays, asOf, columns } = planOf(plan);
  if (asOf > todayOf(ctx)) {
    throw new AppError("INVALID_INPUT", [
      { path: "plan.asOf", "zh-CN": "名单的日期在将来", en: "The date of the list lies in the future" },
    ]);
  }
  const people = await readPeople(ctx, path, columns, MOST + 1);
  return keep(ctx, { title, contact, restDays, filter: { unit: null, segment: null }, file: fileName, framedOn: asOf, people });
}

const todayOf = (ctx: Context) => isoDateOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));

function planOf(text: string | null): SampleFilePlan {
  let given: unknown = null;
  try {
    given = JSON.parse(text ?? "null");
  } catch {
    // no JSON is no plan: it is refused below like any other that does not fit
  }
  const plan = sampleFilePlan.safeParse(given);
  if (plan.success) return plan.data;
  const places = plan.error.issues.map(({ path }) => ["plan", ...path].join("."));
  throw new AppError(
    "INVALID_INPUT",
    [...new Set(places)].map((path) => ({ path, "zh-CN": `这一项没有填对：${path}`, en: `This is not filled in right: ${path}` })),
  );
}

async function requireSegment({ db, tenantId }: Context, id: number): Promise<void> {
  const found = await db.selectFrom("segments").select("id").where("tenant_id", "=", tenantId).where("id", "=", id).executeTakeFirst();
  if (found === undefined) throw new AppError("NOT_FOUND");
}

/** Leaves out who must not be asked and keeps the rest in their order. */
async function keep(ctx: Context, source: Source): Promise<SampleDetail> {
  const { title, contact, restDays, filter, file, framedOn, people } = source;
  if (people.length > MOST) {
    throw new AppError("INVALID_INPUT", [
      {
        path: "body",
        "zh-CN": `来源超过 ${MOST} 人，请先按单元或细分缩小`,
        en: `The source holds more than ${MOST} people; narrow it by unit or segment first`,
      },
    ]);
  }
  const id = ctx.ids.uuid();
  await ctx.tx(async (tx) => {
    const leftAlone = await whoIsLeftAlone(ctx, tx, restDays);
    const { frame, exclusions } = await exclude(people, { contact, leftAlone, isInScope: (unitId) => inScope(ctx, unitId) });
    await tx
      .insertInto("samples")
      .values({
        tenant_id: ctx.tenantId,
        id,
        title,
        source: file === null ? "customers" : "file",
        file_name: file,
        filters: JSON.stringify({ ...filter, contact, restDays }),
        framed_on: framedOn,
        source_n: people.length,
        frame_n: frame.length,
        exclusions: JSON.stringify(exclusions),
        scope_units: ctx.scope.units === null ? null : [...ctx.scope.units],
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .execute();
    for (let from = 0; from < frame.length; from += CHUNK) {
      // of people in the register nothing is kept a second time
      const rows = frame.slice(from, from + CHUNK).map((person, i) => ({
        position: from + i,
        ...person,
        ...(file === null ? { externalId: null, name: null, phone: null, email: null } : {}),
      }));
      await sql`
        insert into sample_people
          (tenant_id, sample_id, position, customer_id, external_id, name, phone, email, unit_id, segment_id, stratum)
        select ${ctx.tenantId}::smallint, ${id}::uuid, position, "customerId", "externalId", name, phone, email, "unitId", "segmentId", stratum
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (position int, "customerId" uuid, "externalId" text, name text,
          phone text, email text, "unitId" int, "segmentId" smallint, stratum text)`.execute(tx);
    }
    await ctx.audit(tx, {
      action: file === null ? "samples.fromCustomers" : "samples.fromFile",
      object: `sample ${id}`,
      detail: { source: people.length, frame: frame.length },
    });
  });
  return readSample(ctx, id);
}

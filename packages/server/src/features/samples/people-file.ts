import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { textIn } from "@manyi/core/survey";
import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskContact, maskName } from "../../platform/mask.js";
import { type DrawnPerson, findSample, readDrawn, type SampleRow } from "./queries.js";

const HEADS = {
  "zh-CN": ["序号", "编号", "姓名", "手机", "邮箱", "单元", "细分", "分层", "入样概率", "设计权重"],
  en: ["position", "number", "name", "phone", "email", "unit", "segment", "stratum", "probability", "design weight"],
} as const;
/** Lines written in one go. */
const AT_ONCE = 1_000;
/** All of a frame at most. */
const EVERYBODY = 1_000_000;

/** Cells beside a person: where to answer, or why there is no link. */
type Beside = { readonly head: readonly string[]; cells(person: DrawnPerson): readonly string[] };

/** The drawn people with names and contacts as a file. Who took it stays on record. @throws {AppError} NOT_FOUND; INVALID_STATE when nobody was drawn */
export async function peopleFile(ctx: Context, id: string) {
  const sample = await findSample(ctx, ctx.db, id);
  if (sample.design === null) throw new AppError("INVALID_STATE");
  const people = await readDrawn(ctx.db, ctx.tenantId, id, { after: "-1", limit: EVERYBODY });
  await ctx.tx((tx) => ctx.audit(tx, { action: "samples.file", object: `sample ${id}`, detail: { people: people.length } }));
  return csvOf(ctx, sample, people, { head: [], cells: () => [] });
}

/** A line for each; names and contacts in full only for those who may identify customers. Opens as it is in a spreadsheet. */
export function csvOf(ctx: Context, sample: SampleRow, people: readonly DrawnPerson[], beside: Beside) {
  const isPlain = ctx.permissions.has("voices:identify");
  const reach = (contact: string | null) => (contact === null ? "" : isPlain ? contact : maskContact(contact));
  const lineOf = (person: DrawnPerson) => [
    String(person.position + 1),
    person.external_id ?? "",
    person.name === null ? "" : isPlain ? person.name : maskName(person.name),
    reach(person.phone),
    reach(person.email),
    nameOf(ctx, person.unit_name),
    nameOf(ctx, person.segment_name),
    person.stratum ?? "",
    String(person.probability),
    String(1 / person.probability),
    ...beside.cells(person),
  ];
  // some at a time, so that nobody waits until two hundred thousand lines are written
  async function* lines() {
    yield `\uFEFF${stringify([[...HEADS[ctx.locale], ...beside.head]])}`;
    for (let at = 0; at < people.length; at += AT_ONCE) {
      await nextTurn();
      yield stringify(people.slice(at, at + AT_ONCE).map((person) => lineOf(person).map(inertCell)));
    }
  }
  return { type: "text/csv; charset=utf-8", body: Readable.from(lines()), fileName: `sample-${sample.framed_day}-n${people.length}.csv` };
}

const nameOf = (ctx: Context, name: DrawnPerson["unit_name"]) =>
  name === null ? "" : textIn(name, ctx.locale) || textIn(name, "en") || textIn(name, "zh-CN");

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Mapping } from "@manyi/contracts";
import { isEmptyCell } from "@manyi/core/tabular";
import type { NewVoice } from "@manyi/store";
import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../platform/clean-text.js";
import { filePath, type ImportDesk, rejectsPath } from "./desk.js";
import { whatIsKnown } from "./known.js";
import { type Reject, type RowReader, readRow, todayOf } from "./read-row.js";
import { surveyOfImport } from "./survey-of-import.js";
import { type TableFormat, type TableRow, tableRows } from "./table-file.js";

const BATCH = 1000;
/** Progress is written this often, in rows. */
const REPORT = 5000;

export type ImportCounts = { read: number; accepted: number; unchanged: number; rejected: number; bytes: number };
export type ImportRun = { readonly id: string; readonly names: readonly string[]; readonly format: TableFormat; readonly mapping: Mapping };

function rejectLine(reject: Reject, row: TableRow): string {
  return stringify([
    [
      reject.row,
      reject.column ?? "",
      inertCell(reject.value ?? ""),
      reject.code,
      reject.message["zh-CN"],
      reject.message.en,
      ...row.cells.map(inertCell),
    ],
  ]);
}

/** Makes the reader of an import's rows: its survey, what cells may name, today. */
export async function readerOf(
  desk: ImportDesk,
  run: ImportRun,
  isTrial = false,
): Promise<{ reader: RowReader; learnFrom: (row: TableRow) => Promise<void> }> {
  const survey = await surveyOfImport(desk, filePath(desk, run.id), run.format, run.names, run.mapping, isTrial);
  const known = await whatIsKnown(desk, run.mapping);
  const { touchpoint, segment } = survey.plan.context;
  const learns = (
    [
      ["touchpoints", touchpoint],
      ["segments", segment],
    ] as const
  ).filter(([, index]) => index !== null);
  return {
    reader: {
      tenantId: desk.tenantId,
      surveyId: survey.id,
      version: survey.version,
      importId: run.id,
      plan: survey.plan,
      mapping: run.mapping,
      names: run.names,
      known,
      today: todayOf(desk.now(), known.timeZone),
      uuid: () => desk.ids.uuid(),
    },
    async learnFrom(row) {
      for (const [kind, index] of learns) {
        const name = (row.cells[index!] ?? "").trim();
        if (!isEmptyCell(name) && !known[kind].has(name)) await desk.store.tx((tx) => known.learn(tx, kind, name));
      }
    },
  };
}

/**
 * Takes a file in: accepted rows become voices, refused ones a line with the reason. Two batches are under way at a time, so memory
 * stays flat however long the file is. Repeating it changes nothing.
 *
 * @param report called every few thousand rows, and once at the end
 */
export async function runImport(
  desk: ImportDesk,
  run: ImportRun,
  reader: RowReader,
  learnFrom: (row: TableRow) => Promise<void>,
  report: (counts: ImportCounts) => Promise<void>,
): Promise<ImportCounts> {
  const counts: ImportCounts = { read: 0, accepted: 0, unchanged: 0, rejected: 0, bytes: 0 };
  const rejects = createWriteStream(rejectsPath(desk, run.id));
  rejects.write(`\uFEFF${stringify([["row", "column", "value", "code", "原因", "reason", ...run.names]])}`);
  let batch: NewVoice[] = [];
  let before: Promise<void> = Promise.resolve();
  const send = async () => {
    const voices = batch;
    batch = [];
    // one batch is stored while the next is read
    await before;
    before = desk.ingest.submitMany(voices).then((stored) => {
      const fresh = stored.filter((one) => one.status === "stored").length;
      counts.accepted += fresh;
      counts.unchanged += stored.length - fresh;
    });
    before.catch(() => {});
  };
  try {
    for await (const row of tableRows(filePath(desk, run.id), run.format)) {
      if (run.format.header && row.number === 1) continue;
      counts.read++;
      counts.bytes = row.bytes;
      await learnFrom(row);
      const read = readRow(reader, row);
      if ("reject" in read) {
        counts.rejected++;
        if (!rejects.write(rejectLine(read.reject, row))) await once(rejects, "drain");
      } else batch.push(read.voice);
      if (batch.length >= BATCH) await send();
      if (counts.read % REPORT === 0) await report(counts);
    }
    await send();
    await before;
  } finally {
    // what is under way is stored or not before the import is over, so that taking it back finds everything
    await before.catch(() => {});
    rejects.end();
    await once(rejects, "close");
  }
  await report(counts);
  return counts;
}

import { type BusinessReading, problem, Refusal } from "@manyi/contracts";

/** Sends a file to be read; nothing is stored. @throws {Refusal} when it cannot be read */
export async function readFile({
  figureId,
  file,
  column,
}: {
  figureId: string;
  file: File;
  column: number | undefined;
}): Promise<BusinessReading> {
  const body = new FormData();
  body.append("file", file);
  const query = column === undefined ? "" : `?column=${column}`;
  const response = await fetch(`/api/v1/business/figures/${figureId}/read-file${query}`, {
    method: "POST",
    body,
    headers: { "x-manyi-request": "1" },
    credentials: "same-origin",
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply as BusinessReading;
  const refusal = problem.safeParse(reply);
  throw refusal.success ? new Refusal(response.status, refusal.data) : new Error(`reading answered ${response.status}`);
}

import { type ImportJob, problem, Refusal } from "@manyi/contracts";

/** Sends one file; the reply holds what was recognised in it. @throws {Refusal} when it cannot be read */
export async function uploadFile(file: File): Promise<ImportJob> {
  const body = new FormData();
  body.append("file", file);
  const response = await fetch("/api/v1/imports", {
    method: "POST",
    body,
    headers: { "x-manyi-request": "1" },
    credentials: "same-origin",
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply as ImportJob;
  const refusal = problem.safeParse(reply);
  throw refusal.success ? new Refusal(response.status, refusal.data) : new Error(`upload answered ${response.status}`);
}

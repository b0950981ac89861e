import { type PurchaseFile, problem, Refusal } from "@manyi/contracts";

/** Sends one file of purchases; the reply says what was recognised. @throws {Refusal} when it cannot be read */
export async function uploadPurchases(file: File): Promise<PurchaseFile> {
  const body = new FormData();
  body.append("file", file);
  const response = await fetch("/api/v1/loyalty/files", {
    method: "POST",
    body,
    headers: { "x-manyi-request": "1" },
    credentials: "same-origin",
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply as PurchaseFile;
  const refusal = problem.safeParse(reply);
  throw refusal.success ? new Refusal(response.status, refusal.data) : new Error(`upload answered ${response.status}`);
}

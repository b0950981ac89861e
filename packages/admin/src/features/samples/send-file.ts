import { type Out, problem, Refusal, type RouteSpec, type SampleFilePlan } from "@manyi/contracts";

/** Sends a list of people to a route that takes one. @param plan what its columns hold; goes before the file @throws {Refusal} */
export async function sendFile<R extends RouteSpec>(spec: R, file: File, plan?: SampleFilePlan): Promise<Out<R>> {
  const body = new FormData();
  if (plan !== undefined) body.append("plan", JSON.stringify(plan));
  body.append("file", file);
  const response = await fetch(spec.path, { method: "POST", body, headers: { "x-manyi-request": "1" }, credentials: "same-origin" });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply as Out<R>;
  const refusal = problem.safeParse(reply);
  throw refusal.success ? new Refusal(response.status, refusal.data) : new Error(`the file was answered with ${response.status}`);
}

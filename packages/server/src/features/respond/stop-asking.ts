import { stoppedPage } from "@manyi/portal";
import type { Services } from "../../platform/services.js";
import type { Arrival } from "./arrive.js";
import { draftHash } from "./visit.js";
import { deleteDraft, withdrawInvitations } from "./writes.js";

/** "Do not ask me again", in one tap: invitations are withdrawn where we know whose they are, the draft goes, and the page says so. */
export async function stopAsking(services: Services, arrival: Arrival, visit: string): Promise<string> {
  const { link, invitation } = arrival;
  if (invitation !== null) await services.store.tx((tx) => withdrawInvitations(tx, link.tenantId, invitation));
  await deleteDraft(services.store.db, link.tenantId, draftHash(arrival.token ?? visit));
  return stoppedPage({
    locale: arrival.locale,
    organisation: arrival.organisation,
    unit: arrival.belonging.unitName ?? null,
    isLarge: arrival.isLarge,
    action: arrival.action,
    isKnown: invitation !== null,
    back: invitation === null ? arrival.action : null,
  });
}

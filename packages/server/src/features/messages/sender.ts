import type { Services } from "../../platform/services.js";
import { deliver, openTransport, reasonOf } from "./deliver.js";
import { type MailServer, readMailServer, sendingOrganisations } from "./mail-settings.js";
import { type Claimed, claimMails, noteFailed, noteSent } from "./writes.js";

/** Minutes until the next try, after each failed one; after the last the message is marked failed. */
export const BACK_OFF_MINUTES = [1, 5, 15, 60, 240] as const;
const BATCH = 20;

/** Sends what is due now, organisation by organisation. @returns how many messages were taken up */
export async function sendDue(services: Services): Promise<number> {
  let taken = 0;
  for (const tenantId of await sendingOrganisations(services.store.db)) {
    const server = await readMailServer(services.store.db, services.vault, tenantId);
    if (server !== null) taken += await sendFor(services, tenantId, server);
  }
  return taken;
}

async function sendFor(services: Services, tenantId: number, server: MailServer): Promise<number> {
  let taken = 0;
  const transport = openTransport(server);
  try {
    for (;;) {
      const mails = await claimMails(services.store, tenantId, services.now(), BATCH);
      taken += mails.length;
      await Promise.all(mails.map((mail) => sendOne(services, tenantId, mail, () => deliver(transport, server, mail))));
      if (mails.length < BATCH) return taken;
    }
  } finally {
    transport.close();
  }
}

async function sendOne(services: Services, tenantId: number, mail: Claimed, send: () => Promise<void>): Promise<void> {
  const { store, log } = services;
  try {
    await send();
  } catch (error) {
    const { text, isFinal } = reasonOf(error);
    const minutes = isFinal ? undefined : BACK_OFF_MINUTES[mail.attempts - 1];
    const nextAt = minutes === undefined ? null : new Date(services.now().getTime() + minutes * 60_000);
    await noteFailed(store.db, tenantId, mail.id, text, nextAt);
    log.warn({ message: mail.id, attempts: mail.attempts, reason: text, isFinal: nextAt === null }, "mail not sent");
    return;
  }
  await noteSent(store.db, tenantId, mail.id, services.now());
}

import type { Db, Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Vault } from "../../platform/vault.js";

/** The mail server of one organisation. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: string;
};
type Stored = Omit<MailServer, "password"> & { readonly sealedPassword: string };

const PURPOSE = "mail password";

/** @returns null when none is set */
export async function readMailServer(db: Db, vault: Vault, tenantId: number): Promise<MailServer | null> {
  const row = await db.selectFrom("tenants").select("settings").where("id", "=", tenantId).executeTakeFirst();
  const stored = row?.settings.mail as Stored | undefined;
  if (stored === undefined) return null;
  const { sealedPassword, ...server } = stored;
  return { ...server, password: sealedPassword === "" ? "" : vault.open(PURPOSE, sealedPassword) };
}

export async function writeMailServer(tx: Tx, vault: Vault, tenantId: number, { password, ...server }: MailServer): Promise<void> {
  const stored: Stored = { ...server, sealedPassword: password === "" ? "" : vault.seal(PURPOSE, password) };
  await tx
    .updateTable("tenants")
    .set({ settings: sql<string>`settings || jsonb_build_object('mail', ${JSON.stringify(stored)}::jsonb)` })
    .where("id", "=", tenantId)
    .execute();
}

/** Organisations that can send. The demo never does: its people are invented, their addresses may not be. */
export async function sendingOrganisations(db: Db): Promise<readonly number[]> {
  const rows = await db.selectFrom("tenants").select("id").where("is_demo", "=", false).where(sql<boolean>`settings ? 'mail'`).execute();
  return rows.map((row) => row.id);
}

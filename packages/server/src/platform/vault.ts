import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Secrets at rest: one key file in the data folder, never in the database, one derived key for each purpose. */
export type Vault = {
  /** AES-256-GCM, base64url; the purpose is part of the seal, so a text cannot be moved to another place */
  seal(purpose: string, text: string): string;
  /** @throws {Error} when the text was not sealed with this key for this purpose */
  open(purpose: string, sealed: string): string;
  /** a secret derived for one purpose, hex */
  secret(purpose: string): string;
  /** keyed hash, hex: the same text gives the same mark, nobody without the key can guess it */
  mark(purpose: string, text: string): string;
};

/** Reads the key of this installation, making it at the first start (readable by its owner only). */
export async function openVault(dataDir: string): Promise<Vault> {
  const folder = join(dataDir, "keys");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "manyi.key");
  const fresh = await open(file, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  if (fresh !== null) {
    await fresh.writeFile(`${randomBytes(32).toString("hex")}\n`);
    await fresh.sync();
    await fresh.close();
    await chmod(file, 0o600);
  }
  const key = Buffer.from((await readFile(file, "utf8")).trim(), "hex");
  if (key.length !== 32) throw new RangeError(`${file} should hold 64 hexadecimal digits`);
  return vaultWith(key);
}

/** @param master 32 bytes */
export function vaultWith(master: Buffer): Vault {
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync("sha256", master, "", purpose, 32));
  return {
    seal(purpose, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", derived(purpose), iv);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", derived(purpose), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    secret: (purpose) => derived(purpose).toString("hex"),
    mark: (purpose, text) => createHmac("sha256", derived(purpose)).update(text).digest("hex"),
  };
}

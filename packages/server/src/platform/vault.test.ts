import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openVault, vaultWith } from "./vault.js";

test("what is sealed opens with the same key for the same purpose only, and is never twice the same", () => {
  const vault = vaultWith(Buffer.alloc(32, 1));
  const sealed = vault.seal("mail password", "密码 p@ss");
  expect(sealed).not.toContain("p@ss");
  expect(vault.seal("mail password", "密码 p@ss")).not.toBe(sealed);
  expect(vault.open("mail password", sealed)).toBe("密码 p@ss");
  expect(() => vault.open("another purpose", sealed)).toThrow();
  expect(() => vaultWith(Buffer.alloc(32, 2)).open("mail password", sealed)).toThrow();
  expect(() => vault.open("mail password", `${sealed.slice(0, -2)}AA`)).toThrow();
});

test("the key is made once, readable by its owner alone; two starts at once get the same", async () => {
  const dir = await mkdtemp(join(tmpdir(), "manyi-vault-"));
  const [a, b] = await Promise.all([openVault(dir), openVault(dir)]);
  expect(a.secret("x")).toBe(b.secret("x"));
  const file = join(dir, "keys", "manyi.key");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await openVault(dir)).mark("m", "t")).toBe(a.mark("m", "t"));
  expect((await readFile(file, "utf8")).trim()).toHaveLength(64);
  await writeFile(file, "short\n");
  await expect(openVault(dir)).rejects.toThrow("64");
  await rm(dir, { recursive: true });
});

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPageAddress, serveAdmin } from "./admin-pages.js";

let dir: string;
let app: FastifyInstance;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "manyi-pages-"));
  await mkdir(join(dir, "assets"));
  await writeFile(join(dir, "index.html"), "<!doctype html><div id=root></div>");
  await writeFile(join(dir, "assets", "main-abc.js"), "console.log(1)");
  app = Fastify();
  await serveAdmin(app, dir);
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});
const get = (url: string, encoding = "") => app.inject({ method: "GET", url, headers: { "accept-encoding": encoding } });

test("addresses of the staff pages get the shell, which is asked for anew each time", async () => {
  for (const url of ["/", "/welcome?token=x", "/act/cases/1", "/sign-in"]) {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain("root");
    expect(reply.headers["cache-control"]).toBe("no-cache");
  }
});

test("files with a hash in their name are kept by the browser, packed in what it understands", async () => {
  const reply = await get("/assets/main-abc.js", "gzip, br");
  expect(reply.headers["cache-control"]).toContain("immutable");
  expect(reply.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(reply.rawPayload).toString()).toBe("console.log(1)");
  expect(gunzipSync((await get("/assets/main-abc.js", "gzip")).rawPayload).toString()).toBe("console.log(1)");
  expect((await get("/assets/main-abc.js")).body).toBe("console.log(1)");
});

test("scripts stay files of this origin; only styles may stand in the page", async () => {
  const policy = String((await get("/")).headers["content-security-policy"]);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self' 'unsafe-inline'");
});

test("what is neither a file nor a page is not found, and no path leads out of the folder", async () => {
  for (const url of ["/api/nothing", "/assets/old.js", "/s/gone", "/assets/..%2f..%2fetc%2fpasswd"]) {
    const reply = await get(url);
    expect([url, reply.statusCode]).toEqual([url, 404]);
    expect(reply.json().code).toBe("NOT_FOUND");
  }
  expect((await get("/../../etc/passwd")).body).toContain("<div id=root>");
  expect((await app.inject({ method: "POST", url: "/welcome" })).statusCode).toBe(404);
  expect(isPageAddress("/samples")).toBe(true);
});

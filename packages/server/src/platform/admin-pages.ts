import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { POLICY, refuse } from "./http.js";

/** Where the build puts the pages of staff; the same distance from sources and from the compiled server. */
export const ADMIN_DIR = fileURLToPath(new URL("../../../admin/dist/web", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest"]);

/** Ant Design writes style tags, so the staff pages, and only they, allow inline styles. Scripts stay files of this origin. */
const ADMIN_POLICY = Object.entries({ ...POLICY, "style-src": ["'self'", "'unsafe-inline'"] })
  .map(([name, sources]) => `${name} ${sources.join(" ")}`)
  .join("; ");

type Encoding = "br" | "gzip" | "identity";
type Packed = Readonly<Record<Encoding, () => Promise<Buffer>>>;

/**
 * Serves the built staff pages: files by name, `index.html` for every address that is a page of theirs. Compressed once, kept packed.
 * Everything else that nobody answers is NOT_FOUND.
 */
export async function serveAdmin(app: FastifyInstance, dir = ADMIN_DIR): Promise<void> {
  const files = new Map<string, { readonly extension: string; readonly packed: Packed }>();
  for (const file of await listFiles(dir)) {
    files.set(`/${relative(dir, file).split(sep).join("/")}`, { extension: extname(file), packed: packed(file) });
  }
  const send = async (request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> => {
    const { extension, packed } = files.get(name)!;
    const encoding = COMPRESSIBLE.has(extension) ? acceptedBy(request) : "identity";
    // a file that a newer build took away is not there, which is no failure of the server
    const body = await packed[encoding]().catch(() => null);
    if (body === null) return refuse(reply, "NOT_FOUND");
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply
      .header("vary", "accept-encoding")
      .header("content-security-policy", ADMIN_POLICY)
      .header("cache-control", name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache")
      .type(TYPES[extension] ?? "application/octet-stream")
      .send(body);
  };
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split("?", 1)[0]!;
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (isRead && files.has(path)) return send(request, reply, path);
    if (isRead && isPageAddress(path)) {
      if (files.has("/index.html")) return send(request, reply, "/index.html");
      return reply
        .status(503)
        .type("text/plain; charset=utf-8")
        .send("npm run build — 管理页面尚未构建。The staff pages have not been built.\n");
    }
    return refuse(reply, "NOT_FOUND");
  });
}

/** Addresses the staff pages route by themselves; API, customer pages and names of files are not among them. */
export function isPageAddress(path: string): boolean {
  return !/^\/(api|s|complain|track|assets|embed)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
}

/** Reads and packs at the first request, and keeps the result; several first requests share the work. */
function packed(file: string): Packed {
  const once = (make: () => Promise<Buffer>): (() => Promise<Buffer>) => {
    let made: Promise<Buffer> | null = null;
    return () => {
      made ??= make();
      return made;
    };
  };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  return {
    identity: () => readFile(file),
    br: once(async () => promisify(brotliCompress)(await readFile(file), quality)),
    gzip: once(async () => promisify(gzip)(await readFile(file))),
  };
}

function acceptedBy(request: FastifyRequest): Encoding {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}

async function listFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/*
 * Keeps the pages that staff use on the floor (notes, checks) openable without a connection. It keeps the page, its own files and the few
 * readings it starts from; whatever is written waits in the page itself and is sent by it. The newest always wins while there is a
 * connection, and signing out removes everything.
 */
const STORE = "manyi-field-1";
const PAGES = ["/listen/notes", "/listen/checks"];
const READINGS = ["/api/v1/session", "/api/v1/vocabulary", "/api/v1/notes", "/api/v1/checks/lists"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("manyi-field-") && !name.startsWith(STORE)) await caches.delete(name);
}

/** The page says what it is made of; what an older build of it was made of goes. */
self.addEventListener("message", (event) => {
  const { page, files, readings } = event.data ?? {};
  if (!PAGES.includes(page)) return;
  event.waitUntil(
    (async () => {
      const own = await caches.open(STORE + page);
      const wanted = files.filter((file) => file.startsWith(`${self.location.origin}/assets/`));
      const kept = (await own.keys()).map(({ url }) => url);
      for (const url of kept) if (!wanted.includes(url)) await own.delete(url);
      const store = await caches.open(STORE);
      await Promise.allSettled([
        ...wanted.filter((file) => !kept.includes(file)).map((file) => keep(own, new Request(file))),
        ...[page, ...readings].map((one) => keep(store, new Request(one, { credentials: "same-origin" }))),
      ]);
    })(),
  );
});

/** Signed out, or looking at another organisation. */
async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(STORE)) await caches.delete(name);
}

async function keep(store, request) {
  const reply = await fetch(request);
  if (reply.ok) await store.put(request.url, reply.clone());
  if (reply.status === 401) await forget();
  return reply;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (pathname.startsWith("/api/v1/session")) event.waitUntil(forget());
    return;
  }
  if (request.mode === "navigate") {
    const page = PAGES.find((one) => pathname === one);
    if (page !== undefined) event.respondWith(newest(new Request(page, { credentials: "same-origin" })));
  } else if (pathname.startsWith("/assets/")) event.respondWith(firstKept(request));
  else if (READINGS.some((one) => pathname === one || pathname.startsWith(`${one}/`))) event.respondWith(newest(request));
});

async function newest(request) {
  const store = await caches.open(STORE);
  try {
    return await keep(store, request);
  } catch (error) {
    const kept = await store.match(request.url);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function firstKept(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

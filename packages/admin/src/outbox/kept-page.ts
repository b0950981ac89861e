import { useEffect } from "react";

const STORE = "manyi-field-1";

/**
 * Keeps this page openable without a connection: a small service worker, for this path only, keeps the page's own files and the readings
 * it starts from. Where the browser has none (plain http in a shop), the page still works while it is open.
 *
 * @param path of the page, `/listen/notes`
 * @param readings addresses the page starts from
 */
export function useKeptPage(path: string, readings: readonly string[]): void {
  const wanted = readings.join(" ");
  useEffect(() => {
    if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
    void keep(path, wanted.split(" ")).catch(() => undefined);
  }, [path, wanted]);
}

async function keep(path: string, readings: readonly string[]): Promise<void> {
  const registration = await navigator.serviceWorker.register("/field.js", { scope: path });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null) return;
  if (worker.state !== "activated") {
    await new Promise<void>((done) => {
      worker.addEventListener("statechange", () => worker.state === "activated" && done());
    });
  }
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const named = Array.from(document.querySelectorAll<HTMLScriptElement>("script[src]"), ({ src }) => src);
  const styles = Array.from(document.querySelectorAll<HTMLLinkElement>("link[href]"), ({ href }) => href);
  worker.postMessage({ page: path, files: [...new Set([...loaded, ...named, ...styles])], readings });
}

/** Removes what was kept of the signed-in person; what is still to be sent stays. */
export async function forgetKept(): Promise<void> {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (name.startsWith(STORE)) await caches.delete(name);
}

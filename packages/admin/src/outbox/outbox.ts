/** Something written on this device that the server does not have yet. `id` is the key under which the server takes it once. */
export type Parcel = {
  readonly id: string;
  readonly kind: "note" | "check";
  /** organisation and person; nobody else's sign-in sends it */
  readonly owner: string;
  readonly writtenAt: string;
  readonly body: object;
  /** why the server would not take it; it stays until somebody mends or drops it */
  readonly refused?: { readonly "zh-CN": string; readonly en: string } | undefined;
};

const PREFIX = "manyi.outbox.";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Everything that waits on this device, oldest first. What cannot be read is passed over. */
export function readParcels(shelf: Shelf): Parcel[] {
  const parcels: Parcel[] = [];
  for (let i = 0; i < shelf.length; i++) {
    const name = shelf.key(i);
    if (name === null || !name.startsWith(PREFIX)) continue;
    try {
      const parcel = JSON.parse(shelf.getItem(name) ?? "") as Parcel;
      if (typeof parcel.id === "string" && typeof parcel.body === "object") parcels.push(parcel);
    } catch {
      // not ours
    }
  }
  return parcels.sort((a, b) => a.writtenAt.localeCompare(b.writtenAt) || a.id.localeCompare(b.id));
}

/** One entry per parcel, so that two tabs never overwrite each other's. */
export function writeParcel(shelf: Shelf, parcel: Parcel): void {
  shelf.setItem(PREFIX + parcel.id, JSON.stringify(parcel));
}

export function removeParcel(shelf: Shelf, id: string): void {
  shelf.removeItem(PREFIX + id);
}

/** What became of an attempt: taken, refused for good with words, or to be tried again. */
export type Attempt = "taken" | "later" | { readonly "zh-CN": string; readonly en: string };

/**
 * Sends what waits, oldest first. A parcel leaves only after the server has said that it has it; the first that cannot go ends the round.
 *
 * @returns whether everything that could go has gone
 */
export async function sendParcels(shelf: Shelf, owner: string, send: (parcel: Parcel) => Promise<Attempt>): Promise<boolean> {
  for (const parcel of readParcels(shelf)) {
    if (parcel.owner !== owner || parcel.refused !== undefined) continue;
    const attempt = await send(parcel);
    if (attempt === "later") return false;
    if (attempt === "taken") removeParcel(shelf, parcel.id);
    else writeParcel(shelf, { ...parcel, refused: attempt });
  }
  return true;
}

const listeners = new Set<() => void>();
/** Tells open pages that the outbox has changed. */
export function announce(): void {
  for (const listener of listeners) listener();
}
export function onOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts something into the outbox of this device. @throws when the device has no room left */
export function addParcel(parcel: Parcel): void {
  writeParcel(localStorage, parcel);
  announce();
}

/** Takes something back that was never sent. */
export function dropParcel(id: string): void {
  removeParcel(localStorage, id);
  announce();
}

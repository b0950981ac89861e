import * as foundation from "./0001-foundation.js";

/** One step of the database's history: forward only, never edited once released. */
export type Migration = { readonly name: string; readonly up: string };

/** Every step in order; a new one goes at the end. */
export const MIGRATIONS: readonly Migration[] = [foundation];

/** A notice to open pages: something changed, read again what you show. It carries no content, so it needs no masking. */
export type Notice = {
  readonly type: "voice" | "case" | "feedback" | "organisation";
  readonly tenantId: number;
  /** the unit it belongs to; null concerns the whole organisation and reaches only those who see all of it */
  readonly unitId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
};

type Listener = {
  readonly tenantId: number;
  readonly units: ReadonlySet<number> | null;
  readonly send: (notice: Notice) => void;
  readonly end: () => void;
};

/** Hands notices to the pages that are open now. Nothing is kept: a page reads the truth from the API, a notice only says when. */
export type Live = {
  publish(notice: Notice): void;
  /** @returns the way to stop listening */
  subscribe(listener: {
    readonly tenantId: number;
    readonly units: readonly number[] | null;
    readonly send: (notice: Notice) => void;
    /** called when the server stops */
    readonly end?: () => void;
  }): () => void;
  /** pages listening now */
  size(): number;
  /** ends every stream, so that the server can stop */
  end(): void;
};

export function createLive(): Live {
  const listeners = new Set<Listener>();
  return {
    publish(notice) {
      for (const listener of listeners) {
        if (listener.tenantId !== notice.tenantId) continue;
        if (listener.units !== null && (notice.unitId === null || !listener.units.has(notice.unitId))) continue;
        listener.send(notice);
      }
    },
    subscribe({ tenantId, units, send, end = () => {} }) {
      const listener: Listener = { tenantId, units: units === null ? null : new Set(units), send, end };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    size: () => listeners.size,
    end() {
      for (const listener of listeners) listener.end();
    },
  };
}

/** Says "something may have been committed" to followers, so that they look at once instead of at their next round. */
export type Signal = {
  fire(): void;
  /** @returns the way to stop listening */
  on(listener: () => void): () => void;
};

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    fire() {
      for (const listener of listeners) listener();
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A bucket that holds `burst` requests and refills evenly, `perMinute` a minute. */
export type Limit = { readonly perMinute: number; readonly burst: number };

/** Counts requests in memory, by key. One process counts for itself; the sign-in lock-out, which must outlive a restart, is in the database. */
export type Limiter = {
  /** @returns null when the request may pass, otherwise whole seconds until the next one may */
  take(key: string, limit: Limit): number | null;
};

/**
 * @param now milliseconds, injected so that a test can hold it still
 * @example
 * const limiter = createLimiter(() => 0);
 * limiter.take("key 1", { perMinute: 60, burst: 1 }); // => null
 * limiter.take("key 1", { perMinute: 60, burst: 1 }); // => 1
 */
export function createLimiter(now: () => number): Limiter {
  const buckets = new Map<string, { level: number; at: number }>();
  const forgetAfter = 10 * 60_000;
  let swept = now();
  function sweep(at: number): void {
    if (at - swept < forgetAfter) return;
    swept = at;
    for (const [key, bucket] of buckets) if (at - bucket.at > forgetAfter) buckets.delete(key);
  }
  return {
    take(key, limit) {
      const at = now();
      sweep(at);
      const perMs = limit.perMinute / 60_000;
      const bucket = buckets.get(key) ?? { level: limit.burst, at };
      const level = Math.min(limit.burst, bucket.level + Math.max(0, at - bucket.at) * perMs);
      if (level >= 1) {
        buckets.set(key, { level: level - 1, at });
        return null;
      }
      buckets.set(key, { level, at });
      return Math.max(1, Math.ceil((1 - level) / perMs / 1000));
    },
  };
}

import { useEffect, useState } from "react";

/** The time, looked at again every half minute, so that what is left of a promise keeps shrinking on the page. @returns milliseconds since 1970 UTC */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

import { type ReactNode, useEffect, useRef, useState } from "react";

/** Lets the ground of a figure fade from pale blue when its value changes under the reader's eyes; the first value does not. */
export function Fresh({ of, children }: { readonly of: string | number | null; readonly children: ReactNode }) {
  const before = useRef(of);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (before.current === of) return;
    before.current = of;
    setTurn((now) => now + 1);
  }, [of]);
  return (
    <span key={turn} className={turn === 0 ? undefined : "fresh"}>
      {children}
    </span>
  );
}

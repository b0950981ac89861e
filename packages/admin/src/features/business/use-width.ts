import { type RefObject, useEffect, useState } from "react";

/** The width of a box in pixels, so that a drawing keeps the size of its words on a phone. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const here = box.current;
    if (here === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, here.clientWidth)));
    observer.observe(here);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

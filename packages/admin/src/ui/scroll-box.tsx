import { type ReactNode, useEffect, useRef, useState } from "react";

/** A table that scrolls inside itself; while it does, the keyboard reaches it. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const here = box.current;
    if (here === null) return;
    const look = () => setOverflows(here.scrollWidth > here.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(here);
    if (here.firstElementChild !== null) observer.observe(here.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="table-wrap" {...(overflows ? { tabIndex: 0, role: "group", "aria-label": label } : {})}>
      {children}
    </div>
  );
}

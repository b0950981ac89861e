import { useEffect, useRef, useState } from "react";

type Steps = { readonly open: (id: string) => void; readonly toggle: (id: string) => void };

/** Letters typed into a field are words, not steps. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/**
 * The list by keys: j and k move, x picks, Enter opens.
 *
 * @returns the place the keys speak of, −1 before the first was pressed
 */
export function useKeys(items: readonly { readonly id: string }[], steps: Steps, isListening: boolean): number {
  const [here, setHere] = useState(-1);
  const latest = useRef({ items, steps, here });
  latest.current = { items, steps, here };
  useEffect(() => {
    if (!isListening) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const { items: rows, steps: todo, here: at } = latest.current;
      const row = rows[at];
      if (event.key === "j" || event.key === "k") {
        const next = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
        setHere(next);
        document.querySelector(`[data-item="${rows[next]?.id ?? ""}"]`)?.scrollIntoView({ block: "nearest" });
      } else if (event.key === "x" && row !== undefined) todo.toggle(row.id);
      else if (
        event.key === "Enter" &&
        row !== undefined &&
        !(event.target instanceof HTMLButtonElement) &&
        !(event.target instanceof HTMLAnchorElement)
      )
        todo.open(row.id);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [isListening]);
  return Math.min(here, items.length - 1);
}

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Card } from "./card.js";
import { Skeleton } from "./skeleton.js";

/** How far below the window a card may still be when it begins to ask. */
const AHEAD = "160px";

/** A card further down asks for its figures when a reader comes near it, not before; from then on it stays. */
export function WhenSeen(props: { readonly title: string; readonly lines: number; readonly children: ReactNode }) {
  const { title, lines, children } = props;
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (isSeen || place.current === null) return;
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true), {
      rootMargin: AHEAD,
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isSeen]);
  if (isSeen) return children;
  return (
    <div ref={place}>
      <Card title={title}>
        <Skeleton lines={lines} />
      </Card>
    </div>
  );
}

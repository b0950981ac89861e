import { type ReactNode, Suspense } from "react";
import { Skeleton } from "./skeleton.js";

/**
 * One question per card: title and grey caption on one baseline, a link at the right, the base and caveats at the foot. What is inside may
 * wait for its words or its code; the page around it stays.
 */
export function Card(props: {
  readonly title: ReactNode;
  readonly caption?: ReactNode;
  readonly link?: ReactNode;
  readonly foot?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { title, caption, link, foot, className = "", children } = props;
  return (
    <section className={`card ${className}`}>
      <header className="card-head">
        <h2>{title}</h2>
        {caption === undefined ? null : <span className="caption">{caption}</span>}
        {link === undefined ? null : <span className="card-link">{link}</span>}
      </header>
      <div className="card-body">
        <Suspense fallback={<Skeleton />}>{children}</Suspense>
      </div>
      {foot === undefined ? null : <footer className="card-foot">{foot}</footer>}
    </section>
  );
}

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useReachable } from "../shell/rooms.js";

/**
 * A link to a page of any slice. Where the page does not exist, or the reader may not open it, the words stand without a link.
 *
 * @param to the page's path as registered: `/act/cases/$id`
 */
export function PageLink(props: {
  readonly to: string;
  readonly params?: Record<string, string>;
  readonly search?: Record<string, unknown>;
  readonly className?: string | undefined;
  readonly label?: string | undefined;
  readonly children: ReactNode;
}) {
  const { to, params = {}, search = {}, className, label, children } = props;
  const reachable = useReachable();
  if (!reachable(to)) return <span className={className}>{children}</span>;
  return (
    <Link to={to} params={params} search={search} className={className} aria-label={label}>
      {children}
    </Link>
  );
}

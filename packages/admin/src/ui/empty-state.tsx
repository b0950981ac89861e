import type { ReactNode } from "react";

/** What will be here, and one step towards it. */
export function EmptyState({ title, about, step }: { readonly title: string; readonly about?: string; readonly step?: ReactNode }) {
  return (
    <div className="empty">
      <svg width="56" height="36" viewBox="0 0 56 36" fill="none" stroke="var(--control)" aria-hidden="true">
        <circle cx="10" cy="22" r="4" />
        <circle cx="26" cy="16" r="4" />
        <circle cx="44" cy="8" r="4" />
        <path d="M0 34h56" stroke="var(--line-2)" />
      </svg>
      <p className="empty-title">{title}</p>
      {about === undefined ? null : <p className="quiet">{about}</p>}
      {step === undefined ? null : <div className="empty-step">{step}</div>}
    </div>
  );
}

/** The mark: a closed loop with one customer's dot. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M16.2 3.6A9.3 9.3 0 1 0 21 9.8" stroke="var(--blue)" strokeWidth="2.4" strokeLinecap="round" />
      <path d="m7.8 12.2 3.2 3.2 6-6.8" stroke="var(--blue)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="19.6" cy="4.6" r="2.2" fill="var(--orange-data)" />
    </svg>
  );
}

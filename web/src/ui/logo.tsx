// The sign of Vitrine: something precious in its case.

export const Logo = ({ size = 28 }: { readonly size?: number }) => (
  <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true">
    <rect width="64" height="64" rx="15" className="fill-accent" />
    <path d="M15 18.5A4.5 4.5 0 0 1 19.5 14h25a4.5 4.5 0 0 1 4.5 4.5V41H15z" className="fill-on-accent opacity-20" />
    <path d="M32 19l9.5 11L32 41l-9.5-11z" className="fill-on-accent" />
    <path d="M12.5 45.5h39" className="stroke-on-accent" strokeWidth="5" strokeLinecap="round" />
  </svg>
);

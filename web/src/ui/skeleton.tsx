// The shape of what is on its way.

/** `className`: its size and its corners. */
export const Skeleton = ({ className = 'h-4 w-full rounded-md' }: { readonly className?: string }) => (
  <div aria-hidden className={`animate-pulse bg-pressed ${className}`} />
);

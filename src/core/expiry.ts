// Expiry: assets and folders that are not readable any more once their time has come, and then go to the trash.

interface Perishable {
  readonly trashedAt: number | null;
  readonly expiresAt: number | null;
}

/** Neither in the trash nor past its expiry, when it is on the way there. */
export const isReadable = ({ trashedAt, expiresAt }: Perishable): boolean =>
  trashedAt === null && (expiresAt === null || expiresAt > Date.now());

/** What comes back out of the trash does not expire again for what has passed. */
export const expiryAfter = (nowMs: number, { expiresAt }: Perishable): number | null =>
  expiresAt !== null && expiresAt <= nowMs ? null : expiresAt;

// Expiry: assets and folders that are not readable any more once their time has come, and then go to the trash.

interface Perishable {
  readonly trashedAt: number | null;
  readonly expiresAt: number | null;
}

/** Neither in the trash nor past its expiry, when it is on the way there. In a transaction, by the time of that. */
export const isReadable = ({ trashedAt, expiresAt }: Perishable, nowMs = Date.now()): boolean =>
  trashedAt === null && (expiresAt === null || expiresAt > nowMs);

/** What comes back out of the trash does not expire again for what has passed. */
export const expiryAfter = (nowMs: number, { expiresAt }: Perishable): number | null =>
  expiresAt !== null && expiresAt <= nowMs ? null : expiresAt;

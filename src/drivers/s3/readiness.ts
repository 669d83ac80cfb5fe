// Whether bytes could be stored now, asked of S3 at most every few seconds however often it is asked of us.
import { CoreError } from '../../core/errors.ts';
import type { Connection } from './client.ts';
import { s3Error } from './failures.ts';

const GOOD_FOR_MS = 5000;
const BAD_FOR_MS = 1000;
/** A full store answers well to everything but writes. */
const FULL_FOR_MS = 10_000;

export class Readiness {
  readonly #connection: Connection;
  #asked: Promise<void> | undefined;
  #askedAgainAtMs = 0;
  #full: CoreError | undefined;
  #fullUntilMs = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws as S3 did. */
  async look(): Promise<void> {
    if (this.#asked === undefined || performance.now() >= this.#askedAgainAtMs) {
      this.#askedAgainAtMs = Number.POSITIVE_INFINITY;
      this.#asked = this.#connection.touchBucket().then(
        () => this.#settle(GOOD_FOR_MS),
        (error: unknown) => {
          this.#settle(BAD_FOR_MS);
          throw error;
        },
      );
    }
    await this.#asked;
  }

  /** Throws CoreError `unavailable` or `storage_full`. */
  async check(): Promise<void> {
    if (this.#full !== undefined && performance.now() < this.#fullUntilMs) throw this.#full;
    try {
      await this.look();
    } catch (cause) {
      const { code, message, cause: inner, retryAfterSeconds } = s3Error(cause, 'being checked');
      throw new CoreError(code === 'storage_full' ? code : 'unavailable', message, {
        cause: inner,
        retryAfterSeconds,
      });
    }
  }

  noteFull(error: CoreError): void {
    this.#full = error;
    this.#fullUntilMs = performance.now() + FULL_FOR_MS;
  }

  #settle(forMs: number): void {
    this.#askedAgainAtMs = performance.now() + forMs;
  }
}

// Why an upload did not succeed, and whether trying again may help.
import { ApiError } from '../api/errors.ts';

export type FailureKind =
  | 'network'
  | 'server'
  | 'tooLarge'
  | 'full'
  | 'type'
  | 'forbidden'
  | 'gone'
  | 'refused'
  | 'unreadable';

export interface Failure {
  readonly kind: FailureKind;
  /** What the server said of it; empty where that says no more. */
  readonly said: string;
}

/** The file can not be read: it was changed, moved or removed since it was chosen. */
export class UnreadableFile extends Error {
  constructor() {
    super('the file can not be read');
    this.name = 'UnreadableFile';
  }
}

/** Whether the same file may have better luck later. */
export const isWorthRetrying = (failure: Failure | undefined): boolean =>
  failure !== undefined && !['unreadable', 'tooLarge', 'type'].includes(failure.kind);

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  0: 'network',
  403: 'forbidden',
  404: 'gone',
  410: 'gone',
  413: 'tooLarge',
  415: 'type',
  507: 'full',
};

export function failureOf(error: unknown): Failure {
  if (error instanceof UnreadableFile) return { kind: 'unreadable', said: '' };
  if (!(error instanceof ApiError)) return { kind: 'server', said: '' };
  const kind = BY_STATUS[error.status] ?? (error.status >= 500 ? 'server' : 'refused');
  return { kind, said: kind === 'refused' ? error.message : '' };
}

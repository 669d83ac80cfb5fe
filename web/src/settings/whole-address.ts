// Addresses as programs and other people need them.
import { addressOf } from '../app/base.ts';

/** Of something of this server, with its host. */
export const wholeAddress = (path: string): string => location.origin + addressOf(path);

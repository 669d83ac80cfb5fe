// How errors look here: as data where programs ask, as pages where people do.
import type { CoreError } from '../../core/index.ts';
import type { ErrorAnswer, ErrorPlace } from '../../http/dialect.ts';
import { presentError as presentData } from '../../http/fastapi-errors.ts';
import { presentErrorPage } from './pages/error.ts';
import { wordsFor } from './pages/words.ts';

export function presentError(error: CoreError, place: ErrorPlace, path: string, languages?: string): ErrorAnswer {
  return path === '/s' || path.startsWith('/s/')
    ? presentErrorPage(error, wordsFor(languages))
    : presentData(error, place);
}

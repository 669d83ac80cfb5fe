// How errors look here: as data where programs ask, as pages where people do.
import type { CoreError } from '../../core/index.ts';
import type { ErrorAnswer, ErrorPlace } from '../../http/dialect.ts';
import { presentError as presentData } from '../../http/fastapi-errors.ts';
import { presentErrorPage } from './pages/frame.ts';

export function presentError(error: CoreError, place: ErrorPlace, path: string): ErrorAnswer {
  return path === '/s' || path.startsWith('/s/') ? presentErrorPage(error) : presentData(error, place);
}

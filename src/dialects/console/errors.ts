// How errors look here: as the store dialect's data.
export { presentError } from '../../http/fastapi-errors.ts';

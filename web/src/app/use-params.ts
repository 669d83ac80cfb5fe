// The parameters of the address as state of a component.
import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readParams, type ValuesOf, writeParams } from './search-params.ts';

interface Changing {
  /** As a step of its own, to which Back returns; otherwise in place of the present one. */
  readonly isStep?: boolean;
}

/** `params` is a constant of the module: `const PARAMS = { sort: oneOf([...], 'created') }`. */
export function useParams<P extends object>(
  params: P,
): [ValuesOf<P>, (patch: Partial<ValuesOf<P>>, how?: Changing) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const change = useCallback(
    (patch: Partial<ValuesOf<P>>, { isStep = false }: Changing = {}) =>
      navigate(path + writeParams(params, search, patch), { replace: !isStep }),
    [params, path, search, navigate],
  );
  return [readParams(params, search), change];
}

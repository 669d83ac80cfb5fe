// How answers of the server are kept, and when it is asked again.
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors.ts';

const RETRIES = 2;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        // What the server has refused, it refuses again.
        retry: (failures, error) =>
          failures < RETRIES && error instanceof ApiError && (error.status === 0 || error.status >= 500),
        throwOnError: false,
      },
    },
  });

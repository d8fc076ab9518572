import { useQuery } from '@tanstack/react-query';
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** Names of all that cells of tables may name by a code. */
export function useVocabulary() {
  return useQuery({
    queryKey: ['service-vocabulary'],
    queryFn: () => api.get<Vocabulary>('/service-vocabulary'),
    staleTime: 60_000,
  });
}

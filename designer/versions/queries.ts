import { useQuery } from '@tanstack/react-query';
import type { ChangedResource } from '#engine/runtime/application/versions.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const differencesKey = (service: string) => ['differences', service] as const;

/** Files that differ between two states of a service; 0 is the draft, whose revision tells one state of it from the next. */
export function useDifferences(service: string, between: { readonly from: number; readonly to: number }, revision = 0) {
  const { from, to } = between;
  return useQuery({
    queryKey: [...differencesKey(service), from, to, revision],
    queryFn: () => api.get<readonly ChangedResource[]>(`/services/${service}/versions/${from}/differences?to=${to}`),
    staleTime: from > 0 && to > 0 ? Number.POSITIVE_INFINITY : 0,
  });
}

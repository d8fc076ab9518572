/** What the pages of the city ask the API. */
import { useQuery } from '@tanstack/react-query';
import type { UnitList } from '#engine/runtime/application/organisation.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const unitsKey = ['city', 'units'] as const;

export function useUnits() {
  return useQuery({ queryKey: unitsKey, queryFn: () => api.get<UnitList>('/city/units') });
}

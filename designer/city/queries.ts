/** What the pages of the city ask the API. */
import { useQuery } from '@tanstack/react-query';
import type { ConfigChange, UnitDetail, UnitList } from '#engine/runtime/application/organisation.ts';
import { api } from '#portal/kit/react/api-client.ts';

export const unitsKey = ['city', 'units'] as const;

export function useUnits() {
  return useQuery({ queryKey: unitsKey, queryFn: () => api.get<UnitList>('/city/units') });
}

export const unitKey = (code: string) => ['city', 'unit', code] as const;

export function useUnit(code: string) {
  return useQuery({
    queryKey: unitKey(code),
    queryFn: () => api.get<UnitDetail>(`/city/units/${encodeURIComponent(code)}`),
  });
}

export function useUnitChanges() {
  return useQuery({
    queryKey: ['city', 'unit-changes'],
    queryFn: () => api.get<readonly ConfigChange[]>('/city/unit-changes'),
  });
}

/** What the pages of the city ask the API. */
import { useQuery } from '@tanstack/react-query';
import type { ConfigChange, UnitDetail, UnitList } from '#engine/runtime/application/organisation.ts';
import type { PeopleList, PersonDetail } from '#engine/runtime/application/people.ts';
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

export function usePeople() {
  return useQuery({ queryKey: ['city', 'people'], queryFn: () => api.get<PeopleList>('/city/people') });
}

export function usePerson(username: string) {
  return useQuery({
    queryKey: ['city', 'person', username],
    queryFn: () => api.get<PersonDetail>(`/city/people/${encodeURIComponent(username)}`),
  });
}

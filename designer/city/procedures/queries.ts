/** What the pages of procedures ask the API. */
import { useQuery } from '@tanstack/react-query';
import type {
  DossierRulesView,
  ProcedureChoices,
  ProcedureDetail,
  ProcedureList,
} from '#engine/runtime/application/procedures.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** All of them begin so: one save may change any of them. */
export const proceduresKey = ['city', 'procedures'] as const;
export const procedureKey = (code: string) => [...proceduresKey, 'one', code] as const;
export const rulesKey = [...proceduresKey, 'rules'] as const;

export function useProcedures() {
  return useQuery({ queryKey: [...proceduresKey, 'list'], queryFn: () => api.get<ProcedureList>('/city/procedures') });
}

export function useProcedure(code: string) {
  return useQuery({
    queryKey: procedureKey(code),
    queryFn: () => api.get<ProcedureDetail>(`/city/procedures/${encodeURIComponent(code)}`),
  });
}

export function useProcedureChoices() {
  return useQuery({
    queryKey: [...proceduresKey, 'choices'],
    queryFn: () => api.get<ProcedureChoices>('/city/procedure-choices'),
  });
}

export function useRules() {
  return useQuery({ queryKey: rulesKey, queryFn: () => api.get<DossierRulesView>('/city/dossier-rules') });
}

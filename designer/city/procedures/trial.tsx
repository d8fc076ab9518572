/** What the draft would promise whoever hands in now. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ProcedureDraft, ProcedureTrial } from '#engine/runtime/application/procedures.ts';
import { promise } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { proceduresKey } from './queries.ts';
import { useProcedureWords } from './use-words.ts';

const typingMs = 400;

export function Trial({ draft }: { readonly draft: ProcedureDraft }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const [tried] = useDebouncedValue(draft, typingMs);
  const { code, units, result } = tried.procedure;
  // A new one is not tried while most of it is still empty: nobody wants to be told of that.
  const ready = code !== '' && result.symbol !== '' && Object.values(units).every((unit) => unit.length > 0);
  const answer = useQuery({
    queryKey: [...proceduresKey, 'try', tried],
    queryFn: () => api.post<ProcedureTrial>('/city/procedures/try', tried),
    enabled: ready,
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="wf-card block" aria-labelledby="procedure-trial">
      <h2 id="procedure-trial">{t('trial')}</h2>
      <p aria-live="polite">
        {!ready && t('trialOpen')}
        {ready && answer.error !== null && t('trialFaults')}
        {ready && answer.data !== undefined && t('trialDue', { due: promise(answer.data.dueAt, language, timeZone) })}
      </p>
    </section>
  );
}

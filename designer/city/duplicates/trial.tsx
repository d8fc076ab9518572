/** Which pairs of the last reports would have been suggested, by the rules in force and by those on the page. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Audience, audiences } from '#engine/cases/duplicates/settings.ts';
import type {
  DuplicatePair,
  DuplicateRules,
  DuplicateTrial,
  DuplicateTrialAnswer,
  PairedReport,
} from '#engine/runtime/application/duplicate-rules.ts';
import { date } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { useDuplicateWords } from './use-words.ts';

const typingMs = 600;

export function Trial({ rules }: { readonly rules: DuplicateRules }) {
  const t = useDuplicateWords();
  const [audience, setAudience] = useState<Audience>('official');
  const [tried] = useDebouncedValue<DuplicateTrial>({ ...rules, audience }, typingMs);
  const answer = useQuery({
    queryKey: ['city', 'duplicates', 'try', tried],
    queryFn: () => api.post<DuplicateTrialAnswer>('/city/duplicates/try', tried),
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="wf-card block duplicate-trial" aria-labelledby="duplicate-trial">
      <h2 id="duplicate-trial">{t('trial')}</h2>
      <p className="wf-muted">{t('trialLead')}</p>
      <Select
        label={t('audience')}
        allowDeselect={false}
        data={audiences.map((value) => ({ value, label: t(value) }))}
        value={audience}
        onChange={(chosen) => chosen !== null && setAudience(chosen as Audience)}
      />
      <div aria-live="polite">
        {answer.error !== null && <p>{t('faults')}</p>}
        {answer.data !== undefined && <Answer answer={answer.data} />}
      </div>
    </section>
  );
}

function Answer({ answer: { looked, counts, pairs } }: { readonly answer: DuplicateTrialAnswer }) {
  const t = useDuplicateWords();
  const { now, draft, both } = counts;
  const all = now + draft - both;
  if (looked === 0) return <p>{t('noReports')}</p>;
  return (
    <>
      <p>
        {t('looked', { count: looked })}{' '}
        <strong>{all === 0 ? t('noPairs') : t('counts', { now, draft, more: draft - both, less: now - both })}</strong>{' '}
        {all > pairs.length && t('shown', { count: pairs.length })}
      </p>
      {pairs.length > 0 && <Pairs pairs={pairs} />}
    </>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly DuplicatePair[] }) {
  const t = useDuplicateWords();
  return (
    <ListTable
      label={t('trial')}
      rows={pairs}
      keyOf={({ report, other }) => `${report.registerNumber} ${other.registerNumber}`}
      columns={[
        { head: t('columnReport'), cell: ({ report }) => <Report report={report} /> },
        { head: t('columnOther'), cell: ({ other }) => <Report report={other} /> },
        { head: t('columnApart'), cell: ({ metres, days }) => t('apart', { metres, days }) },
        { head: t('columnNow'), cell: ({ now }) => t(now ? 'yes' : 'no') },
        {
          head: t('columnDraft'),
          cell: ({ now, draft }) => (
            <>
              {t(draft ? 'yes' : 'no')}{' '}
              {now !== draft && (
                <span className={`wf-chip ${draft ? 'ok' : 'late'}`}>{t(draft ? 'added' : 'dropped')}</span>
              )}
            </>
          ),
        },
        { head: t('columnMerged'), cell: ({ merged }) => t(merged ? 'yes' : 'no') },
      ]}
    />
  );
}

function Report({ report: { registerNumber, category, ward, receivedAt } }: { readonly report: PairedReport }) {
  const language = useLanguage();
  const where = [category.name[language], ward?.name[language], date(receivedAt, timeZone)].filter(Boolean).join(', ');
  return (
    <span className="paired">
      <strong>{registerNumber}</strong> <span>{where}</span>
    </span>
  );
}

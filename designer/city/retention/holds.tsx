/** Cases that are kept whatever the rules say, by the decision of an authority. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HoldView, RetentionView } from '#engine/runtime/application/retention.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { retentionKey } from './key.ts';
import { useRetentionWords } from './use-words.ts';

export function Holds({ holds }: { readonly holds: readonly HoldView[] }) {
  const t = useRetentionWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const onSuccess = (view: RetentionView) => queries.setQueryData(retentionKey, view);
  const release = useMutation({
    mutationFn: (number: string) => api.delete<RetentionView>(`/city/retention/holds/${encodeURIComponent(number)}`),
    onSuccess,
  });
  return (
    <section className="retention-part" aria-labelledby="holds-title">
      <h2 id="holds-title">{t('holds')}</h2>
      <p className="wf-muted">{t('holdsLead')}</p>
      {holds.length === 0 ? (
        <p>{t('noHolds')}</p>
      ) : (
        <ListTable
          label={t('holds')}
          rows={holds}
          keyOf={({ registerNumber }) => registerNumber}
          columns={[
            { head: t('columnCase'), cell: ({ registerNumber }) => <span className="wf-code">{registerNumber}</span> },
            { head: t('columnCategory'), cell: ({ category }) => category.name[language] },
            { head: t('columnReason'), cell: ({ reason }) => reason },
            { head: t('columnSince'), cell: ({ at, by }) => `${dateTime(at, timeZone)}, ${by}` },
            {
              head: t('columnDo'),
              cell: ({ registerNumber }) => (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('releaseOf', { number: registerNumber })}
                  onClick={() => release.mutate(registerNumber)}
                >
                  {t('release')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {release.error !== null && <ProblemNotice error={release.error} />}
      <HoldForm onHeld={onSuccess} />
    </section>
  );
}

function HoldForm({ onHeld }: { readonly onHeld: (view: RetentionView) => void }) {
  const t = useRetentionWords();
  const nothing = { registerNumber: '', reason: '' };
  const [wanted, setWanted] = useState(nothing);
  const hold = useMutation({
    mutationFn: () => api.post<RetentionView>('/city/retention/holds', wanted),
    onSuccess: (view) => {
      setWanted(nothing);
      onHeld(view);
    },
  });
  return (
    <form
      className="retention-hold"
      onSubmit={(event) => {
        event.preventDefault();
        hold.mutate();
      }}
    >
      <TextInput
        label={t('holdNumber')}
        required
        maxLength={60}
        value={wanted.registerNumber}
        onChange={(event) => setWanted({ ...wanted, registerNumber: event.currentTarget.value })}
      />
      <TextInput
        label={t('holdReason')}
        description={t('holdReasonHint')}
        required
        maxLength={100}
        value={wanted.reason}
        onChange={(event) => setWanted({ ...wanted, reason: event.currentTarget.value })}
      />
      <Button type="submit" variant="default" loading={hold.isPending}>
        {t('hold')}
      </Button>
      {hold.error !== null && <ProblemNotice error={hold.error} />}
    </form>
  );
}

/** "Thời hạn lưu và xoá": how long closed cases are kept, simulated before it is saved; and which of them are held. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RetentionRules, RetentionView, Simulation } from '#engine/runtime/application/retention.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { useSave } from '../use-save.ts';
import { DurationField } from './duration-field.tsx';
import { Holds } from './holds.tsx';
import { retentionKey } from './key.ts';
import { Lines } from './lines.tsx';
import './retention.css';
import { Simulated } from './simulated.tsx';
import { useRetentionWords } from './use-words.ts';

export function RetentionPage() {
  const t = useRetentionWords();
  const book = useQuery({ queryKey: retentionKey, queryFn: () => api.get<RetentionView>('/city/retention') });
  return (
    <>
      <TextPage title={t('title')} lead={t('lead')} of={book}>
        {(view, onSaved) => <Editor book={view} onSaved={onSaved} />}
      </TextPage>
      {book.data !== undefined && <Holds holds={book.data.holds} />}
      <p>
        <Link to="/city/erasures">{t('register')}</Link>
      </p>
    </>
  );
}

function Editor({ book, onSaved }: { readonly book: RetentionView; readonly onSaved: () => void }) {
  const t = useRetentionWords();
  const { revision } = book;
  const [rules, setRules] = useState<RetentionRules>({
    active: book.active,
    archiveAfter: book.archiveAfter,
    rules: book.rules,
  });
  const simulation = useMutation({ mutationFn: () => api.post<Simulation>('/city/retention/simulation', rules) });
  // What was seen was seen of other rules.
  const change = (part: Partial<RetentionRules>) => {
    setRules({ ...rules, ...part });
    simulation.reset();
  };
  const seen = simulation.data?.seen ?? '';
  const write = (note: string) => api.put<RetentionView>('/city/retention', { ...rules, revision, seen, note });
  const save = useSave({ key: retentionKey, write, onSaved });
  return (
    <SaveForm save={save} wide>
      <Checkbox
        label={t('active')}
        checked={rules.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
      <DurationField
        label={t('archiveAfter')}
        hint={t('archiveHint')}
        value={rules.archiveAfter}
        onChange={(archiveAfter) => change({ archiveAfter })}
      />
      <Lines book={book} lines={rules.rules} onChange={(lines) => change({ rules: lines })} />
      <p>{t('kept')}</p>
      <section className="retention-part" aria-labelledby="simulation-title">
        <h2 id="simulation-title">{t('simulate')}</h2>
        <p className="wf-muted">{t('simulateLead')}</p>
        <Button variant="default" loading={simulation.isPending} onClick={() => simulation.mutate()}>
          {t('simulate')}
        </Button>
        {simulation.error !== null && <ProblemNotice error={simulation.error} />}
        <div aria-live="polite">
          {simulation.data === undefined ? <p>{t('simulateFirst')}</p> : <Simulated simulation={simulation.data} />}
        </div>
      </section>
    </SaveForm>
  );
}

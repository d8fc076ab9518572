/** "Gợi ý trùng": when two reports are suggested as one matter, in words, tried on the last reports before it is saved. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { DuplicateRules, DuplicateRulesView } from '#engine/runtime/application/duplicate-rules.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { NoteField } from '../note-field.tsx';
import './duplicates.css';
import { Near, OwnDistances } from './distances.tsx';
import { placeOf } from './labels.ts';
import { Thresholds } from './thresholds.tsx';
import { Trial } from './trial.tsx';
import { useDuplicateWords } from './use-words.ts';
import { Weights } from './weights.tsx';

const key = ['city', 'duplicates'] as const;

export function DuplicatesPage() {
  const t = useDuplicateWords();
  const [saved, setSaved] = useState(false);
  const book = useQuery({ queryKey: key, queryFn: () => api.get<DuplicateRulesView>('/city/duplicates') });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <div className="actions">
          <Button component={Link} to="/city/history/duplicates" variant="default">
            {t('history')}
          </Button>
        </div>
      </PageHead>
      {book.error !== null && <ProblemNotice error={book.error} />}
      {book.isPending && <p role="status">{t('loading')}</p>}
      {book.data !== undefined && <Editor key={book.data.revision} book={book.data} onSaved={() => setSaved(true)} />}
      <p role="status">{saved ? t('saved') : ''}</p>
    </>
  );
}

function Editor({ book, onSaved }: { readonly book: DuplicateRulesView; readonly onSaved: () => void }) {
  const t = useDuplicateWords();
  const queries = useQueryClient();
  const { revision, among, ...initial } = book;
  const [rules, setRules] = useState<DuplicateRules>(initial);
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => api.put<DuplicateRulesView>('/city/duplicates', { ...rules, revision, note }),
    onSuccess: (after) => {
      queries.setQueryData(key, after);
      onSaved();
    },
  });
  const part = {
    rules,
    change: (changed: Partial<DuplicateRules>) => setRules((before) => ({ ...before, ...changed })),
    faults: faultsOf(save.error),
  };
  return (
    <form
      className="city-form wide"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Near {...part} />
      <OwnDistances {...part} among={among} />
      <Weights {...part} />
      <Thresholds {...part} audience="citizen" />
      <Thresholds {...part} audience="official" />
      <Trial rules={rules} />
      <NoteField value={note} onChange={setNote} />
      {save.error !== null && <ProblemNotice error={save.error} labels={(path) => placeOf(path, t)} />}
      <div className="actions">
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function faultsOf(error: unknown): ReadonlyMap<string, string> {
  const fields = error instanceof ApiError ? error.fields : [];
  return new Map(fields.map(({ path, message }) => [path.replace(/^duplicates\./, ''), message]));
}

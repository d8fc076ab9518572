/** "Cách giao việc": who gets the next task of a unit, in words, tried before it is saved. */
import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { HandlingRules, HandlingView } from '#engine/runtime/application/handling.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { NoteField } from '../note-field.tsx';
import './handling.css';
import { Lines } from './lines.tsx';
import { OpinionsField } from './opinions.tsx';
import { Trial } from './trial.tsx';
import { useHandlingWords } from './use-words.ts';

const key = ['city', 'handling'] as const;

export function HandlingPage() {
  const t = useHandlingWords();
  const [saved, setSaved] = useState(false);
  const book = useQuery({ queryKey: key, queryFn: () => api.get<HandlingView>('/city/handling') });
  return (
    <>
      <PageHead title={t('title')}>
        <div className="actions">
          <Button component={Link} to="/city/history/handling" variant="default">
            {t('history')}
          </Button>
        </div>
      </PageHead>
      <p className="wf-muted lead">{t('lead')}</p>
      {book.error !== null && <ProblemNotice error={book.error} />}
      {book.isPending && <p role="status">{t('loading')}</p>}
      {book.data !== undefined && <Loaded key={book.data.revision} book={book.data} onSaved={() => setSaved(true)} />}
      <p role="status">{saved ? t('saved') : ''}</p>
    </>
  );
}

function Loaded({ book, onSaved }: { readonly book: HandlingView; readonly onSaved: () => void }) {
  const t = useHandlingWords();
  const queries = useQueryClient();
  const [rules, setRules] = useState<HandlingRules>(book);
  const [note, setNote] = useState('');
  const { returnsToCoordinator, giving } = rules;
  const [opinions, setOpinions] = useState(book.opinions);
  const save = useMutation({
    mutationFn: () =>
      api.put<HandlingView>('/city/handling', {
        returnsToCoordinator,
        giving,
        opinions,
        note,
        revision: book.revision,
      }),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved);
      onSaved();
    },
  });
  return (
    <form
      className="handling"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <NumberInput
        label={t('bounces')}
        description={t('bouncesHint')}
        min={1}
        max={20}
        allowDecimal={false}
        value={returnsToCoordinator}
        onChange={(value) => setRules({ ...rules, returnsToCoordinator: Number(value) || 1 })}
      />
      <Lines book={book} giving={giving} onChange={(lines) => setRules({ ...rules, giving: lines })} />
      <Trial book={book} rules={rules} />
      <OpinionsField book={book} opinions={opinions} onChange={setOpinions} />
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

/** `handling.giving[2].unit` in words. */
function placeOf(path: string, t: ReturnType<typeof useHandlingWords>): string {
  const [, index = '', field = ''] = /giving\[(\d+)\]\.(\w+)/.exec(path) ?? [];
  if (index === '') return path;
  const names = { unit: 'unit', category: 'category', role: 'role', post: 'whichPost', user: 'formula' } as const;
  const name = Object.hasOwn(names, field) ? names[field as keyof typeof names] : 'strategy';
  return `${t('line', { n: Number(index) + 1 })}, ${t(name)}`;
}

/** "Cách giao việc": who gets the next task of a unit, in words, tried before it is saved. */
import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandlingRules, HandlingView } from '#engine/runtime/application/handling.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { useSave } from '../use-save.ts';
import './handling.css';
import { Lines } from './lines.tsx';
import { OpinionsField } from './opinions.tsx';
import { Trial } from './trial.tsx';
import { useHandlingWords } from './use-words.ts';

const key = ['city', 'handling'] as const;

export function HandlingPage() {
  const t = useHandlingWords();
  const book = useQuery({ queryKey: key, queryFn: () => api.get<HandlingView>('/city/handling') });
  return (
    <TextPage title={t('title')} lead={t('lead')} history="/city/history/handling" of={book}>
      {(view, onSaved) => <Editor book={view} onSaved={onSaved} />}
    </TextPage>
  );
}

function Editor({ book, onSaved }: { readonly book: HandlingView; readonly onSaved: () => void }) {
  const t = useHandlingWords();
  const { revision } = book;
  const [rules, setRules] = useState<HandlingRules>(book);
  const { returnsToCoordinator, giving } = rules;
  const [opinions, setOpinions] = useState(book.opinions);
  const write = (note: string) =>
    api.put<HandlingView>('/city/handling', { returnsToCoordinator, giving, opinions, note, revision });
  const save = useSave({ key, write, onSaved });
  return (
    <SaveForm save={save} labels={(path) => placeOf(path, t)} wide>
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
    </SaveForm>
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

/** "Gợi ý trùng": when two reports are suggested as one matter, in words, tried on the last reports before it is saved. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicateRules, DuplicateRulesView } from '#engine/runtime/application/duplicate-rules.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { faultsOf, useSave } from '../use-save.ts';
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
  const book = useQuery({ queryKey: key, queryFn: () => api.get<DuplicateRulesView>('/city/duplicates') });
  return (
    <TextPage title={t('title')} lead={t('lead')} history="/city/history/duplicates" of={book}>
      {(view, onSaved) => <Editor book={view} onSaved={onSaved} />}
    </TextPage>
  );
}

function Editor({ book, onSaved }: { readonly book: DuplicateRulesView; readonly onSaved: () => void }) {
  const t = useDuplicateWords();
  const { revision, among, ...initial } = book;
  const [rules, setRules] = useState<DuplicateRules>(initial);
  const write = (note: string) => api.put<DuplicateRulesView>('/city/duplicates', { ...rules, revision, note });
  const save = useSave({ key, write, onSaved });
  const part = {
    rules,
    change: (changed: Partial<DuplicateRules>) => setRules((before) => ({ ...before, ...changed })),
    faults: faultsOf(save.error, 'duplicates.'),
  };
  return (
    <SaveForm save={save} labels={(path) => placeOf(path, t)} wide>
      <Near {...part} />
      <OwnDistances {...part} among={among} />
      <Weights {...part} />
      <Thresholds {...part} audience="citizen" />
      <Thresholds {...part} audience="official" />
      <Trial rules={rules} />
    </SaveForm>
  );
}

/** The category's own questions, in the form builder of the services. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { CategoryInput } from '#engine/runtime/application/categories.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useCategoryWords } from './use-tree.ts';

interface Props {
  readonly category: CategoryInput;
  readonly change: (part: Partial<CategoryInput>) => void;
}

const QuestionBuilder = lazy(async () => ({ default: (await import('./question-builder.tsx')).QuestionBuilder }));

export function Questions({ category: { questions }, change }: Props) {
  const t = useCategoryWords();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const words = (label: string) => (language === 'en' ? (questions?.i18n?.['en']?.[label] ?? label) : label);
  return (
    <fieldset className="category-part">
      <legend>{t('questions')}</legend>
      <p className="wf-muted">{t('questionsHint')}</p>
      {questions === null && <p>{t('noQuestions')}</p>}
      <ul>
        {questions?.components.map(({ key, label = key }) => (
          <li key={key}>
            {words(label)} <code>{key}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Button variant="default" onClick={() => setOpen(!open)}>
          {t(open ? 'doneQuestions' : 'editQuestions')}
        </Button>
        {questions !== null && (
          <Button variant="default" onClick={() => change({ questions: null, stops: [] })}>
            {t('removeQuestions')}
          </Button>
        )}
      </div>
      {open && (
        <Suspense>
          <QuestionBuilder
            start={questions ?? { components: [] }}
            onChange={(form) => change({ questions: form.components.length === 0 ? null : form })}
          />
        </Suspense>
      )}
    </fieldset>
  );
}

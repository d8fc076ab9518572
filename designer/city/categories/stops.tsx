/** Answers that mean danger, each with whom to call and what to say. */
import { Button, Select, TextInput } from '@mantine/core';
import type { Stop } from '#engine/cases/categories/category-tree.ts';
import type { CategoryInput } from '#engine/runtime/application/categories.ts';
import { walkForm } from '#forms/components.ts';
import { useLines } from '../use-lines.ts';
import { useCategoryWords } from './use-tree.ts';

interface Props {
  readonly category: CategoryInput;
  readonly change: (part: Partial<CategoryInput>) => void;
}

const always = '';
const emergency = '114';

export function Stops({ category, change }: Props) {
  const t = useCategoryWords();
  const { stops } = category;
  const { edited, add } = useLines(stops, (changed) => change({ stops: changed }));
  return (
    <fieldset className="category-part">
      <legend>{t('stops')}</legend>
      <p className="wf-muted">{t('stopsHint')}</p>
      {edited.map(({ key, line, put, remove }) => (
        <div key={key} className="wf-card block city-form">
          <StopFields stop={line} choices={choicesIn(category, t('stopAlways'))} put={put} />
          <Button variant="default" size="xs" onClick={remove}>
            {t('removeStop')}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        onClick={() => add({ question: null, answer: null, call: emergency, text: { vi: '', en: '' } })}
      >
        {t('addStop')}
      </Button>
    </fieldset>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldsProps {
  readonly stop: Stop;
  readonly choices: readonly Choice[];
  readonly put: (part: Partial<Stop>) => void;
}

function StopFields({ stop, choices, put }: FieldsProps) {
  const t = useCategoryWords();
  const { question, answer, call, text } = stop;
  return (
    <>
      <Select
        label={t('stopWhen')}
        allowDeselect={false}
        data={[...choices]}
        value={question === null ? always : JSON.stringify([question, answer])}
        onChange={(value) => {
          const [asked, given] = value === null || value === always ? [null, null] : (JSON.parse(value) as string[]);
          put({ question: asked ?? null, answer: given ?? null });
        }}
      />
      <TextInput
        label={t('stopCall')}
        required
        inputMode="numeric"
        maxLength={12}
        value={call}
        onChange={(event) => put({ call: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={t('stopVi')}
        required
        value={text.vi}
        onChange={(event) => put({ text: { ...text, vi: event.currentTarget.value } })}
      />
      <TextInput
        label={t('stopEn')}
        required
        value={text.en}
        onChange={(event) => put({ text: { ...text, en: event.currentTarget.value } })}
      />
    </>
  );
}

/** Every answer that can be chosen, and the category itself. */
function choicesIn({ questions }: CategoryInput, alwaysWords: string): readonly Choice[] {
  const answers =
    questions === null
      ? []
      : [...walkForm(questions)].flatMap(({ component }): Choice[] => {
          const { key, label = key, type } = component;
          if (type === 'checkbox') return [{ value: JSON.stringify([key, 'true']), label }];
          return (component.values ?? component.data?.values ?? []).map((option) => ({
            value: JSON.stringify([key, option.value]),
            label: `${label} – ${option.label}`,
          }));
        });
  return [{ value: always, label: alwaysWords }, ...answers];
}

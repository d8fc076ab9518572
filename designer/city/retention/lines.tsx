/** One line for a service and a category: after how long nobody can be found in a case, and nothing is left of it. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import type { RetentionLine, RetentionView } from '#engine/runtime/application/retention.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { CategoryChoice } from '../category-choice.tsx';
import { useLines } from '../use-lines.ts';
import { DurationField } from './duration-field.tsx';
import { useRetentionWords } from './use-words.ts';

const fresh: Omit<RetentionLine, 'code'> = {
  name: { vi: '', en: '' },
  service: '',
  category: '',
  anonymise: '',
  keep: 'P5Y',
  erasable: true,
  basis: '',
};

interface LinesProps {
  readonly book: RetentionView;
  readonly lines: readonly RetentionLine[];
  readonly onChange: (lines: readonly RetentionLine[]) => void;
}

export function Lines({ book, lines, onChange }: LinesProps) {
  const t = useRetentionWords();
  const { edited, add } = useLines(lines, onChange);
  return (
    <section className="retention-part" aria-labelledby="retention-lines">
      <h2 id="retention-lines">{t('lines')}</h2>
      {edited.map(({ key, line, place, put, remove }) => (
        <fieldset key={key} className="wf-card retention-line">
          <legend>{t('line', { n: place + 1 })}</legend>
          <Line book={book} line={line} put={put} />
          <Button size="xs" variant="default" aria-label={t('remove', { n: place + 1 })} onClick={remove}>
            {t('removeShort')}
          </Button>
        </fieldset>
      ))}
      <Button variant="default" onClick={() => add({ ...fresh, code: newCode(lines) })}>
        {t('add')}
      </Button>
    </section>
  );
}

interface LineProps {
  readonly book: RetentionView;
  readonly line: RetentionLine;
  readonly put: (part: Partial<RetentionLine>) => void;
}

function Line({ book, line, put }: LineProps) {
  const t = useRetentionWords();
  const { name, basis } = line;
  return (
    <>
      <TextInput
        label={t('name')}
        required
        maxLength={300}
        value={name.vi}
        onChange={(event) => put({ name: { ...name, vi: event.currentTarget.value } })}
      />
      <TextInput
        label={t('nameEn')}
        required
        maxLength={300}
        value={name.en}
        onChange={(event) => put({ name: { ...name, en: event.currentTarget.value } })}
      />
      <Matters book={book} line={line} put={put} />
      <DurationField
        label={t('anonymise')}
        hint={t('anonymiseHint')}
        optional
        value={line.anonymise}
        onChange={(anonymise) => put({ anonymise })}
      />
      <DurationField label={t('keep')} value={line.keep} onChange={(keep) => put({ keep })} />
      <TextInput
        label={t('basis')}
        description={t('basisHint')}
        required
        maxLength={500}
        value={basis}
        onChange={(event) => put({ basis: event.currentTarget.value })}
      />
      <Checkbox
        label={t('erasable')}
        checked={line.erasable}
        onChange={(event) => put({ erasable: event.currentTarget.checked })}
      />
    </>
  );
}

function Matters({ book, line, put }: LineProps) {
  const t = useRetentionWords();
  const language = useLanguage();
  return (
    <>
      <Select
        label={t('service')}
        placeholder={t('anyService')}
        clearable
        data={book.services.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={line.service === '' ? null : line.service}
        onChange={(service) => put({ service: service ?? '' })}
      />
      <CategoryChoice
        label={t('category')}
        open={t('anyCategory')}
        categories={book.categories}
        value={line.category}
        onChange={(category) => put({ category })}
      />
    </>
  );
}

/** It stands in the audit and in the register of deletions: never that of a line that was there before. */
function newCode(lines: readonly RetentionLine[]): string {
  const used = new Set(lines.map(({ code }) => code));
  for (let number = lines.length + 1; ; number += 1) if (!used.has(`dong-${number}`)) return `dong-${number}`;
}

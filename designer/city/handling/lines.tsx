/** One line for a unit, a field and a role: how a task of theirs finds its official. */
import { Button, Select, TextInput } from '@mantine/core';
import type { GivingRule, HandlingView } from '#engine/runtime/application/handling.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { HandlingTextKey } from '#portal/kit/texts/handling.ts';
import { CategoryChoice } from '../category-choice.tsx';
import { useLines } from '../use-lines.ts';
import { useHandlingWords } from './use-words.ts';

type Strategy = GivingRule['strategy'];

const strategies: readonly Strategy[] = [
  'pool',
  'roundRobin',
  'leastLoaded',
  'area',
  'post',
  'expression',
  'manual',
] satisfies readonly HandlingTextKey[];

const fresh: GivingRule = { unit: '', category: '', role: '', strategy: 'roundRobin', post: '', user: '' };

interface LinesProps {
  readonly book: HandlingView;
  readonly giving: readonly GivingRule[];
  readonly onChange: (giving: readonly GivingRule[]) => void;
}

export function Lines({ book, giving, onChange }: LinesProps) {
  const t = useHandlingWords();
  const { edited, add } = useLines(giving, onChange);
  return (
    <section className="handling-part" aria-labelledby="lines-title">
      <h2 id="lines-title">{t('lines')}</h2>
      <p className="wf-muted">{giving.length === 0 ? t('noLines') : t('linesHint')}</p>
      {edited.map(({ key, line, place, put, remove }) => (
        <Line key={key} book={book} rule={line} number={place + 1} change={put} onRemove={remove} />
      ))}
      <Button variant="default" onClick={() => add(fresh)}>
        {t('add')}
      </Button>
    </section>
  );
}

interface LineProps {
  readonly book: HandlingView;
  readonly rule: GivingRule;
  readonly number: number;
  readonly change: (part: Partial<GivingRule>) => void;
  readonly onRemove: () => void;
}

function Line({ book, rule, number, change, onRemove }: LineProps) {
  const t = useHandlingWords();
  return (
    <fieldset className="wf-card giving-line">
      <legend>{t('line', { n: number })}</legend>
      <Places book={book} place={rule} onChange={change} />
      <Select
        label={t('strategy')}
        description={t(`${rule.strategy}Hint`)}
        allowDeselect={false}
        data={strategies.map((value) => ({ value, label: t(value) }))}
        value={rule.strategy}
        onChange={(value) => change({ strategy: (value ?? 'pool') as Strategy, post: '', user: '' })}
      />
      {rule.strategy === 'post' && (
        <Choice label={t('whichPost')} options={book.roles} value={rule.post} onChange={(post) => change({ post })} />
      )}
      {rule.strategy === 'expression' && (
        <TextInput
          label={t('formula')}
          required
          spellCheck={false}
          autoComplete="off"
          maxLength={500}
          value={rule.user}
          onChange={(event) => change({ user: event.currentTarget.value })}
        />
      )}
      <Button size="xs" variant="default" aria-label={t('remove', { n: number })} onClick={onRemove}>
        {t('removeShort')}
      </Button>
    </fieldset>
  );
}

interface PlacesProps {
  readonly book: HandlingView;
  readonly place: Pick<GivingRule, 'unit' | 'category' | 'role'>;
  readonly onChange: (part: Partial<Pick<GivingRule, 'unit' | 'category' | 'role'>>) => void;
}

export function Places({ book, place, onChange }: PlacesProps) {
  const t = useHandlingWords();
  return (
    <>
      <Choice
        label={t('unit')}
        open={t('anyUnit')}
        options={book.units}
        value={place.unit}
        onChange={(unit) => onChange({ unit })}
      />
      <CategoryChoice
        label={t('category')}
        open={t('anyCategory')}
        categories={book.categories}
        value={place.category}
        onChange={(category) => onChange({ category })}
      />
      <Choice
        label={t('role')}
        open={t('anyRole')}
        options={book.roles}
        value={place.role}
        onChange={(role) => onChange({ role })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What '' stands for; left out: something must be chosen. */
  readonly open?: string;
  readonly options: HandlingView['units'];
  readonly value: string;
  readonly onChange: (code: string) => void;
}

export function Choice({ label, open, options, value, onChange }: ChoiceProps) {
  const language = useLanguage();
  return (
    <Select
      label={label}
      {...(open === undefined ? { required: true } : { placeholder: open, clearable: true })}
      searchable
      data={options.map(({ code, name }) => ({ value: code, label: name[language] }))}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
    />
  );
}

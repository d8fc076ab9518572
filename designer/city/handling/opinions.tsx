/** "Lấy ý kiến phối hợp": after how many working days silence is consent, by what regulation, and where it is otherwise. */
import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { HandlingView, OpinionRules } from '#engine/runtime/application/handling.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useLines } from '../use-lines.ts';
import { useHandlingWords } from './use-words.ts';

interface Props {
  readonly book: HandlingView;
  readonly opinions: OpinionRules | null;
  readonly onChange: (opinions: OpinionRules | null) => void;
}

const daysMax = 60;

export function OpinionsField({ book, opinions, onChange }: Props) {
  const t = useHandlingWords();
  const language = useLanguage();
  const fresh: OpinionRules = { days: 5, calendar: book.calendars[0]?.code ?? '', basis: '', categories: [] };
  const change = (part: Partial<OpinionRules>) => onChange({ ...(opinions ?? fresh), ...part });
  return (
    <section className="handling-part" aria-labelledby="opinions-title">
      <h2 id="opinions-title">{t('opinions')}</h2>
      <Checkbox
        label={t('opinionsOn')}
        description={t('opinionsHint')}
        checked={opinions !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? fresh : null)}
      />
      {opinions !== null && (
        <>
          <div className="giving-line">
            <Days label={t('consentDays')} value={opinions.days} onChange={(days) => change({ days })} />
            <Select
              label={t('consentCalendar')}
              allowDeselect={false}
              data={book.calendars.map(({ code, name }) => ({ value: code, label: name[language] }))}
              value={opinions.calendar}
              onChange={(calendar) => change({ calendar: calendar ?? '' })}
            />
            <TextInput
              label={t('consentBasis')}
              maxLength={500}
              value={opinions.basis}
              onChange={(event) => change({ basis: event.currentTarget.value })}
            />
          </div>
          <Exceptions book={book} opinions={opinions} onChange={(categories) => change({ categories })} />
        </>
      )}
    </section>
  );
}

type Categories = OpinionRules['categories'];

function Exceptions({
  book,
  opinions: { categories, days },
  onChange,
}: {
  readonly book: HandlingView;
  readonly opinions: OpinionRules;
  readonly onChange: (categories: Categories) => void;
}) {
  const t = useHandlingWords();
  const language = useLanguage();
  const { edited, add } = useLines(categories, onChange);
  const taken = new Set(categories.map(({ category }) => category));
  const free = book.categories.find(({ code }) => !taken.has(code));
  return (
    <>
      {edited.map(({ key, line: { category, days: own }, place, put, remove }) => (
        <div className="giving-line" key={key}>
          <Select
            label={t('category')}
            searchable
            allowDeselect={false}
            data={book.categories
              .filter(({ code }) => code === category || !taken.has(code))
              .map(({ code, name }) => ({ value: code, label: name[language] }))}
            value={category}
            onChange={(code) => put({ category: code ?? category })}
          />
          <Days label={t('consentDays')} value={own} onChange={(next) => put({ days: next })} />
          <Button size="xs" variant="default" aria-label={t('removeException', { n: place + 1 })} onClick={remove}>
            {t('removeShort')}
          </Button>
        </div>
      ))}
      {free !== undefined && (
        <Button variant="default" onClick={() => add({ category: free.code, days })}>
          {t('addException')}
        </Button>
      )}
    </>
  );
}

function Days({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (days: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      min={1}
      max={daysMax}
      allowDecimal={false}
      value={value}
      onChange={(next) => onChange(Number(next) || 1)}
    />
  );
}

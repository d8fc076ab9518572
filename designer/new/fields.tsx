/** The fields of which the page is made; each shows what is to be mended in it. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import type { TimeLimit } from '#engine/bpmn/new-service/step-list.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useFault } from './faults.ts';
import { useWords } from './use-words.ts';

interface WordFieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly put: (value: string) => void;
}

export function WordField({ path, label, hint, value, put }: WordFieldProps) {
  return (
    <TextInput
      required
      label={label}
      description={hint}
      maxLength={120}
      autoComplete="off"
      error={useFault(path)}
      value={value}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function ChoiceField({ path, label, value, put, data }: WordFieldProps & { readonly data: readonly Choice[] }) {
  return (
    <Select
      required
      searchable
      limit={60}
      label={label}
      error={useFault(path)}
      data={[...data]}
      value={value === '' ? null : value}
      onChange={(next) => put(next ?? '')}
    />
  );
}

interface LimitFieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly limit: TimeLimit | null;
  readonly calendars: Givees['calendars'];
  readonly put: (limit: TimeLimit | null) => void;
}

/** How long it may take: a number of working days or hours of a calendar, or no limit. */
export function LimitField({ path, label, hint, limit, calendars, put }: LimitFieldProps) {
  const t = useWords();
  const language = useLanguage();
  const fault = useFault(path);
  const begin: TimeLimit = { amount: 3, unit: 'days', calendar: calendars[0]?.code ?? '' };
  return (
    <fieldset className="new-limit">
      <legend>{label}</legend>
      {hint !== undefined && <p className="wf-muted">{hint}</p>}
      <Select
        aria-label={t('unitOf', { what: label })}
        allowDeselect={false}
        data={[
          { value: 'none', label: t('noLimit') },
          { value: 'days', label: t('days') },
          { value: 'hours', label: t('hours') },
        ]}
        value={limit?.unit ?? 'none'}
        onChange={(unit) => put(unit === 'days' || unit === 'hours' ? { ...(limit ?? begin), unit } : null)}
      />
      {limit !== null && (
        <>
          <NumberInput
            aria-label={t('amountOf', { what: label })}
            min={1}
            max={365}
            allowDecimal={false}
            error={fault}
            value={limit.amount}
            onChange={(amount) => put({ ...limit, amount: Number(amount) })}
          />
          <Select
            aria-label={t('calendarOf', { what: label })}
            allowDeselect={false}
            data={calendars.map(({ code, name }) => ({ value: code, label: name[language] }))}
            value={limit.calendar}
            onChange={(calendar) => put({ ...limit, calendar: calendar ?? '' })}
          />
        </>
      )}
    </fieldset>
  );
}

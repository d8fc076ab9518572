/** The days that are looked at: the last so many, or from one day to another. */
import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { dayBefore } from '#portal/kit/figures/days.ts';
import { useFigureWords } from '#portal/kit/react/figures/use-words.ts';
import { timeZone } from '#portal/kit/react/installation.ts';

const lastDays = ['7', '30', '90', '365'] as const;
const chosen = 'chosen';

export interface Period {
  readonly choice: string;
  readonly days: { readonly from: string; readonly to: string };
  /** Whether both days are there and in order. */
  readonly good: boolean;
  choose(choice: string): void;
  set(days: Partial<Period['days']>): void;
}

export function usePeriod(): Period {
  const now = useMemo(() => Date.now(), []);
  const [choice, choose] = useState('30');
  const [own, setOwn] = useState({ from: dayBefore(now, 29, timeZone), to: dayBefore(now, 0, timeZone) });
  const last = { from: dayBefore(now, Number(choice) - 1 || 0, timeZone), to: dayBefore(now, 0, timeZone) };
  const days = choice === chosen ? own : last;
  const good = days.from !== '' && days.to !== '' && days.from <= days.to;
  return { choice, days, good, choose, set: (changed) => setOwn({ ...own, ...changed }) };
}

export function PeriodPicker({ period }: { readonly period: Period }) {
  const t = useFigureWords();
  const { choice, days, good } = period;
  return (
    <>
      <Select
        label={t('period')}
        allowDeselect={false}
        value={choice}
        onChange={(value) => period.choose(value ?? '30')}
        data={[
          ...lastDays.map((value) => ({ value, label: t('lastDays', { n: value }) })),
          { value: chosen, label: t('otherDays') },
        ]}
      />
      {choice === chosen && (
        <>
          <TextInput
            type="date"
            label={t('fromDay')}
            value={days.from}
            onChange={(event) => period.set({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('toDay')}
            value={days.to}
            error={good ? undefined : t('daysTurned')}
            onChange={(event) => period.set({ to: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

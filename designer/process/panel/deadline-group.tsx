/** By when a task must be done: how long, from when, in which working time; and the same in one sentence. */
import { Button } from '@mantine/core';
import type { Expression } from '#engine/core/model/program.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { deadlineWords } from '../../words.ts';
import { CalendarField } from './calendar-field.tsx';
import { DurationField } from './duration-field.tsx';
import { type Attributes, extensionOf, setExtensions, textOf } from './edit.ts';
import { PickField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

const type = 'wardflow:Deadline';
const names = ['from', 'duration', 'calendar', 'dayCount'] as const;

export function DeadlineGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  const deadline = extensionOf(element, type);
  if (deadline === undefined) {
    return (
      <fieldset>
        <legend>{t('columnDeadline')}</legend>
        <p className="hint">{t('deadlineNone')}</p>
        <Button
          variant="default"
          onClick={() => setExtensions(diagram, element, type, [{ duration: 'PT8H', calendar: 'hanh-chinh' }])}
        >
          {t('deadlineAdd')}
        </Button>
      </fieldset>
    );
  }
  const now = Object.fromEntries(names.map((name) => [name, textOf(deadline, name)])) as Record<
    (typeof names)[number],
    string
  >;
  const set = (change: Attributes): void => {
    const next = { ...now, ...change };
    if (names.some((name) => (next[name] ?? '') !== now[name])) setExtensions(diagram, element, type, [next]);
  };
  const read = {
    from: expression(now.from),
    duration: expression(now.duration) ?? { kind: 'literal', value: '' },
    calendar: expression(now.calendar),
    dayCount: null,
  } as const;
  return (
    <fieldset>
      <legend>{t('columnDeadline')}</legend>
      <p className="hint">{deadlineWords(read, detail.choices.calendars, { t, language })}</p>
      <DurationField
        label={t('duration')}
        value={now.duration}
        element={element.id}
        onCommit={(duration) => set({ duration })}
      />
      <PickField
        label={t('deadlineFrom')}
        value={now.from}
        none={t('deadlineFromOpening')}
        choices={[{ value: '=receivedAt', label: t('deadlineFromReceived') }]}
        onCommit={(from) => set({ from })}
      />
      <CalendarField
        calendars={detail.choices.calendars}
        calendar={now.calendar}
        dayCount={now.dayCount}
        unit={textOf(element.businessObject, 'wardflow:unit')}
        onCommit={set}
      />
      <Button variant="subtle" color="gray" onClick={() => setExtensions(diagram, element, type, [])}>
        {t('deadlineRemove')}
      </Button>
    </fieldset>
  );
}

export function expression(text: string): Expression | null {
  if (text === '') return null;
  return text.startsWith('=') ? { kind: 'feel', source: text.slice(1).trim() } : { kind: 'literal', value: text };
}

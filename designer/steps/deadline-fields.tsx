/** How long a step may take, from when, in which working time; with the fields of the panel. */
import { Button, Select } from '@mantine/core';
import type { Named } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { CalendarField } from '../process/panel/calendar-field.tsx';
import { DurationField } from '../process/panel/duration-field.tsx';
import { useWords } from './use-words.ts';
import type { WorkStep, WrittenDeadline } from './work-of.ts';

interface Props {
  readonly step: WorkStep;
  readonly deadline: WrittenDeadline;
  readonly calendars: readonly Named[];
  readonly put: (deadline: WrittenDeadline | null) => void;
}

const received = '=receivedAt';
const opening = 'opening';

export function DeadlineFields({ step, deadline, calendars, put }: Props) {
  const t = useWords();
  const name = step.name[useLanguage()];
  const usual = deadline.from === '' || deadline.from.replaceAll(' ', '') === received;
  return (
    <fieldset className="work-deadline" aria-label={t('changeDueOf', { step: name })}>
      <DurationField
        label={t('length')}
        value={deadline.duration}
        onCommit={(duration) => put({ ...deadline, duration })}
      />
      <Select
        label={t('from')}
        allowDeselect={false}
        data={[
          { value: opening, label: t('fromOpening') },
          { value: received, label: t('fromReceived') },
          ...(usual ? [] : [{ value: deadline.from, label: t('formula', { source: deadline.from.slice(1).trim() }) }]),
        ]}
        value={deadline.from === '' ? opening : usual ? received : deadline.from}
        onChange={(from) => put({ ...deadline, from: from === null || from === opening ? '' : from })}
      />
      <CalendarField
        calendars={calendars}
        calendar={deadline.calendar}
        dayCount={deadline.dayCount}
        unit={step.unit}
        onCommit={(change) => put({ ...deadline, ...change })}
      />
      <div>
        <Button size="xs" variant="default" onClick={() => put(null)}>
          {t('takeDue')}
        </Button>
      </div>
    </fieldset>
  );
}

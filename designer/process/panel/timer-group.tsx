/** When a timer goes off. */
import { Checkbox } from '@mantine/core';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { CalendarField } from './calendar-field.tsx';
import { DurationField } from './duration-field.tsx';
import { setTimer, setTimerText, type TimerKind, textOf, timerOf, timerValue } from './edit.ts';
import { PickField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

export function TimerGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const timer = timerOf(element);
  if (timer === undefined) return null;
  const { kind, value } = timerValue(timer);
  const boundary = element.businessObject.$type === 'bpmn:BoundaryEvent';
  return (
    <fieldset>
      <legend>{t('groupTimer')}</legend>
      <PickField
        label={t('timerKind')}
        value={kind}
        choices={(['timeDuration', 'timeDate', 'timeCycle'] as const).map((one) => ({ value: one, label: t(one) }))}
        onCommit={(next) => setTimer(diagram, element, (next || 'timeDuration') as TimerKind, value)}
      />
      {kind === 'timeDuration' ? (
        <DurationField
          label={t('duration')}
          element={element.id}
          value={value}
          onCommit={(next) => setTimer(diagram, element, kind, next)}
        />
      ) : (
        <FeelField
          label={t('timerValue')}
          description={t(kind === 'timeDate' ? 'timerDateHint' : 'timerCycleHint')}
          mixed
          spot={{ element: element.id, when: 'before' }}
          value={value}
          onCommit={(next) => setTimer(diagram, element, kind, next)}
        />
      )}
      <CalendarField
        calendars={detail.choices.calendars}
        calendar={textOf(timer, 'wardflow:calendar')}
        dayCount={textOf(timer, 'wardflow:dayCount')}
        onCommit={({ calendar, dayCount }) => {
          if (calendar !== undefined) setTimerText(diagram, element, 'wardflow:calendar', calendar);
          if (dayCount !== undefined) setTimerText(diagram, element, 'wardflow:dayCount', dayCount);
        }}
      />
      {boundary && (
        <Checkbox
          label={t('timerInterrupts')}
          checked={element.businessObject.get('cancelActivity') !== false}
          onChange={(event) =>
            diagram.get('modeling').updateProperties(element, { cancelActivity: event.currentTarget.checked })
          }
        />
      )}
    </fieldset>
  );
}

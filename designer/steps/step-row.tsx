/** One step: who does it, by when, and what stands against it. */
import { Button, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Named } from '#engine/runtime/application/common.ts';
import type { Problem, ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { expression } from '../process/panel/deadline-group.tsx';
import { useText } from '../use-text.ts';
import { deadlineWords } from '../words.ts';
import { DeadlineFields } from './deadline-fields.tsx';
import { useWords } from './use-words.ts';
import {
  isNobodys,
  isOfficials,
  usualDeadline,
  type WorkEdit,
  type WorkStep,
  type WrittenDeadline,
} from './work-of.ts';

export interface StepRowProps {
  readonly step: WorkStep;
  readonly detail: ServiceDetail;
  readonly units: readonly Named[];
  readonly problems: readonly Problem[];
  readonly edit: (edit: WorkEdit) => void;
}

const responsible = '=unit';

export function StepRow(props: StepRowProps) {
  const { step, detail, problems } = props;
  const t = useWords();
  const language = useLanguage();
  const name = step.name[language];
  return (
    <tr>
      <th scope="row">
        {name}{' '}
        <Link
          className="work-show"
          to={`/${detail.key}/process?${new URLSearchParams({ at: step.element })}`}
          aria-label={t('diagramOf', { step: name })}
        >
          {t('diagram')}
        </Link>
        {isNobodys(step) && <p className="error">{t('nobody')}</p>}
        {problems.map(({ code, message, severity }) => (
          <p key={code + message.en} className={severity}>
            {message[language]}
          </p>
        ))}
      </th>
      <td data-label={t('role')}>
        <Role {...props} />
      </td>
      <td data-label={t('unit')}>
        <Unit {...props} />
      </td>
      <td data-label={t('due')}>
        <Due {...props} />
      </td>
    </tr>
  );
}

function Role({ step, detail, edit }: StepRowProps) {
  const t = useWords();
  const language = useLanguage();
  if (step.assignee !== '') return <>{t('account', { name: step.assignee })}</>;
  const choices = detail.choices.roles.map(({ code, name }) => ({ value: code, label: name[language] }));
  return (
    <Picker
      label={t('roleOf', { step: step.name[language] })}
      none={t('anyRole')}
      value={step.role}
      choices={choices}
      onPick={(value) => edit({ what: 'role', value })}
    />
  );
}

function Unit({ step, units, edit }: StepRowProps): ReactNode {
  const t = useWords();
  const language = useLanguage();
  if (!isOfficials(step)) return <span className="wf-muted">{t('citizen')}</span>;
  return (
    <Picker
      label={t('unitOf', { step: step.name[language] })}
      none={t('anyUnit')}
      value={step.unit.replace(/^=\s*unit\s*$/, responsible)}
      choices={[
        { value: responsible, label: t('unitOfCase') },
        ...units.map(({ code, name }) => ({ value: code, label: name[language] })),
      ]}
      onPick={(value) => edit({ what: 'unit', value })}
    />
  );
}

interface PickerProps {
  readonly label: string;
  readonly none: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string) => void;
}

/** A formula that somebody has written in the diagram is one more choice, so that it is not lost by looking. */
function Picker({ label, none, value, choices, onPick }: PickerProps) {
  const t = useWords();
  const known = value === '' || choices.some((choice) => choice.value === value);
  const written = value.startsWith('=') ? t('formula', { source: value.slice(1).trim() }) : value;
  return (
    <Select
      aria-label={label}
      placeholder={none}
      clearable
      searchable
      limit={60}
      data={known ? [...choices] : [...choices, { value, label: written }]}
      value={value === '' ? null : value}
      onChange={(next) => onPick(next ?? '')}
    />
  );
}

function Due({ step, detail, edit }: StepRowProps) {
  const t = useWords();
  const words = useText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { deadline } = step;
  const name = step.name[language];
  const put = (value: WrittenDeadline | null) => edit({ what: 'deadline', value });
  if (deadline === null) {
    return (
      <>
        <span className="wf-muted">{t('noDue')}</span>{' '}
        <Button
          size="xs"
          variant="default"
          aria-label={t('giveDueOf', { step: name })}
          onClick={() => {
            put({ ...usualDeadline, calendar: detail.choices.calendars[0]?.code ?? '' });
            setOpen(true);
          }}
        >
          {t('giveDue')}
        </Button>
      </>
    );
  }
  const read = {
    from: expression(deadline.from),
    duration: expression(deadline.duration) ?? { kind: 'literal', value: '' },
    calendar: expression(deadline.calendar),
    dayCount: null,
  } as const;
  return (
    <>
      <span>{deadlineWords(read, detail.choices.calendars, { t: words, language })}</span>{' '}
      <Button
        size="xs"
        variant="default"
        aria-expanded={open}
        aria-label={t(open ? 'doneOf' : 'changeDueOf', { step: name })}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'done' : 'changeDue')}
      </Button>
      {open && <DeadlineFields step={step} deadline={deadline} calendars={detail.choices.calendars} put={put} />}
    </>
  );
}

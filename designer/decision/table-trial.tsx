/** Any decision tried on the page: its variables put in, its result and the rows that made it, by the table as it stands. */
import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { dayOf } from '#engine/cases/calendars/civil-date.ts';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import { tablesBehind } from '#engine/cases/routing/routing-decision.ts';
import { explained } from '#engine/cases/routing/routing-explanation.ts';
import { explainDecision } from '#engine/core/decisions/evaluate.ts';
import type { Env } from '#engine/core/env.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Json } from '#engine/core/values.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Table } from '../city/routing/answer.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { type AskedName, askedNames, inputOf } from './asked-names.ts';
import { type Domain, namesIn } from './domains.ts';
import type { ShownDecision } from './tables.ts';
import type { Tried } from './use-painted.ts';

export interface TableTrialProps {
  readonly decision: ShownDecision;
  readonly decisions: readonly ShownDecision[];
  readonly domains: ReadonlyMap<string, Domain>;
  readonly rules: Decisions;
  readonly blocked: boolean;
  readonly onTried: (tables: Tried) => void;
}

type Put = Readonly<Record<string, string>>;

export function TableTrial({ decision, decisions, domains, rules, blocked, onTried }: TableTrialProps) {
  const t = useText();
  const language = useLanguage();
  const [put, setPut] = useState<Put>({});
  const [at, setAt] = useState('');
  const asked = useMemo(() => askedNames(rules, decisions, decision.id), [rules, decisions, decision.id]);
  const answer = useMemo(() => answerOf(rules, decision.id, asked, { put, at }), [rules, decision.id, asked, put, at]);
  const tables = answer?.tables;
  useEffect(() => onTried(tables ?? []), [tables, onTried]);
  if (blocked) return <p className="wf-muted">{t('changesWait')}</p>;
  return (
    <>
      <p className="wf-muted">
        {t('tryLead')} {t('triedMarks')}
      </p>
      <div className="routing-trial">
        <form className="city-form" onSubmit={(event) => event.preventDefault()}>
          {asked.map((one) => (
            <Field
              key={one.name}
              asked={one}
              domain={domains.get(one.column?.id ?? '')}
              value={put[one.name] ?? ''}
              onChange={(value) => setPut({ ...put, [one.name]: value })}
            />
          ))}
          <TextInput
            type="datetime-local"
            label={t('tryAt')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </form>
        <section className="routing-answer" aria-live="polite" aria-label={t('tryResult')}>
          {answer !== null && (
            <div className="wf-card block">
              <h3>{t('tryResult')}</h3>
              {answer.reason !== '' && <p>{t('tryFailed', { reason: answer.reason })}</p>}
              <Result value={answer.value} decision={decision} domains={domains} />
            </div>
          )}
          {answer?.tables.map((table) => (
            <Table
              key={table.decision}
              table={table}
              name={decisions.find(({ id }) => id === table.decision)?.title[language] ?? table.decision}
            />
          ))}
        </section>
      </div>
    </>
  );
}

interface FieldProps {
  readonly asked: AskedName;
  readonly domain: Domain | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ asked: { name, column }, domain, value, onChange }: FieldProps) {
  const language = useLanguage();
  const label = column === null ? name : column.label;
  if (domain !== undefined && domain.kind !== 'duration') {
    return (
      <Select
        label={label}
        searchable
        clearable
        data={domain.names.map((one) => ({ value: one.code, label: one.name[language] }))}
        value={value === '' ? null : value}
        onChange={(code) => onChange(code ?? '')}
      />
    );
  }
  if (column?.type === 'boolean') {
    const change = (checked: boolean): void => onChange(checked ? 'true' : 'false');
    return (
      <Checkbox
        size="md"
        label={label}
        checked={value === 'true'}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  }
  if (column?.type === 'number') {
    return <NumberInput label={label} value={value} onChange={(number) => onChange(String(number))} />;
  }
  return <TextInput label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function Result({
  value,
  decision,
  domains,
}: {
  readonly value: Json;
  readonly decision: ShownDecision;
  readonly domains: ReadonlyMap<string, Domain>;
}) {
  const t = useText();
  const language = useLanguage();
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  const said = (name: string, one: Json): string => {
    if (one === null) return t('tryNothing');
    const column = decision.outputs.find(({ source }) => source === name) ?? decision.outputs[0];
    const text = JSON.stringify(one);
    const names = namesIn(text, domains.get(column?.id ?? ''), { t, language });
    return names === '' || names === one ? text : `${names} (${text})`;
  };
  if (fields === null) return <p>{said('', value)}</p>;
  return (
    <ul>
      {fields.map(([name, one]) => (
        <li key={name}>
          {decision.outputs.find(({ source }) => source === name)?.label ?? name}: {said(name, one)}
        </li>
      ))}
    </ul>
  );
}

interface Answer {
  readonly value: Json;
  readonly reason: string;
  readonly tables: Tried;
}

/** @returns null while nothing is put in */
function answerOf(
  rules: Decisions,
  id: string,
  asked: readonly AskedName[],
  { put, at }: { readonly put: Put; readonly at: string },
): Answer | null {
  if (rules[id] === undefined || Object.values(put).every((text) => text === '')) return null;
  const values = asked.map(({ name, column }) => [name, inputOf(put[name] ?? '', column?.type ?? '')] as const);
  const { result, tables } = explainDecision(
    { decisions: rules, id, cells: true },
    Object.fromEntries(values),
    envAt(at),
  );
  return {
    value: result.kind === 'ok' ? result.value : null,
    reason: result.kind === 'failed' ? result.reason : '',
    tables: explained(tablesBehind(rules, id), tables, 'unit'),
  };
}

/** The clock of the city at the time that was put in; the browser knows no calendars of work. */
function envAt(at: string): Env {
  const [, date, hour = '0', minute = '0'] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(at) ?? [];
  const now =
    date === undefined ? Date.now() : zoneOf(timeZone).instantAt(dayOf(date), Number(hour) * 60 + Number(minute));
  return {
    now,
    timeZone,
    workingTime: {
      due: () => {
        throw new RangeError('working time');
      },
    },
  };
}

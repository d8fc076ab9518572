/** The procedures of the city, and what is special about each. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsWords } from '#engine/cases/text/fold.ts';
import type { ProcedureLine, ProcedureList } from '#engine/runtime/application/procedures.ts';
import { count, dayWords } from '#portal/kit/format.ts';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { SearchField } from '../search-field.tsx';
import { useProcedures } from './queries.ts';
import './procedures.css';
import { termWords } from './term.ts';
import { useProcedureWords } from './use-words.ts';

export function ProceduresPage() {
  const t = useProcedureWords();
  const list = useProcedures();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <div className="actions">
          <Button component={Link} to="/city/history/procedures" variant="default">
            {t('history')}
          </Button>
          <Button component={Link} to="/city/procedures/rules" variant="default">
            {t('rules')}
          </Button>
          <Button component={Link} to="/city/procedures/new">
            {t('new')}
          </Button>
        </div>
      </PageHead>
      {list.error !== null && <ProblemNotice error={list.error} />}
      {list.isPending && <p role="status">{t('loading')}</p>}
      {list.data?.procedures.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      )}
      {list.data !== undefined && list.data.procedures.length > 0 && <Found list={list.data} />}
    </>
  );
}

function Found({ list }: { readonly list: ProcedureList }) {
  const t = useProcedureWords();
  const [wanted, setWanted] = useState('');
  const ended = list.procedures.filter(({ received }) => !received).length;
  const shown = list.procedures.filter(({ code, name }) => holdsWords(`${code} ${name.vi} ${name.en}`, wanted));
  return (
    <>
      <SearchField label={t('search')} hint={t('searchHint')} value={wanted} onChange={setWanted} />
      <p className="wf-muted">{t('count', { count: list.procedures.length, ended })}</p>
      {shown.length === 0 ? <p role="status">{t('noneFound')}</p> : <Table list={list} shown={shown} />}
    </>
  );
}

function Table({ list, shown }: { readonly list: ProcedureList; readonly shown: readonly ProcedureLine[] }) {
  const t = useProcedureWords();
  const columns = [
    'columnName',
    'columnField',
    'columnLevel',
    'columnTerm',
    'columnFee',
    'columnReceiving',
    'columnCompetent',
    'columnRunning',
  ] as const;
  return (
    <div className="wf-card procedure-list">
      <table className="list" aria-label={t('title')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Row key={line.code} line={line} list={list} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ line, list }: { readonly line: ProcedureLine; readonly list: ProcedureList }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const { code, name, field, level, resolve, fee, receiving, competent, running } = line;
  const unit = (one: ProcedureLine['competent']) =>
    one.code.includes('{ward}') ? t('eachWard', { name: one.name[language] }) : one.name[language];
  const all = running.now + running.earlier;
  return (
    <tr>
      <th scope="row">
        <Link to={`/city/procedures/${encodeURIComponent(code)}`}>{name[language]}</Link> <code>{code}</code>
        <State line={line} today={list.today} />
      </th>
      <td data-label={t('columnField')}>{list.fields.find((one) => one.code === field)?.name[language] ?? field}</td>
      <td data-label={t('columnLevel')}>{t(level)}</td>
      <td data-label={t('columnTerm')}>{termWords(resolve, t)}</td>
      <td data-label={t('columnFee')}>{fee === 0 ? t('noFee') : t('dong', { amount: count(fee, language) })}</td>
      <td data-label={t('columnReceiving')}>{receiving.map(unit).join('; ')}</td>
      <td data-label={t('columnCompetent')}>{unit(competent)}</td>
      <td data-label={t('columnRunning')}>
        {running.earlier === 0
          ? t('running', { count: count(all, language) })
          : t('runningEarlier', { count: count(all, language), earlier: count(running.earlier, language) })}
      </td>
    </tr>
  );
}

function State({
  line: { received, validFrom, validTo },
  today,
}: {
  readonly line: ProcedureLine;
  readonly today: string;
}) {
  const t = useProcedureWords();
  if (!received && validFrom !== null && validFrom > today)
    return <span className="wf-chip mute">{t('notYet', { day: dayWords(validFrom) })}</span>;
  if (validTo === null) return null;
  return (
    <span className={`wf-chip ${received ? 'risk' : 'late'}`}>
      {t(received ? 'until' : 'ended', { day: dayWords(validTo) })}
    </span>
  );
}

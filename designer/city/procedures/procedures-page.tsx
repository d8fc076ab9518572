/** The procedures of the city, and what is special about each. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsWords } from '#engine/cases/text/fold.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import type { ProcedureLine, ProcedureList } from '#engine/runtime/application/procedures.ts';
import { count, dayWords } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
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
      <Definition of="dossiers.running" />
      <LoadState of={list} />
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
  const language = useLanguage();
  const unit = (one: ProcedureLine['competent']) =>
    one.code.includes('{ward}') ? t('eachWard', { name: one.name[language] }) : one.name[language];
  return (
    <div className="wf-card procedure-list">
      <ListTable
        label={t('title')}
        rows={shown}
        keyOf={({ code }) => code}
        columns={[
          { head: t('columnName'), cell: (line) => <Name line={line} today={list.today} /> },
          {
            head: t('columnField'),
            cell: ({ field }) => list.fields.find(({ code }) => code === field)?.name[language] ?? field,
          },
          { head: t('columnLevel'), cell: ({ level }) => t(level) },
          { head: t('columnTerm'), cell: ({ resolve }) => termWords(resolve, t) },
          {
            head: t('columnFee'),
            cell: ({ fee }) => (fee === 0 ? t('noFee') : t('dong', { amount: count(fee, language) })),
          },
          { head: t('columnReceiving'), cell: ({ receiving }) => receiving.map(unit).join('; ') },
          { head: t('columnCompetent'), cell: ({ competent }) => unit(competent) },
          { head: t('columnRunning'), cell: ({ running }) => runningWords(running, t, language) },
        ]}
      />
    </div>
  );
}

function Name({ line, today }: { readonly line: ProcedureLine; readonly today: string }) {
  const { code, name } = line;
  return (
    <>
      <Link to={`/city/procedures/${encodeURIComponent(code)}`}>{name[useLanguage()]}</Link> <code>{code}</code>
      <State line={line} today={today} />
    </>
  );
}

function runningWords(
  { now, earlier }: ProcedureLine['running'],
  t: ReturnType<typeof useProcedureWords>,
  language: Language,
): string {
  const all = count(now + earlier, language);
  return earlier === 0
    ? t('running', { count: all })
    : t('runningEarlier', { count: all, earlier: count(earlier, language) });
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

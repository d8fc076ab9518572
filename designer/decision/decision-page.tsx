/** A service's decisions as plain tables. They are changed in their file for now, not here. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { download } from '#portal/kit/react/download.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useOpened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { readTables, type ShownDecision } from './tables.ts';

export function DecisionPage() {
  const t = useText();
  const language = useLanguage();
  const { service = '', decision = '' } = useParams();
  const path = `${decision}.dmn`;
  const opened = useOpened(service, path, {
    turn: 0,
    path: (detail) => detail.resources.find((resource) => resource.path.endsWith(path))?.path,
  });
  const tables = useQuery({
    queryKey: ['tables', opened.data?.content],
    queryFn: () => readTables(opened.data?.content ?? ''),
    enabled: Boolean(opened.data),
  });
  if (opened.error !== null) return <ProblemNotice error={opened.error} />;
  if (opened.data === undefined) return null;
  const file = opened.data;
  const title = opened.data?.detail.resources.find((one) => one.path === opened.data?.path)?.title;
  return (
    <div className="page">
      <Link to={`/${service}`}>← {opened.data?.detail.name[language] ?? t('back')}</Link>
      <div className="service-head">
        <h1>{title ?? t('decisions')}</h1>
        {file && (
          <Button variant="default" onClick={() => download(file.path, file.content)}>
            {t('download')}
          </Button>
        )}
      </div>
      <p className="wf-muted lead">{t('decisionsLead')}</p>
      {tables.data?.map((table) => (
        <Table key={table.id} table={table} />
      ))}
    </div>
  );
}

function Table({ table }: { readonly table: ShownDecision }) {
  const t = useText();
  return (
    <section className="wf-card decision" aria-labelledby={`decision-${table.id}`}>
      <div className="card-head">
        <h2 id={`decision-${table.id}`}>{table.title}</h2>
        <span className="wf-code wf-muted">{table.id}</span>
        {table.hitPolicy !== '' && <span className="wf-muted">{hitWords(table.hitPolicy, t)}</span>}
      </div>
      {table.expression !== null && <pre className="expression">{table.expression}</pre>}
      {table.inputs.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls a wide table from here
        <section className="wide" aria-label={t('ruleTable', { name: table.title })} tabIndex={0}>
          <table className="list">
            <thead>
              <tr>
                {[...table.inputs, ...table.outputs].map((column, index) => (
                  <th scope="col" key={column.source} className={index < table.inputs.length ? 'when' : undefined}>
                    <small>{t(index < table.inputs.length ? 'ruleWhen' : 'ruleThen')}</small>
                    {column.label}
                  </th>
                ))}
                <th scope="col">{t('columnNote')}</th>
              </tr>
            </thead>
            <tbody>
              {table.rules.map((rule) => (
                <tr key={rule.id}>
                  {[...rule.tests, ...rule.results].map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column
                    <td key={index} className={index < rule.tests.length ? 'when' : undefined}>
                      {cell === '-' ? <span className="wf-muted">{t('ruleAny')}</span> : <code>{cell}</code>}
                    </td>
                  ))}
                  <td className="wf-muted">{rule.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function hitWords(policy: string, t: ReturnType<typeof useText>): string {
  if (policy === 'FIRST') return t('hitFirst');
  if (policy === 'UNIQUE') return t('hitUnique');
  return policy;
}

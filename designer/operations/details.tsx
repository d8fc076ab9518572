/** All the rest of a case: its data, what waits, what went wrong, what has happened, and whom it has to do with. */

import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { InstanceDetail, InstanceSummary, Operation } from '#engine/runtime/application/operations.ts';
import { dateTime } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { LifeChip } from './chips.tsx';
import { DataTab } from './data-tab.tsx';
import { useWords, type Words, wordsFor } from './use-words.ts';

interface DetailsProps {
  readonly detail: InstanceDetail;
  readonly nameOf: (element: string) => string;
  readonly onDeed: (operation: Operation) => void;
}

export function Details(props: DetailsProps) {
  const t = useWords();
  const tabs = [
    { value: 'data', label: t('tabData'), panel: <DataTab {...props} /> },
    { value: 'incidents', label: t('tabIncidents'), panel: <Incidents {...props} /> },
    { value: 'waiting', label: t('tabWaiting'), panel: <WaitingTab {...props} /> },
    { value: 'history', label: t('tabHistory'), panel: <History {...props} /> },
    { value: 'journal', label: t('tabJournal'), panel: <Journal {...props} /> },
    { value: 'family', label: t('tabFamily'), panel: <Family {...props} /> },
  ];
  return (
    <section className="wf-card instance-details" aria-label={t('details')}>
      <Tabs defaultValue="data" keepMounted={false}>
        <Tabs.List>
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, panel }) => (
          <Tabs.Panel key={value} value={value}>
            {panel}
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

function Incidents({ detail, nameOf }: DetailsProps) {
  const t = useWords();
  const rows = detail.incidents.map((one) => ({
    key: one.id,
    cells: [
      nameOf(one.element),
      one.message,
      one.open
        ? t('incidentAt', { at: at(one.openedAt) })
        : t('incidentOver', { at: at(one.closedAt ?? one.openedAt) }),
    ],
  }));
  return <Lines heads={[t('columnWhere'), t('columnWhat'), t('columnAt')]} rows={rows} />;
}

function WaitingTab({ detail, nameOf }: DetailsProps) {
  const t = useWords();
  const language = useLanguage();
  const tasks = detail.tasks.map((task, index) => ({
    key: `task ${index}`,
    cells: [
      task.name[language],
      [t('unitRole', { unit: task.unit, role: task.role }), task.assignee && t('assignee', { name: task.assignee })]
        .filter(Boolean)
        .join(' · '),
      task.dueAt === null ? '' : at(task.dueAt),
    ],
  }));
  const jobs = detail.jobs.map((job, index) => ({
    key: `job ${index}`,
    cells: [
      nameOf(job.element),
      [
        t(`kind_${job.kind}`),
        job.type,
        t('jobRetries', { count: job.retriesLeft }),
        job.state === 'incident' && t('jobStuck'),
      ]
        .filter(Boolean)
        .join(' · '),
      at(job.dueAt),
    ],
  }));
  const listening = detail.subscriptions.map(({ element, kind, name }, index) => ({
    key: `listens ${index}`,
    cells: [nameOf(element), t(`kind_${kind}`, { name }), ''],
  }));
  return <Lines heads={[t('columnWhere'), t('columnWhat'), t('columnAt')]} rows={[...tasks, ...jobs, ...listening]} />;
}

function History({ detail, nameOf }: DetailsProps) {
  const t = useWords();
  const rows = detail.history
    .filter(({ event }) => event !== 'taken')
    .map(({ at: when, element, event }, index) => ({
      key: String(index),
      cells: [at(when), nameOf(element), wordsFor(t, 'ev', event)],
    }));
  return <Lines heads={[t('columnAt'), t('columnWhere'), t('columnWhat')]} rows={rows} />;
}

function Journal({ detail, nameOf }: DetailsProps) {
  const t = useWords();
  const rows = detail.journal.map(({ number, at: when, kind, about }) => ({
    key: String(number),
    cells: [String(number), at(when), `${kind} ${about === '' ? '' : nameOf(about)}`],
  }));
  return <Lines heads={[t('columnNumber'), t('columnAt'), t('columnWhat')]} rows={rows} />;
}

function Family({ detail }: DetailsProps) {
  const t = useWords();
  if (detail.caller === null && detail.called.length === 0) return <p className="pad">{t('noFamily')}</p>;
  return (
    <div className="pad">
      {detail.caller !== null && <Relatives title={t('caller')} all={[detail.caller]} t={t} />}
      {detail.called.length > 0 && <Relatives title={t('calledOnes')} all={detail.called} t={t} />}
    </div>
  );
}

function Relatives({
  title,
  all,
  t,
}: {
  readonly title: string;
  readonly all: readonly InstanceSummary[];
  readonly t: Words;
}) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="relatives">
        {all.map((one) => (
          <li key={one.id}>
            <Link to={`/operations/instances/${one.id}`}>{one.process}</Link> <LifeChip life={one.state} />
            {one.openIncidents > 0 && (
              <span className="wf-chip late">{t('incidents', { count: one.openIncidents })}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Lines({
  heads,
  rows,
}: {
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) {
  const t = useWords();
  if (rows.length === 0) return <p className="pad">{t('nothing')}</p>;
  return (
    <div className="lines">
      <table className="list">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={heads[index]} data-label={heads[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function at(instant: number): string {
  return dateTime(instant, timeZone);
}

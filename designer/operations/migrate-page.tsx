/** From version to version: which, where each step goes, then tried and done as a batch. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import type { OperatedService, Operation, Selection } from '#engine/runtime/application/operations.ts';
import { EmptyState, LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { MigrationPlan } from './migration-plan.tsx';
import './operations.css';
import { useOperatedServices, usePlan } from './queries.ts';
import { useWords } from './use-words.ts';

export function MigratePage() {
  const t = useWords();
  const services = useOperatedServices();
  return (
    <div className="page operations">
      <p className="crumb">
        <Link to="/operations">{t('backToList')}</Link>
      </p>
      <h1>{t('migrateTitle')}</h1>
      <p className="wf-muted lead">{t('migrateLead')}</p>
      <LoadState of={services} />
      {services.data?.length === 0 && <EmptyState title={t('none')} />}
      {services.data !== undefined && services.data.length > 0 && <Wizard services={services.data} />}
    </div>
  );
}

interface Choice {
  readonly service: string;
  readonly from: number;
  readonly to: number;
  readonly process: string;
}

function Wizard({ services }: { readonly services: readonly OperatedService[] }) {
  const t = useWords();
  const language = useLanguage();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const picked = Array.isArray(state) ? (state as readonly string[]) : [];
  const [choice, setChoice] = useState<Choice>(() => firstChoice(services, search));
  const [map, setMap] = useState<Readonly<Record<string, string>>>({});
  const service = services.find(({ key }) => key === choice.service);
  const versions = service?.versions ?? [];
  const choose = (change: Partial<Choice>) => {
    setMap({});
    setChoice({ ...choice, ...change });
  };
  const processes = versions.find(({ version }) => version === choice.from)?.processes ?? [];
  const options = versions.map(({ version, live }) => ({
    value: String(version),
    label: `${t('versionNumber', { version })} · ${t('running', { count: live })}`,
  }));
  return (
    <>
      <div className="filters">
        <Select
          label={t('service')}
          allowDeselect={false}
          value={choice.service}
          data={services.map(({ key, name }) => ({ value: key, label: name[language] }))}
          onChange={(key) => key !== null && choose(firstChoice(services, new URLSearchParams({ service: key })))}
        />
        <Select
          label={t('migrateFrom')}
          allowDeselect={false}
          value={String(choice.from)}
          data={options}
          onChange={(value) => choose({ from: Number(value) })}
        />
        <Select
          label={t('migrateTo')}
          allowDeselect={false}
          value={String(choice.to)}
          data={options}
          onChange={(value) => choose({ to: Number(value) })}
        />
        {processes.length > 1 && (
          <Select
            label={t('migrateProcess')}
            allowDeselect={false}
            value={choice.process}
            data={processes.map(({ id, name }) => ({ value: id, label: name[language] }))}
            onChange={(value) => choose({ process: value ?? choice.process })}
          />
        )}
      </div>
      {versions.length < 2 && <p role="status">{t('migrateNoVersions')}</p>}
      {versions.length >= 2 && choice.from === choice.to && <p role="status">{t('migrateSame')}</p>}
      {choice.from !== choice.to && <Planned choice={choice} map={map} onMap={setMap} picked={picked} />}
    </>
  );
}

function Planned({
  choice,
  map,
  onMap,
  picked,
}: {
  readonly choice: Choice;
  readonly map: Readonly<Record<string, string>>;
  readonly onMap: (map: Readonly<Record<string, string>>) => void;
  readonly picked: readonly string[];
}) {
  const t = useWords();
  const [asked, setAsked] = useState(false);
  const { service, from, to, process } = choice;
  const plan = usePlan(service, { from, to, process, map });
  const selection: Selection =
    picked.length > 0 ? { instances: picked } : { filter: { service, version: from, states: ['active', 'suspended'] } };
  const operation: Operation = { kind: 'migrate', version: to, map };
  const many =
    picked.length > 0
      ? t('migrateSelected', { count: picked.length })
      : t('migrateRunning', { version: from, count: plan.data?.running ?? 0 });
  return (
    <>
      {plan.error !== null && <ProblemNotice error={plan.error} />}
      {plan.data !== undefined && (
        <>
          <MigrationPlan plan={plan.data} service={service} version={from} process={process} map={map} onMap={onMap} />
          <div className="list-head">
            <p>{many}</p>
            <Button disabled={plan.data.running === 0} onClick={() => setAsked(true)}>
              {t('op_migrate')}…
            </Button>
          </div>
        </>
      )}
      {asked && (
        <BatchDialog operation={operation} selection={selection} count={many} onClose={() => setAsked(false)} />
      )}
    </>
  );
}

/** From what was asked for, else from the version with the most cases; to the newest. */
function firstChoice(services: readonly OperatedService[], search: URLSearchParams): Choice {
  const busiest = services.toSorted((a, b) => liveOf(b) - liveOf(a))[0];
  const service = services.find(({ key }) => key === search.get('service')) ?? busiest;
  const versions = service?.versions ?? [];
  const to = versions[0]?.version ?? 0;
  const asked = Number(search.get('version'));
  const older = versions.filter(({ version }) => version !== to).toSorted((a, b) => b.live - a.live)[0];
  const from = versions.some(({ version }) => version === asked) ? asked : (older?.version ?? to);
  const newest = versions.find(({ version }) => version !== from)?.version ?? to;
  const processes = versions.find(({ version }) => version === from)?.processes ?? [];
  const process = processes.find(({ id }) => id === search.get('process')) ?? processes[0];
  return { service: service?.key ?? '', from, to: from === to ? newest : to, process: process?.id ?? '' };
}

function liveOf({ versions }: OperatedService): number {
  return versions.reduce((sum, { live }) => sum + live, 0);
}

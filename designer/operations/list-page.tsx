/** Every case under way that the reader may operate: found by where it stands, one by one or many at once. */

import { Button, Checkbox, Menu } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { InstanceSummary, LifeOfInstance, Operation, Selection } from '#engine/runtime/application/operations.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { EmptyState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone, useMe } from '../queries.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { LifeChip } from './chips.tsx';
import { type Filter, Filters } from './filters.tsx';
import { Intake } from './intake.tsx';
import './operations.css';
import { searchOf, useInstances, useOperatedServices } from './queries.ts';
import { useWords } from './use-words.ts';

export function ListPage() {
  const t = useWords();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const filter = filterIn(search);
  const services = useOperatedServices();
  const found = useInstances(filter);
  const maySeeState = useMe().data?.maySeeInstallation === true;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const { total = 0, totalMax = 0 } = found.data?.pages[0] ?? {};
  const operated = services.data?.find(({ key }) => key === filter.service);
  return (
    <div className="page operations">
      <div className="service-head">
        <div>
          <h1>{t('operations')}</h1>
          <p className="wf-muted lead">{t('lead')}</p>
          <Definition of="operations.instances" />
        </div>
        <p className="ways">
          <Link to="/operations/batches">{t('batches')}</Link>
          {maySeeState && <Link to="/operations/state">{t('installationState')}</Link>}
        </p>
      </div>
      {services.data !== undefined && (
        <Filters
          services={services.data}
          filter={filter}
          onChange={(next) => {
            setPicked(new Set());
            setSearch(searchOf(next), { replace: true });
          }}
        />
      )}
      {operated?.mayOperate && <Intake service={operated} />}
      {[services.error, found.error].map(
        (error) => error !== null && <ProblemNotice key={error.message} error={error} />,
      )}
      <div className="list-head">
        <p role="status">
          {t(total >= totalMax && total > 0 ? 'foundMore' : 'found', { count: count(total, language) })}
        </p>
        <WithMany filter={filter} picked={picked} total={total} />
      </div>
      {found.data !== undefined && items.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      )}
      {items.length > 0 && <Table items={items} picked={picked} onPick={setPicked} />}
      {found.hasNextPage && (
        <p className="more">
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function WithMany({
  filter,
  picked,
  total,
}: {
  readonly filter: Filter;
  readonly picked: ReadonlySet<string>;
  readonly total: number;
}) {
  const t = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const [operation, setOperation] = useState<Operation>();
  if (total === 0) return null;
  const many = picked.size > 0 ? picked.size : total;
  const selection: Selection = picked.size > 0 ? { instances: [...picked] } : { filter };
  const words = picked.size > 0 ? t('selected', { count: many }) : t('allFound', { count: count(many, language) });
  const kinds: readonly Operation[] = [
    { kind: 'retry', variables: {} },
    { kind: 'suspend' },
    { kind: 'resume' },
    { kind: 'cancel' },
  ];
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant={picked.size > 0 ? 'filled' : 'default'}>
            {t('withMany', { count: count(many, language) })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words}</Menu.Label>
          {kinds.map((one) => (
            <Menu.Item key={one.kind} onClick={() => setOperation(one)}>
              {t(`op_${one.kind}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => void navigate(`/operations/migrate?${searchOf(filter)}`, { state: [...picked] })}>
            {t('migrateVersions')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {operation !== undefined && (
        <BatchDialog
          operation={operation}
          selection={selection}
          count={words}
          onClose={() => setOperation(undefined)}
        />
      )}
    </>
  );
}

function Table({
  items,
  picked,
  onPick,
}: {
  readonly items: readonly InstanceSummary[];
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}) {
  const t = useWords();
  const all = items.every(({ id }) => picked.has(id));
  const toggle = (id: string) =>
    onPick(new Set(picked.has(id) ? [...picked].filter((one) => one !== id) : [...picked, id]));
  return (
    <div className="wf-card">
      <table className="list">
        <thead>
          <tr>
            <td className="pick">
              <Checkbox
                aria-label={t('selectAll')}
                checked={all}
                indeterminate={!all && picked.size > 0}
                onChange={() => onPick(new Set(all ? [] : items.map(({ id }) => id)))}
              />
            </td>
            <th scope="col">{t('columnCase')}</th>
            <th scope="col">{t('columnVersion')}</th>
            <th scope="col">{t('columnSteps')}</th>
            <th scope="col">{t('columnState')}</th>
            <th scope="col">{t('columnStarted')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} picked={picked.has(item.id)} onPick={() => toggle(item.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  item,
  picked,
  onPick,
}: {
  readonly item: InstanceSummary;
  readonly picked: boolean;
  readonly onPick: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const name = item.registerNumber ?? item.id.slice(-8);
  return (
    <tr>
      <td className="pick">
        <Checkbox aria-label={t('select', { name })} checked={picked} onChange={onPick} />
      </td>
      <th scope="row">
        <Link to={`/operations/instances/${item.id}`}>{name}</Link>
        {item.isCalled && <span className="wf-muted"> · {t('called')}</span>}
        {item.registerNumber === null && <span className="wf-muted"> · {t('withoutCase')}</span>}
      </th>
      <td data-label={t('columnVersion')}>
        {item.serviceName[language]} <span className="wf-muted">· {t('versionNumber', { version: item.version })}</span>
      </td>
      <td data-label={t('columnSteps')}>{item.steps.map((step) => step[language]).join(', ') || '–'}</td>
      <td data-label={t('columnState')}>
        <span className="totals">
          <LifeChip life={item.state} />
          {item.openIncidents > 0 && (
            <span className="wf-chip late">{t('incidents', { count: item.openIncidents })}</span>
          )}
        </span>
      </td>
      <td data-label={t('columnStarted')} className="num-left">
        {dateTime(item.startedAt, timeZone)}
      </td>
    </tr>
  );
}

function filterIn(search: URLSearchParams): Filter {
  const version = Number(search.get('version'));
  const states = search.get('state');
  const text = (name: 'service' | 'element' | 'registerNumber') => {
    const value = search.get(name);
    return value === null || value === '' ? {} : { [name]: value };
  };
  return {
    ...text('service'),
    ...text('element'),
    ...text('registerNumber'),
    ...(version > 0 && { version }),
    ...(states !== null && { states: states.split(',') as LifeOfInstance[] }),
    ...(search.get('incident') === 'true' && { incident: true }),
  };
}

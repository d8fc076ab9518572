/** A head of unit, or a coordinator, looks at what was done: how much, how long it waited, how long it was worked on. */

import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { FigureLine, FigureService, FiguresBy, Figures as Sums } from '#engine/runtime/application/history.ts';
import { count } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { FigureTable } from '#portal/kit/react/figures/figure-table.tsx';
import { useFigureWords } from '#portal/kit/react/figures/use-words.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useFigureServices, useFigures, useMe } from '../queries.ts';
import { PeriodPicker, usePeriod } from './period.tsx';
import { Ratings } from './ratings.tsx';
import './figures.css';

export function FiguresPage() {
  const t = useFigureWords();
  const me = useMe().data;
  const services = useFigureServices(me?.mayReadFigures === true);
  const [first] = services.data ?? [];
  return (
    <div className="list-page">
      <h1>{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      {me?.mayReadFigures === false && <EmptyState title={t('noRight')} />}
      <LoadState of={services} />
      {services.data?.length === 0 && <EmptyState title={t('noServices')} />}
      {services.data !== undefined && first !== undefined && <Figures services={services.data} first={first} />}
    </div>
  );
}

interface Offered {
  readonly services: readonly FigureService[];
  readonly first: FigureService;
}

function Figures({ services, first }: Offered) {
  const t = useFigureWords();
  const language = useLanguage();
  const [service, setService] = useState(first.key);
  const [unit, setUnit] = useState<string | null>(null);
  const [element, setElement] = useState<string | null>(null);
  const [by, setBy] = useState<FiguresBy>('element');
  const period = usePeriod();
  const asked = { service, ...period.days, unit };
  const figures = useFigures({ ...asked, by, element: by === 'element' ? null : element }, period.good);
  const all = useFigures({ ...asked, by: 'element', element: null }, period.good).data;
  const steps = all?.lines.filter(isWork) ?? [];
  const units = all?.units ?? [];
  const lines = by === 'element' ? (figures.data?.lines ?? []).filter(isWork) : (figures.data?.lines ?? []);
  return (
    <>
      <div className="filters">
        {services.length > 1 && (
          <Select
            label={t('service')}
            allowDeselect={false}
            value={service}
            onChange={(value) => {
              setService(value ?? first.key);
              setElement(null);
            }}
            data={services.map(({ key, name }) => ({ value: key, label: name[language] }))}
          />
        )}
        <PeriodPicker period={period} />
        {(units.length > 1 || unit !== null) && (
          <Select
            label={t('unit')}
            clearable
            placeholder={t('allUnits')}
            value={unit}
            onChange={setUnit}
            data={units.map(({ code, name }) => ({ value: code, label: name[language] }))}
          />
        )}
        {by !== 'element' && (
          <Select
            label={t('step')}
            clearable
            placeholder={t('allSteps')}
            value={element}
            onChange={setElement}
            data={steps.map(({ key, name }) => ({ value: key, label: name?.[language] ?? key }))}
          />
        )}
      </div>
      <LoadState of={figures} />
      <Totals of={figures.data} />
      <Definition of={['figures.done', 'figures.late', 'figures.spans', 'figures.uncounted']} />
      <section className="wf-card figures-card" aria-labelledby="numbers" aria-busy={figures.isFetching}>
        <div className="figures-head">
          <h2 id="numbers">{t('figuresTable')}</h2>
          <SegmentedControl
            aria-label={t('showAs')}
            value={by}
            onChange={(value) => setBy(value as FiguresBy)}
            data={[
              { value: 'element', label: t('byStep') },
              { value: 'day', label: t('byDay') },
              ...(units.length > 1 ? [{ value: 'unit', label: t('byUnit') }] : []),
            ]}
          />
        </div>
        {figures.isSuccess && lines.length === 0 && <p className="definition wf-muted">{t('noFigures')}</p>}
        {lines.length > 0 && (
          <FigureTable lines={lines} by={by} file={`${service}-${by}-${period.days.from}-${period.days.to}.csv`} />
        )}
        <p className="definition wf-muted">{t('figuresMeaning')}</p>
      </section>
      {period.good && <Ratings days={period.days} unit={unit} />}
    </>
  );
}

/** What units did of the very lines that stand below, however they are put together. */
function Totals({ of }: { readonly of: Sums | undefined }) {
  const t = useFigureWords();
  const language = useLanguage();
  const { completed = 0, late = 0 } = of?.totals ?? {};
  const uncounted = of?.uncounted ?? 0;
  return (
    <p className="totals" aria-live="polite">
      <span className="wf-chip info">{t('workDone', { count: count(completed, language) })}</span>
      <span className="wf-chip">{t('workLate', { count: count(late, language) })}</span>
      {uncounted > 0 && <span className="wf-chip risk">{t('notCounted', { count: uncounted })}</span>}
    </p>
  );
}

/** What has a name is work; gateways, flows and the case as a whole have none. */
function isWork({ name }: FigureLine): boolean {
  return name !== null;
}

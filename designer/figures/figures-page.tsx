/** What was done on a service: how often, how long it waited, how long somebody worked on it, and where it jams now. */
import { SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { FigureLine } from '#engine/runtime/application/history.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { span } from '#portal/kit/format.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { stepsOf } from '../home/steps.ts';
import { useProgram } from '../home/use-program.ts';
import { timeZone, useFigures, useLive, useResource, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { FigureTable, type NamedLine } from './figure-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { dayBefore, heatOf, type View, views } from './lines.ts';

export function FiguresPage() {
  const t = useText();
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page">
      {detail.error !== null && <ProblemNotice error={detail.error} />}
      {detail.data !== undefined && detail.data.version === 0 && <p className="wf-notice">{t('figuresUnpublished')}</p>}
      {detail.data !== undefined && detail.data.version > 0 && <FiguresOf detail={detail.data} />}
    </div>
  );
}

const periods = ['7', '30', '90', '365'] as const;

function FiguresOf({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const language = useLanguage();
  const [days, setDays] = useState<string>('30');
  const [version, setVersion] = useState(detail.version);
  const [unit, setUnit] = useState<string | null>(null);
  const [view, setView] = useState<View>('often');
  const [by, setBy] = useState<'element' | 'unit'>('element');
  const now = useMemo(() => Date.now(), []);
  const [from, to] = [dayBefore(now, Number(days) - 1, timeZone), dayBefore(now, 0, timeZone)];
  const figures = useFigures(detail.key, { from, to, version, unit, by });
  const resource = useResource(detail.key, version, detail.resources.find(({ kind }) => kind === 'process')?.path);
  const program = useProgram(detail.key, version, resource.data?.content);
  const live = useLive(detail.key, version);
  const lines = figures.data?.lines ?? noLines;
  const units = figures.data?.units ?? [];
  const heat = useMemo(
    () => heatOf(view, lines, live.data ?? [], (ms) => span(ms, language)),
    [view, lines, live.data, language],
  );
  const named = useMemo((): readonly NamedLine[] => {
    if (by === 'unit')
      return lines.map((line) => ({
        ...line,
        name: units.find(({ code }) => code === line.key)?.name[language] ?? line.key,
      }));
    const steps = program === undefined ? [] : stepsOf(program);
    const order = new Map(steps.map(({ element }, index) => [element, index]));
    return lines
      .filter(({ key }) => order.has(key))
      .toSorted((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0))
      .map((line) => ({ ...line, name: program?.nodes[line.key]?.name || line.key }));
  }, [by, lines, units, program, language]);
  const whole = lines.find(({ key }) => key === '');
  return (
    <>
      <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      <h1>{t('figures')}</h1>
      <p className="wf-muted lead">{t('figuresLead')}</p>
      <div className="filters">
        <Select
          label={t('period')}
          allowDeselect={false}
          value={days}
          onChange={(value) => setDays(value ?? '30')}
          data={periods.map((value) => ({ value, label: t('lastDays', { n: value }) }))}
        />
        <Select
          label={t('version')}
          allowDeselect={false}
          value={String(version)}
          onChange={(value) => setVersion(Number(value ?? detail.version))}
          data={detail.versions.map((one) => ({
            value: String(one.version),
            label: t('versionNumber', { version: one.version }),
          }))}
        />
        <Select
          label={t('unit')}
          clearable
          placeholder={t('allUnits')}
          value={unit}
          onChange={setUnit}
          data={units.map(({ code, name }) => ({ value: code, label: name[language] }))}
        />
      </div>
      {figures.error !== null && <ProblemNotice error={figures.error} />}
      <p className="totals" aria-live="polite">
        {whole === undefined ? (
          <span className="wf-muted">{t('noneEnded')}</span>
        ) : (
          <>
            <span className="wf-chip info">
              {t('casesEnded', { count: whole.completed + whole.terminated + whole.failed })}
            </span>
            {whole.whole !== null && (
              <span className="wf-chip">{t('caseMedian', { span: span(whole.whole.medianMs, language) })}</span>
            )}
          </>
        )}
        {(figures.data?.uncounted ?? 0) > 0 && (
          <span className="wf-chip risk">{t('notCounted', { count: figures.data?.uncounted ?? 0 })}</span>
        )}
      </p>
      <section className="wf-card figures-card" aria-labelledby="heat">
        <div className="card-head">
          <h2 id="heat">{t('heat')}</h2>
          <SegmentedControl
            aria-label={t('showAs')}
            value={view}
            onChange={(value) => setView(value as View)}
            data={views.map((value) => ({ value, label: t(`heat_${value}`) }))}
          />
        </div>
        <p className="definition wf-muted">{t(`means_${view}`)}</p>
        {resource.data !== undefined && <HeatMap xml={resource.data.content} heat={heat} label={t('heatLabel')} />}
      </section>
      <section className="wf-card figures-card" aria-labelledby="numbers">
        <div className="card-head">
          <h2 id="numbers">{t('figuresTable')}</h2>
          <SegmentedControl
            aria-label={t('showAs')}
            value={by}
            onChange={(value) => setBy(value as typeof by)}
            data={[
              { value: 'element', label: t('byStep') },
              { value: 'unit', label: t('byUnit') },
            ]}
          />
        </div>
        {named.length === 0 ? (
          <p className="definition wf-muted">{t('noFigures')}</p>
        ) : (
          <FigureTable lines={named} file={`${detail.key}-${version}-${from}-${to}.csv`} />
        )}
        <p className="definition wf-muted">{t('figuresMeaning')}</p>
      </section>
    </>
  );
}

const noLines: readonly FigureLine[] = [];

/** What was done on a service: how often, how long it waited, how long somebody worked on it, and where it jams now. */

import { SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Named } from '#engine/runtime/application/common.ts';
import type { FigureLine } from '#engine/runtime/application/history.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { dayBefore } from '#portal/kit/figures/days.ts';
import { span } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { FigureTable } from '#portal/kit/react/figures/figure-table.tsx';
import { useFigureWords } from '#portal/kit/react/figures/use-words.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone, useFigures, useLive, useResource, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { HeatMap } from './heat-map.tsx';
import { heatOf, type View, views } from './lines.ts';

export function FiguresPage() {
  const t = useText();
  const { service = '' } = useParams();
  const detail = useService(service);
  return (
    <div className="page">
      <LoadState of={detail} />
      {detail.data !== undefined && detail.data.version === 0 && <p className="wf-notice">{t('figuresUnpublished')}</p>}
      {detail.data !== undefined && detail.data.version > 0 && <FiguresOf detail={detail.data} />}
    </div>
  );
}

const periods = ['7', '30', '90', '365'] as const;

type By = 'element' | 'unit';

function FiguresOf({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked>({ days: '30', version: detail.version, unit: null });
  const [by, setBy] = useState<By>('element');
  const { days, version, unit } = asked;
  const now = useMemo(() => Date.now(), []);
  const [from, to] = [dayBefore(now, Number(days) - 1, timeZone), dayBefore(now, 0, timeZone)];
  const figures = useFigures(detail.key, { from, to, version, unit, by });
  const lines = figures.data?.lines ?? noLines;
  return (
    <>
      <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      <h1>{t('figures')}</h1>
      <p className="wf-muted lead">{t('figuresLead')}</p>
      <Definition of={['figures.done', 'figures.late', 'figures.spans', 'figures.uncounted']} />
      <Filters
        detail={detail}
        asked={asked}
        units={figures.data?.units ?? []}
        onChange={(part) => setAsked({ ...asked, ...part })}
      />
      <LoadState of={figures} />
      <Totals whole={lines.find(({ key }) => key === '')} uncounted={figures.data?.uncounted ?? 0} />
      <Heat detail={detail} version={version} lines={lines} />
      <Numbers lines={lines} by={by} onBy={setBy} file={`${detail.key}-${version}-${from}-${to}.csv`} />
    </>
  );
}

interface Asked {
  readonly days: string;
  readonly version: number;
  readonly unit: string | null;
}

interface FiltersProps {
  readonly detail: ServiceDetail;
  readonly asked: Asked;
  readonly units: readonly Named[];
  readonly onChange: (part: Partial<Asked>) => void;
}

function Filters({ detail, asked: { days, version, unit }, units, onChange }: FiltersProps) {
  const t = useText();
  const words = useFigureWords();
  const language = useLanguage();
  return (
    <div className="filters">
      <Select
        label={words('period')}
        allowDeselect={false}
        value={days}
        onChange={(value) => onChange({ days: value ?? '30' })}
        data={periods.map((value) => ({ value, label: words('lastDays', { n: value }) }))}
      />
      <Select
        label={t('version')}
        allowDeselect={false}
        value={String(version)}
        onChange={(value) => onChange({ version: Number(value ?? detail.version) })}
        data={detail.versions.map((one) => ({
          value: String(one.version),
          label: t('versionNumber', { version: one.version }),
        }))}
      />
      <Select
        label={words('unit')}
        clearable
        placeholder={words('allUnits')}
        value={unit}
        onChange={(value) => onChange({ unit: value })}
        data={units.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </div>
  );
}

function Totals({ whole, uncounted }: { readonly whole: FigureLine | undefined; readonly uncounted: number }) {
  const t = useText();
  const words = useFigureWords();
  const language = useLanguage();
  return (
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
      {uncounted > 0 && <span className="wf-chip risk">{words('notCounted', { count: uncounted })}</span>}
    </p>
  );
}

interface HeatProps {
  readonly detail: ServiceDetail;
  readonly version: number;
  readonly lines: readonly FigureLine[];
}

function Heat({ detail, version, lines }: HeatProps) {
  const t = useText();
  const language = useLanguage();
  const [view, setView] = useState<View>('often');
  const resource = useResource(detail.key, version, detail.resources.find(({ kind }) => kind === 'process')?.path);
  const live = useLive(detail.key, version);
  const heat = useMemo(
    () => heatOf(view, lines, live.data ?? [], (ms) => span(ms, language)),
    [view, lines, live.data, language],
  );
  return (
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
  );
}

interface NumbersProps {
  readonly lines: readonly FigureLine[];
  readonly by: By;
  readonly onBy: (by: By) => void;
  readonly file: string;
}

function Numbers({ lines, by, onBy, file }: NumbersProps) {
  const t = useText();
  const words = useFigureWords();
  // What is work has a name; gateways and flows are only on the diagram.
  const named = lines.filter(({ name }) => name !== null);
  return (
    <section className="wf-card figures-card" aria-labelledby="numbers">
      <div className="card-head">
        <h2 id="numbers">{words('figuresTable')}</h2>
        <SegmentedControl
          aria-label={t('showAs')}
          value={by}
          onChange={(value) => onBy(value as By)}
          data={[
            { value: 'element', label: words('byStep') },
            { value: 'unit', label: words('byUnit') },
          ]}
        />
      </div>
      {named.length === 0 ? (
        <p className="definition wf-muted">{words('noFigures')}</p>
      ) : (
        <FigureTable lines={named} by={by} file={file} />
      )}
      <p className="definition wf-muted">{words('figuresMeaning')}</p>
    </section>
  );
}

const noLines: readonly FigureLine[] = [];

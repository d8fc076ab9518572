/** The process with its live cases, as a picture or as a list that says the same. */

import { SegmentedControl, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { LiveCount, ServiceDetail } from '#engine/runtime/application/services.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../diagram/library.ts';
import { openLiveDiagram, showCounts } from '../diagram/live-diagram.ts';
import { Zoom } from '../diagram/zoom.tsx';
import { useLive, useResource } from '../queries.ts';
import { useText } from '../use-text.ts';
import { StepTable } from './step-table.tsx';
import { useProgram } from './use-program.ts';

export function DiagramCard({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const [version, setVersion] = useState(() => firstShown(detail));
  const [view, setView] = useState(() => (matchMedia('(max-width: 640px)').matches ? 'list' : 'diagram'));
  const path = detail.resources.find(({ kind }) => kind === 'process')?.path;
  const resource = useResource(detail.key, version, path);
  const live = useLive(detail.key, version);
  const program = useProgram(detail.key, version, resource.data?.content);
  const counts = version === 0 ? [] : (live.data ?? []);
  return (
    <section className="wf-card diagram-card" aria-labelledby="where">
      <div className="card-head">
        <h2 id="where">{t('whereCases')}</h2>
        <SegmentedControl
          aria-label={t('showAs')}
          value={view}
          onChange={setView}
          data={[
            { value: 'diagram', label: t('diagram') },
            { value: 'list', label: t('stepList') },
          ]}
        />
        <Select
          aria-label={t('version')}
          className="version-pick"
          allowDeselect={false}
          value={String(version)}
          onChange={(value) => setVersion(Number(value ?? detail.version))}
          data={versionsOf(detail).map((one) => ({
            value: String(one),
            label: one === 0 ? t('draft') : t('versionNumber', { version: one }),
          }))}
        />
      </div>
      <LoadState of={resource} />
      <Totals counts={counts} />
      <Definition of="services.standing" />
      {view === 'diagram' && resource.data !== undefined && <Picture xml={resource.data.content} counts={counts} />}
      {view === 'list' && program !== undefined && <StepTable program={program} counts={counts} detail={detail} />}
    </section>
  );
}

function Totals({ counts }: { readonly counts: readonly LiveCount[] }) {
  const t = useText();
  const sum = (kind: 'waiting' | 'late' | 'incidents') => counts.reduce((total, count) => total + count[kind], 0);
  const [waiting, late, incidents] = [sum('waiting'), sum('late'), sum('incidents')];
  return (
    <p className="totals" aria-live="polite">
      {waiting + late + incidents === 0 && <span className="wf-muted">{t('noLive')}</span>}
      {waiting > 0 && <span className="wf-chip info">{t('waiting', { count: waiting })}</span>}
      {late > 0 && <span className="wf-chip late">{t('late', { count: late })}</span>}
      {incidents > 0 && <span className="wf-chip risk">{t('incidents', { count: incidents })}</span>}
    </p>
  );
}

/** The drawing, not to be changed, with how much stands where. */
export function Picture({ xml, counts }: { readonly xml: string; readonly counts: readonly LiveCount[] }) {
  const t = useText();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [diagram, setDiagram] = useState<Diagram>();
  useEffect(() => {
    let gone = false;
    const opening = place.current === null ? undefined : openLiveDiagram(place.current, xml, language);
    void opening?.then((opened) => (gone ? opened.destroy() : setDiagram(opened)));
    return () => {
      gone = true;
      setDiagram(undefined);
      void opening?.then((opened) => opened.destroy());
    };
  }, [xml, language]);
  useEffect(() => {
    if (diagram !== undefined) showCounts(diagram, counts, (kind, count) => t(kind, { count }));
  }, [diagram, counts, t]);
  return (
    <figure className="diagram live" aria-label={t('diagramLabel')}>
      <div className="diagram-place" ref={place} />
      {diagram !== undefined && <Zoom diagram={diagram} />}
    </figure>
  );
}

/** The version in use; right after publishing nothing runs on it yet, then the one that most cases run on. */
function firstShown(detail: ServiceDetail): number {
  const busiest = detail.versions.toSorted((a, b) => b.liveCases - a.liveCases || b.version - a.version)[0];
  const inUse = detail.versions.find(({ version }) => version === detail.version);
  return (inUse?.liveCases ?? 0) > 0 ? detail.version : (busiest?.version ?? detail.version);
}

function versionsOf(detail: ServiceDetail): readonly number[] {
  const published = detail.versions.map(({ version }) => version).toSorted((a, b) => b - a);
  return detail.draft === null ? published : [0, ...published];
}

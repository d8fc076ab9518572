/** Two states of a service beside each other: every change as a line, and both diagrams with what changed marked on them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import type { ChangedResource } from '#engine/runtime/application/versions.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';
import { useText } from '../use-text.ts';
import type { Difference } from './difference/difference.ts';
import { fileDifferences } from './difference/file.ts';
import { FileDifferences } from './difference-list.tsx';
import { type Mark, MarkedDiagram } from './marked-diagram.tsx';
import { useDifferences } from './queries.ts';

export interface ComparedProps {
  readonly detail: ServiceDetail;
  readonly from: number;
  readonly to: number;
}

export function Compared({ detail, from, to }: ComparedProps) {
  const t = useText();
  const revision = detail.draft?.revision ?? 0;
  const changed = useDifferences(detail.key, { from, to }, revision);
  const told = useTold(detail, changed.data);
  const [focus, setFocus] = useState('');
  if (changed.data === undefined || told.data === undefined) return <LoadState of={changed} />;
  if (changed.data.length === 0) return <p className="wf-notice">{t('diff_same')}</p>;
  const process = told.data.find(({ resource }) => resource.kind === 'process');
  return (
    <div className={process === undefined ? '' : 'compared'}>
      <section aria-label={t('diff_list')}>
        {told.data.map(({ resource, differences }) => (
          <FileDifferences key={resource.path} resource={resource} differences={differences} onShow={setFocus} />
        ))}
      </section>
      {process !== undefined && <Drawings told={process} names={[from, to]} focus={focus} />}
    </div>
  );
}

interface Told {
  readonly resource: ChangedResource;
  readonly differences: readonly Difference[] | null;
}

function useTold(detail: ServiceDetail, changed: readonly ChangedResource[] | undefined) {
  const t = useText();
  const language = useLanguage();
  return useQuery({
    queryKey: ['told differences', detail.key, language, changed],
    queryFn: async (): Promise<readonly Told[]> => {
      const { choices, resources } = detail;
      const told: Told[] = [];
      for (const resource of changed ?? []) {
        told.push({ resource, differences: await fileDifferences(resource, { t, language, choices, resources }) });
      }
      return told;
    },
    enabled: changed !== undefined,
    gcTime: 0,
  });
}

interface DrawingsProps {
  readonly told: Told;
  readonly names: readonly [from: number, to: number];
  readonly focus: string;
}

function Drawings({ told: { resource, differences }, names, focus }: DrawingsProps) {
  const t = useText();
  const marks = useMemo(() => marksOf(differences ?? [], t), [differences, t]);
  const [before, after] = names.map((version) => stateName(version, t));
  return (
    <section className="drawings" aria-label={t('diff_onDiagram')}>
      {resource.before !== null && (
        <MarkedDiagram
          title={t('diff_before', { name: before ?? '' })}
          xml={resource.before}
          marks={marks}
          focus={focus}
        />
      )}
      {resource.after !== null && (
        <MarkedDiagram
          title={t('diff_after', { name: after ?? '' })}
          xml={resource.after}
          marks={marks}
          focus={focus}
        />
      )}
    </section>
  );
}

/** A state of a service by its number; 0 is the draft. */
export function stateName(version: number, t: Translate<DesignerTextKey>): string {
  return version === 0 ? t('draftName') : t('versionName', { version });
}

const signs = { added: '+', removed: '−', changed: '~' } as const;

function marksOf(differences: readonly Difference[], t: Translate<DesignerTextKey>): readonly Mark[] {
  return differences.flatMap(({ at, what }) =>
    what === 'moved' ? [] : [{ element: at, look: what, text: `${signs[what]} ${t(`diff_${what}`)}` }],
  );
}

/** What the draft changes: row by row in words, and who would get what instead; then it may be published. */
import { useQuery } from '@tanstack/react-query';
import type { Named } from '#engine/runtime/application/common.ts';
import type { RoutingChangesView, RoutingChangeView } from '#engine/runtime/application/routing.ts';
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useRoutingWords } from '../city/routing/use-words.ts';
import { PublishButton } from '../draft/publish-button.tsx';
import type { Draft } from '../draft/use-draft.ts';
import type { Opened } from '../draft/use-opened.ts';
import { useCheck, useResource, useService } from '../queries.ts';
import { useText } from '../use-text.ts';
import { ChangeLines } from './change-lines.tsx';
import { compareTables } from './compare.ts';
import { readTables, type ShownDecision } from './tables.ts';

export interface ChangesProps {
  readonly opened: Opened;
  readonly draft: Draft;
  readonly decisions: readonly ShownDecision[];
  readonly words: Vocabulary;
  readonly blocked: boolean;
  readonly hasDraft: boolean;
  /** Whether the tables say who gets what. */
  readonly routes: boolean;
  readonly onReload: () => void;
}

export function Changes({ opened, decisions, words, blocked, hasDraft, routes, onReload }: ChangesProps) {
  const t = useText();
  const { key, version } = opened.detail;
  const inForce = useTablesOf(key, version, opened.path);
  const detail = useService(key);
  const check = useCheck(key, detail.data && detail.data.draft !== null);
  const errors = check.data?.filter(({ severity }) => severity === 'error').length;
  const changes = inForce.data === undefined ? [] : compareTables(inForce.data, decisions);
  return (
    <>
      <section className="wf-card block">
        <h3>{t('changesWords')}</h3>
        {inForce.error !== null && <ProblemNotice error={inForce.error} />}
        {version === 0 && <p>{t('changesNoVersion')}</p>}
        {inForce.data !== undefined && changes.length === 0 && <p>{t('changesNone')}</p>}
        <ChangeLines changes={changes} words={words} />
      </section>
      {routes && hasDraft && version > 0 && (
        <section className="wf-card block">
          <h3>{t('changesEffect')}</h3>
          {blocked ? <p>{t('changesWait')}</p> : <Effect service={key} />}
        </section>
      )}
      <p className="wf-muted">{t('wholeDraft')}</p>
      {detail.data !== undefined && <PublishButton detail={detail.data} errors={errors} onPublished={onReload} />}
    </>
  );
}

/** The decisions of a published version. */
export function useTablesOf(service: string, version: number, path: string) {
  const resource = useResource(service, version, version === 0 ? undefined : path);
  return useQuery({
    queryKey: ['tables', resource.data?.content],
    queryFn: () => readTables(resource.data?.content ?? ''),
    select: ({ decisions }) => decisions,
    enabled: resource.data !== undefined,
  });
}

function Effect({ service }: { readonly service: string }) {
  const t = useText();
  const words = useRoutingWords();
  const effect = useQuery({
    queryKey: ['city', 'routing', 'changes', service],
    queryFn: () => api.post<RoutingChangesView>(`/city/routing/${service}/changes`),
  });
  if (effect.error !== null) return <ProblemNotice error={effect.error} />;
  if (effect.data === undefined) return <p role="status">{words('asking')}</p>;
  const { changes, differing, cells, staying } = effect.data;
  if (differing === 0) return <p role="status">{t('effectNone', { cells })}</p>;
  return (
    <>
      <p role="status">{t('effectCount', { differing, cells })}</p>
      <ul className="effects">
        {changes.map((change) => (
          <EffectLine key={JSON.stringify([change.category.code, change.from, change.to])} change={change} />
        ))}
      </ul>
      <p>{staying === 0 ? t('stayingNone') : t('staying', { count: staying })}</p>
    </>
  );
}

function EffectLine({ change }: { readonly change: RoutingChangeView }) {
  const t = useText();
  const words = useRoutingWords();
  const language = useLanguage();
  const { category, wards, unknownPlace, everywhere, sometimes, from, to, staying } = change;
  const units = ([first, ...others]: readonly Named[]): string => {
    if (first === undefined) return t('effectNobody');
    const name = first.name[language];
    return others.length === 0 ? name : t('effectMore', { name, count: others.length });
  };
  const places = everywhere
    ? [words('everywhere')]
    : [...wards.map(({ name }) => name[language]), ...(unknownPlace ? [words('placeUnknown')] : [])];
  return (
    <li>
      <strong>{category.name[language]}</strong>: {t('effectLine', { from: units(from), to: units(to) })}
      <br />
      <span className="wf-muted">
        {places.join(', ')}
        {sometimes && ` · ${words('sometimes')}`}
        {staying > 0 && ` · ${t('effectStaying', { count: staying })}`}
      </span>
    </li>
  );
}

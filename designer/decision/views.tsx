/** What stands below the table: a trial, the check of everything, what was changed, what was published before. */
import { SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { routingDecision } from '#engine/cases/routing/routing-decision.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { CoverageView as Finding, RoutingBook } from '#engine/runtime/application/routing.ts';
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import '../city/routing/routing.css';
import { CoverageView } from '../city/routing/coverage.tsx';
import { Trial } from '../city/routing/trial.tsx';
import type { Draft } from '../draft/use-draft.ts';
import type { Opened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { addRuleFor } from './add-rule-for.ts';
import { Changes } from './changes.tsx';
import type { Domain } from './domains.ts';
import { History } from './history.tsx';
import { placeOf } from './problems.ts';
import { TableTrial } from './table-trial.tsx';
import type { ShownDecision } from './tables.ts';
import type { GoTo } from './use-go-to.ts';
import type { Tried } from './use-painted.ts';

export type View = 'list' | 'try' | 'coverage' | 'changes' | 'history';

export interface ViewsProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly opened: Opened;
  readonly draft: Draft;
  readonly decisions: readonly ShownDecision[];
  /** The one that is shown, and what its columns name. */
  readonly decision: ShownDecision;
  readonly domains: ReadonlyMap<string, Domain>;
  /** The same as the engine reads them. */
  readonly rules: Decisions;
  readonly words: Vocabulary;
  /** Errors stand in the tables: they cannot be asked anything. */
  readonly blocked: boolean;
  readonly onTried: (tables: Tried) => void;
  readonly onGo: GoTo;
  /** Whether a table is open that can be changed. */
  readonly wide: boolean;
  readonly onReload: () => void;
  readonly list: ReactNode;
}

const views = {
  list: 'ruleList',
  try: 'tryRules',
  coverage: 'coverageView',
  changes: 'changesView',
  history: 'historyView',
} as const;

export function Views({ view, onView, list, ...rest }: ViewsProps) {
  const t = useText();
  const { opened, draft, decisions } = rest;
  const routes = decisions.some(({ id }) => id === routingDecision);
  const shown = (Object.keys(views) as View[]).filter((one) => routes || one !== 'coverage');
  const current = shown.includes(view) ? view : 'list';
  const hasDraft = useAskedAnew(opened, draft);
  return (
    <section className="views" aria-label={t('below')}>
      <SegmentedControl
        aria-label={t('below')}
        className="which-view"
        value={current}
        onChange={(one) => onView(one as View)}
        data={shown.map((one) => ({ value: one, label: t(views[one]) }))}
      />
      {current === 'list' && list}
      {current === 'try' && routes && <Try {...rest} hasDraft={hasDraft} />}
      {current === 'try' && !routes && <TableTrial key={rest.decision.id} {...rest} />}
      {current === 'coverage' && <Coverage {...rest} hasDraft={hasDraft} />}
      {current === 'changes' && <Changes {...rest} hasDraft={hasDraft} routes={routes} />}
      {current === 'history' && <History {...rest} />}
    </section>
  );
}

/** What was asked of the rules is asked again once they are saved. @returns whether there is a draft by now */
function useAskedAnew({ detail }: Opened, { state }: Draft): boolean {
  const queries = useQueryClient();
  const savedAt = state.kind === 'saved' ? state.at : 0;
  useEffect(() => {
    if (savedAt > 0) void queries.invalidateQueries({ queryKey: ['city', 'routing'] });
  }, [queries, savedAt]);
  return detail.draft !== null || state.kind === 'saved';
}

type Asked = Omit<ViewsProps, 'view' | 'onView' | 'list'> & { readonly hasDraft: boolean };

function Try({ opened, hasDraft, blocked, onTried }: Asked) {
  const t = useText();
  const book = useQuery({ queryKey: ['city', 'routing'], queryFn: () => api.get<RoutingBook>('/city/routing') });
  if (book.error !== null) return <ProblemNotice error={book.error} />;
  if (blocked) return <p className="wf-muted">{t('changesWait')}</p>;
  if (book.data === undefined) return null;
  return (
    <>
      <p className="wf-muted">{t('triedMarks')}</p>
      <Trial book={book.data} of={{ service: opened.detail.key, draft: hasDraft }} onTables={onTried} />
    </>
  );
}

function Coverage({ opened, hasDraft, blocked, decisions, wide, onGo }: Asked) {
  const t = useText();
  if (blocked) return <p className="wf-muted">{t('changesWait')}</p>;
  const go = (element: string): void => {
    const place = placeOf({ element }, decisions);
    if (place !== null) onGo(place);
  };
  const add = (finding: Finding): void => {
    const place = placeOf({ element: finding.silent }, decisions);
    const decision = decisions.find(({ id }) => id === place?.decision);
    if (place !== null && decision !== undefined) onGo(place, (editor) => addRuleFor(editor, decision, finding));
  };
  return <CoverageView of={{ service: opened.detail.key, draft: hasDraft }} onGo={go} {...(wide && { onAdd: add })} />;
}

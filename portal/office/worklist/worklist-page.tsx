/** The worklist: opens on what is late or nearly so; keyboard and pointer do the same. */

import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { WorklistItem, WorklistView } from '#engine/runtime/application/tasks.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { GiveButton } from '../giving/give-button.tsx';
import { useLoad } from '../giving/queries.ts';
import { type Held, useWorklist, worklistKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { countText } from './count-text.ts';
import { Row } from './row.tsx';
import { asView } from './views.ts';

export function WorklistPage() {
  const view = asView(useParams()['view']) ?? 'mine';
  const held = heldIn(useSearchParams()[0]);
  return <List key={`${view} ${held?.unit} ${held?.role} ${held?.holder}`} view={view} held={held} />;
}

interface Listed {
  readonly view: WorklistView;
  /** A number of the load page has opened it. */
  readonly held: Held | undefined;
}

function heldIn(search: URLSearchParams): Held | undefined {
  const [unit, role, holder] = [search.get('unit'), search.get('role'), search.get('holder')];
  return unit === null || role === null ? undefined : { unit, role, holder: holder ?? '' };
}

function List({ view, held }: Listed) {
  const t = useText();
  const giving = useGivingText();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const list = useWorklist(view, q, { held });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const search = useRef<HTMLInputElement>(null);
  const rows = useListKeys(items, search);
  const choice = useChoice(items);
  const calm = counts === undefined || counts.late + counts.dueToday === 0;
  return (
    <div className="list-page">
      <h1>{t(view)}</h1>
      <p className="wf-muted">
        {calm
          ? t('summaryCalm')
          : t('summaryLate', { late: countText(counts.late), today: countText(counts.dueToday) })}
      </p>
      {held !== undefined && <HeldBy held={held} />}
      <Definition of={held === undefined ? `worklist.${view}` : loadOf[view]} />
      <TextInput
        ref={search}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t('search')}
        aria-label={t('searchLabel')}
        size="md"
      />
      {choice.ids.length > 0 && (
        <div className="chosen" role="status">
          <span>{giving('selected', { count: choice.ids.length })}</span>
          <GiveButton taskIds={choice.ids} onGiven={choice.clear} many />
          <Button size="sm" variant="subtle" onClick={choice.clear}>
            {giving('clear')}
          </Button>
        </div>
      )}
      <LoadState of={list} />
      {list.isSuccess && items.length === 0 ? (
        <Empty view={view} searching={q !== ''} />
      ) : (
        <div className="wf-card rows" ref={rows} aria-busy={list.isFetching}>
          <div className="head" aria-hidden="true">
            <span>{t('columnReport')}</span>
            <span>{t('columnDue')}</span>
            <span>{t('columnStep')}</span>
            <span>{t('columnWho')}</span>
          </div>
          <ul>
            {items.map((item) => (
              <Row key={item.taskId} item={item} chosen={choice.has(item.taskId)} onChoose={choice.set} />
            ))}
          </ul>
        </div>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

/** What a number of the load page counts, by the list that it opens. */
const loadOf = {
  mine: 'load.open',
  unclaimed: 'load.open',
  unit: 'load.open',
  late: 'load.late',
  dueToday: 'load.dueToday',
} as const;

/** Whose tasks these are, and the way back. */
function HeldBy({ held }: { readonly held: Held }) {
  const t = useGivingText();
  const language = useLanguage();
  const line = useLoad(true).data?.find(
    ({ unit, role, person }) =>
      unit.code === held.unit && role.code === held.role && (person?.username ?? '') === held.holder,
  );
  const person = line?.person?.displayName ?? (held.holder === '' ? t('unclaimed') : held.holder);
  const [unit, role] = [line?.unit.name[language] ?? held.unit, line?.role.name[language] ?? held.role];
  return (
    <p>
      {t('heldBy', { person, role, unit })} <Link to="/load">{t('load')}</Link>
    </p>
  );
}

/** Which tasks are ticked, as far as they are still in the list. */
function useChoice(items: readonly WorklistItem[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ids = items.filter(({ taskId, mayGive }) => mayGive && ticked.has(taskId)).map(({ taskId }) => taskId);
  return {
    ids,
    has: (taskId: string) => ticked.has(taskId),
    set: (taskId: string, on: boolean) => {
      const others = [...ticked].filter((one) => one !== taskId);
      setTicked(new Set(on ? [...others, taskId] : others));
    },
    clear: () => setTicked(new Set()),
  };
}

function Empty({ view, searching }: { readonly view: WorklistView; readonly searching: boolean }) {
  const t = useText();
  if (searching) return <EmptyState title={t('emptySearch')}>{t('emptySearchHint')}</EmptyState>;
  if (view === 'mine') return <EmptyState title={t('emptyMine')}>{t('emptyMineHint')}</EmptyState>;
  return <EmptyState title={t('emptyAny')}>{t('emptyAnyHint')}</EmptyState>;
}

/** j and k (or the arrows) move, Enter follows the link by itself, c claims, / searches. */
function useListKeys(items: readonly WorklistItem[], search: React.RefObject<HTMLInputElement | null>) {
  const t = useText();
  const rows = useRef<HTMLDivElement>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const links = () => [...(rows.current?.querySelectorAll<HTMLAnchorElement>('a[data-task]') ?? [])];
  const move = (by: number) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  const claim = async () => {
    const taskId = (document.activeElement as HTMLElement | null)?.dataset['task'];
    const item = items.find((each) => each.taskId === taskId);
    if (item === undefined || item.assignee !== null) return;
    await api.post(`/tasks/${item.taskId}/claim`);
    await queries.invalidateQueries({ queryKey: worklistKey });
    notifications.show({ message: t('claimed') });
    await navigate(`/tasks/${item.taskId}`);
  };
  useHotkeys([
    ['j', () => move(1)],
    ['ArrowDown', () => move(1)],
    ['k', () => move(-1)],
    ['ArrowUp', () => move(-1)],
    ['/', () => search.current?.focus()],
    ['c', () => void claim()],
  ]);
  return rows;
}

/** The same as the drawing says, in words: where the tokens stand, what waits at the picked step, and what to do. */
import { Button, Select } from '@mantine/core';
import type { InstanceDetail, Operation } from '#engine/runtime/application/operations.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '../queries.ts';
import { WaitChip } from './chips.tsx';
import { useWords } from './use-words.ts';

/** A move that is being put together: from where, and where to once that has been picked. */
export interface Moving {
  readonly from: string;
  readonly to?: string;
}

interface PlacesProps {
  readonly detail: InstanceDetail;
  readonly nameOf: (element: string) => string;
  readonly selected: string | undefined;
  readonly moving: Moving | undefined;
  readonly onSelect: (element: string) => void;
  readonly onMoving: (moving: Moving | undefined) => void;
  readonly onDeed: (operation: Operation) => void;
}

export function Places(props: PlacesProps) {
  const t = useWords();
  const { detail, nameOf, selected, onSelect } = props;
  const byElement = Map.groupBy(detail.tokens, ({ element }) => element);
  return (
    <section className="wf-card places" aria-labelledby="where">
      <h2 id="where">{t('where')}</h2>
      {detail.tokens.length === 0 && <p>{t('nowhere')}</p>}
      <ul>
        {[...byElement].map(([element, tokens]) => (
          <li key={element}>
            <button
              type="button"
              className="place"
              aria-pressed={selected === element}
              onClick={() => onSelect(element)}
            >
              <strong>{nameOf(element)}</strong>
              {[...new Set(tokens.map(({ waitsFor }) => waitsFor))].map((waitsFor) => (
                <WaitChip key={waitsFor} waitsFor={waitsFor} />
              ))}
            </button>
          </li>
        ))}
      </ul>
      {selected === undefined && detail.tokens.length > 0 && <p className="wf-muted">{t('pickHint')}</p>}
      {selected !== undefined && <Here {...props} element={selected} />}
    </section>
  );
}

function Here(props: PlacesProps & { readonly element: string }) {
  const t = useWords();
  const { detail, element, nameOf, moving, onMoving, onDeed } = props;
  const here = detail.tokens.some((token) => token.element === element);
  const incidents = detail.incidents.filter((one) => one.open && one.element === element);
  const mayBegin = detail.places.some((place) => place.element === element);
  return (
    <div className="here" aria-live="polite">
      <h3>{nameOf(element)}</h3>
      {!here && <p>{t('nothingHere')}</p>}
      <WhatWaits detail={detail} element={element} />
      {incidents.map((incident) => (
        <div key={incident.id} className="wf-notice">
          <strong>{t('incident')}</strong> {incident.message}
        </div>
      ))}
      {detail.mayOperate && detail.state === 'active' && moving === undefined && (
        <div className="here-actions">
          {incidents.map(({ id }) => (
            <Button key={id} onClick={() => onDeed({ kind: 'retry', incident: id, variables: {} })}>
              {t('retryHere')}
            </Button>
          ))}
          {here && (
            <>
              <Button variant="default" onClick={() => onMoving({ from: element })}>
                {t('moveFrom')}
              </Button>
              <Button variant="default" onClick={() => onDeed(moveOf([element], []))}>
                {t('closeHere')}
              </Button>
            </>
          )}
          {!here && mayBegin && (
            <Button variant="default" onClick={() => onDeed(moveOf([], [element]))}>
              {t('startHere')}
            </Button>
          )}
        </div>
      )}
      {moving !== undefined && <MoveForm {...props} moving={moving} />}
    </div>
  );
}

function MoveForm({ detail, nameOf, moving, onMoving, onDeed }: PlacesProps & { readonly moving: Moving }) {
  const t = useWords();
  const { to } = moving;
  return (
    <div className="move">
      <p>{t('movePick')}</p>
      <Select
        label={t('moveTarget')}
        searchable
        value={to ?? null}
        data={detail.places
          .filter(({ element }) => element !== moving.from)
          .map(({ element }) => ({ value: element, label: nameOf(element) }))}
        onChange={(value) => onMoving({ from: moving.from, ...(value !== null && { to: value }) })}
      />
      <div className="here-actions">
        <Button disabled={to === undefined} onClick={() => to !== undefined && onDeed(moveOf([moving.from], [to]))}>
          {t('moveGo')}
        </Button>
        <Button variant="default" onClick={() => onMoving(undefined)}>
          {t('moveStop')}
        </Button>
      </div>
    </div>
  );
}

function WhatWaits({ detail, element }: { readonly detail: InstanceDetail; readonly element: string }) {
  const t = useWords();
  const tasks = detail.tasks.filter((task) => task.element === element);
  const jobs = detail.jobs.filter((job) => job.element === element);
  const listening = detail.subscriptions.filter((one) => one.element === element);
  const at = (instant: number) => dateTime(instant, timeZone);
  return (
    <ul className="waits">
      {tasks.map((task) => (
        <li key={task.openedAt}>
          {t('unitRole', { unit: task.unit, role: task.role })}
          {task.assignee !== '' && ` · ${t('assignee', { name: task.assignee })}`}
          {task.dueAt !== null && ` · ${t('dueAt', { at: at(task.dueAt) })}`}
        </li>
      ))}
      {jobs.map((job) => (
        <li key={`${job.kind} ${job.type} ${job.dueAt}`}>
          {t(`kind_${job.kind}`)} {job.type !== '' && <span className="wf-code">{job.type}</span>} ·{' '}
          {t('dueAt', { at: at(job.dueAt) })}
          {job.state === 'incident' && <span className="wf-chip late">{t('jobStuck')}</span>}
          {job.lastError !== '' && ` · ${t('lastError', { error: job.lastError })}`}
        </li>
      ))}
      {listening.map(({ kind, name }) => (
        <li key={`${kind} ${name}`}>{t(`kind_${kind}`, { name })}</li>
      ))}
    </ul>
  );
}

function moveOf(cancel: readonly string[], startBefore: readonly string[]): Operation {
  return { kind: 'move', cancel, startBefore, startAfter: [], variables: {} };
}

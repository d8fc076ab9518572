/** One case for who mends it: where it stands on the drawing, what waits there, and what can be done about it. */

import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Language } from '#engine/runtime/application/common.ts';
import type { InstanceDetail, Operation } from '#engine/runtime/application/operations.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { LifeChip } from './chips.tsx';
import { DeedDialog } from './deed-dialog.tsx';
import { Details } from './details.tsx';
import './operations.css';
import { type Moving, Places } from './places.tsx';
import { useDrawing, useInstance } from './queries.ts';
import { type Badge, type Mark, TokenDiagram } from './token-diagram.tsx';
import { useWords, type Words } from './use-words.ts';

export function InstancePage() {
  const t = useWords();
  const { id = '' } = useParams();
  const instance = useInstance(id);
  const gone = instance.error instanceof ApiError && [403, 404].includes(instance.error.status);
  return (
    <div className="page operations">
      <p className="crumb">
        <Link to="/operations">{t('backToList')}</Link>
      </p>
      {gone && <p className="wf-notice">{t('notFound')}</p>}
      {instance.error !== null && !gone && <ProblemNotice error={instance.error} />}
      {instance.data !== undefined && <Instance key={instance.data.id} detail={instance.data} />}
    </div>
  );
}

function Instance({ detail }: { readonly detail: InstanceDetail }) {
  const t = useWords();
  const [selected, setSelected] = useState<string>();
  const [moving, setMoving] = useState<Moving>();
  const [deed, setDeed] = useState<Operation>();
  const drawing = useDrawing(detail.service, detail.version, detail.process);
  const language = useLanguage();
  const nameOf = useMemo(() => namesIn(detail, language), [detail, language]);
  const badges = useMemo(() => badgesOf(detail, t), [detail, t]);
  const marks = useMemo(() => marksOf(detail, selected, moving), [detail, selected, moving]);
  const pick = (element: string) => {
    if (moving === undefined) setSelected(element);
    else if (detail.places.some((place) => place.element === element)) setMoving({ ...moving, to: element });
  };
  return (
    <>
      <Head detail={detail} onDeed={setDeed} />
      <div className="instance">
        <section className="wf-card" aria-label={t('where')}>
          <LoadState of={drawing} />
          {drawing.data !== undefined && (
            <TokenDiagram
              xml={drawing.data.xml}
              label={t('diagramLabel')}
              badges={badges}
              marks={marks}
              focus={moving?.to ?? selected ?? firstSeen(detail)}
              onPick={pick}
            />
          )}
        </section>
        <Places
          detail={detail}
          nameOf={nameOf}
          selected={selected}
          moving={moving}
          onSelect={setSelected}
          onMoving={setMoving}
          onDeed={setDeed}
        />
      </div>
      <Details detail={detail} nameOf={nameOf} onDeed={setDeed} />
      {deed !== undefined && (
        <DeedDialog
          instanceId={detail.id}
          operation={deed}
          nameOf={nameOf}
          onClose={() => {
            setDeed(undefined);
            setMoving(undefined);
          }}
        />
      )}
    </>
  );
}

function Head({
  detail,
  onDeed,
}: {
  readonly detail: InstanceDetail;
  readonly onDeed: (operation: Operation) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const live = detail.state === 'active' || detail.state === 'suspended';
  const { migratedFrom } = detail;
  return (
    <div className="service-head">
      <div>
        <h1>{detail.registerNumber ?? detail.serviceName[language]}</h1>
        <p className="facts">
          <LifeChip life={detail.state} />
          {detail.openIncidents > 0 && (
            <span className="wf-chip late">{t('incidents', { count: detail.openIncidents })}</span>
          )}
          {detail.onHold && <span className="wf-chip risk">{t('onHold')}</span>}
          <span className="wf-muted">
            {detail.serviceName[language]} · {t('versionNumber', { version: detail.version })} ·{' '}
            {t('started', { at: dateTime(detail.startedAt, timeZone) })}
            {detail.endedAt !== null && ` · ${t('ended', { at: dateTime(detail.endedAt, timeZone) })}`} ·{' '}
            {t('commands', { count: detail.commands })}
          </span>
        </p>
        {!detail.mayOperate && <p className="wf-muted">{t('mayOnlySee')}</p>}
      </div>
      {detail.mayOperate && live && (
        <div className="actions">
          {detail.openIncidents > 0 && detail.state === 'active' && (
            <Button onClick={() => onDeed({ kind: 'retry', variables: {} })}>{t('retryAll')}</Button>
          )}
          <Button variant="default" onClick={() => onDeed({ kind: detail.state === 'active' ? 'suspend' : 'resume' })}>
            {t(detail.state === 'active' ? 'op_suspend' : 'op_resume')}
          </Button>
          {detail.versions.length > 1 && (
            <Button
              component={Link}
              variant="default"
              to={`/operations/migrate?service=${detail.service}&version=${detail.version}&process=${detail.process}`}
              state={[detail.id]}
            >
              {t('op_migrate')}
            </Button>
          )}
          {migratedFrom !== null && (
            <Button variant="default" onClick={() => onDeed({ kind: 'undoMigration', version: detail.version })}>
              {t('undoMigrationAction', { version: migratedFrom })}
            </Button>
          )}
          <Button variant="default" onClick={() => onDeed({ kind: 'cancel' })}>
            {t('op_cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is stuck before what waits as it should. */
function firstSeen({ tokens }: InstanceDetail): string | undefined {
  return (tokens.find(({ waitsFor }) => waitsFor === 'incident') ?? tokens[0])?.element;
}

function namesIn(detail: InstanceDetail, language: Language): (element: string) => string {
  const names = new Map([...detail.places, ...detail.tokens].map(({ element, name }) => [element, name[language]]));
  return (element) => names.get(element) ?? element;
}

function badgesOf({ tokens }: InstanceDetail, t: Words): readonly Badge[] {
  const byElement = Map.groupBy(tokens, ({ element }) => element);
  return [...byElement].map(([element, here]) => {
    const stuck = here.some(({ waitsFor }) => waitsFor === 'incident');
    const title = here.map(({ waitsFor }) => t(`wait_${waitsFor}`)).join(', ');
    return { element, text: stuck ? '!' : String(here.length), title, kind: stuck ? 'incidents' : 'waiting' };
  });
}

function marksOf(
  { tokens }: InstanceDetail,
  selected: string | undefined,
  moving: Moving | undefined,
): Readonly<Record<string, Mark>> {
  const here = tokens.map(({ element, waitsFor }): [string, Mark] => [
    element,
    waitsFor === 'incident' ? 'op-stuck' : 'op-here',
  ]);
  return {
    ...Object.fromEntries(here),
    ...(selected !== undefined && { [selected]: 'op-selected' as const }),
    ...(moving?.to !== undefined && { [moving.to]: 'op-target' as const }),
  };
}

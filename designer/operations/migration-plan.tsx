/** Each step of the old version and where it goes, on the drawing and as a table in which it can be said otherwise. */

import { Checkbox, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { MigrationPlanView, PlannedElementView } from '#engine/runtime/application/operations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useDrawing } from './queries.ts';
import { type Badge, type Mark, TokenDiagram } from './token-diagram.tsx';
import { useWords, type Words, wordsFor } from './use-words.ts';

const chips = { stays: 'mute', matched: 'info', chosen: 'info', open: 'risk' } as const;

interface PlanProps {
  readonly plan: MigrationPlanView;
  readonly service: string;
  readonly version: number;
  readonly process: string;
  readonly map: Readonly<Record<string, string>>;
  readonly onMap: (map: Readonly<Record<string, string>>) => void;
}

export function MigrationPlan({ plan, service, version, process, map, onMap }: PlanProps) {
  const t = useWords();
  const [onlyUsed, setOnlyUsed] = useState(true);
  const [selected, setSelected] = useState<string>();
  const drawing = useDrawing(service, version, process);
  const used = plan.elements.filter(({ waiting }) => waiting > 0);
  const open = used.filter(({ kind }) => kind === 'open').length;
  const shown = plan.elements.filter(
    ({ element, waiting, kind }) =>
      !onlyUsed || waiting > 0 || kind === 'open' || kind === 'chosen' || element === selected,
  );
  const badges = useMemo(() => badgesOf(plan, t), [plan, t]);
  const marks = useMemo(() => marksOf(plan, selected), [plan, selected]);
  return (
    <>
      <p role="status" className={open > 0 ? 'wf-notice' : ''}>
        {open > 0 ? t('migrateSummary', { moves: used.length - open, open }) : t('migrateAllMove')}
      </p>
      <div className="instance">
        <section className="wf-card" aria-label={t('oldDiagram', { version })}>
          {drawing.data !== undefined && (
            <TokenDiagram
              xml={drawing.data.xml}
              label={t('oldDiagram', { version })}
              badges={badges}
              marks={marks}
              onPick={setSelected}
            />
          )}
        </section>
        <section className="wf-card plan" aria-labelledby="plan">
          <div className="card-head">
            <h2 id="plan">{t('migrateSteps')}</h2>
            <Checkbox
              label={t('migrateOnlyUsed')}
              checked={onlyUsed}
              onChange={(event) => setOnlyUsed(event.currentTarget.checked)}
            />
          </div>
          <ul>
            {shown.map((element) => (
              <Step
                key={element.element}
                element={element}
                plan={plan}
                selected={element.element === selected}
                onChoose={(target) => onMap(chosen(map, element.element, target))}
              />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Step({
  element,
  plan,
  selected,
  onChoose,
}: {
  readonly element: PlannedElementView;
  readonly plan: MigrationPlanView;
  readonly selected: boolean;
  readonly onChoose: (target: string | null) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const name = element.name[language];
  const fitting = plan.places.filter(({ type }) => type === element.type);
  const changeable = element.kind !== 'stays' && fitting.length > 0;
  return (
    <li className={selected ? 'selected' : ''}>
      <div className="plan-step">
        <strong>{name}</strong>
        <span className={`wf-chip ${chips[element.kind]}`}>{t(`plan_${element.kind}`)}</span>
        {element.waiting > 0 && <span className="wf-muted">{t('waitingHere', { count: element.waiting })}</span>}
      </div>
      {element.reason !== null && <p className="why">{wordsFor(t, 'why', element.reason)}</p>}
      {changeable && (
        <Select
          aria-label={t('chooseTarget', { name })}
          placeholder={t('noTarget')}
          size="sm"
          clearable
          searchable
          value={element.target}
          data={fitting.map((place) => ({ value: place.element, label: place.name[language] }))}
          onChange={onChoose}
        />
      )}
    </li>
  );
}

function chosen(
  map: Readonly<Record<string, string>>,
  element: string,
  target: string | null,
): Readonly<Record<string, string>> {
  const { [element]: _, ...rest } = map;
  return target === null ? rest : { ...rest, [element]: target };
}

function badgesOf({ elements }: MigrationPlanView, t: Words): readonly Badge[] {
  return elements
    .filter(({ waiting }) => waiting > 0)
    .map(({ element, waiting, kind }) => ({
      element,
      text: String(waiting),
      title: t(`plan_${kind}`),
      kind: kind === 'open' ? 'late' : 'waiting',
    }));
}

function marksOf({ elements }: MigrationPlanView, selected: string | undefined): Readonly<Record<string, Mark>> {
  const marks = elements.flatMap(({ element, kind }): [string, Mark][] => {
    if (kind === 'open') return [[element, 'op-open']];
    return kind === 'stays' ? [] : [[element, 'op-matched']];
  });
  return { ...Object.fromEntries(marks), ...(selected !== undefined && { [selected]: 'op-selected' as const }) };
}

/** The diagram as a list: for who hears the page, and for who has no mouse. What is chosen here is chosen in the drawing. */
import './outline.css';
import { useEffect, useRef } from 'react';
import type { ModdleElement } from '#engine/bpmn/moddle-types.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { BusinessObject, Diagram, Shape } from '../../diagram/library.ts';
import { useText } from '../../use-text.ts';
import { nameIn } from '../panel/edit.ts';
import { useSelected } from '../use-selected.ts';
import { type Entry, outlineOf, type Way } from './outline.ts';
import { StepTools } from './step-tools.tsx';
import { useStepWords } from './use-step-words.ts';

interface Shared {
  readonly diagram: Diagram;
  readonly detail: ServiceDetail;
  readonly selected: Shape | undefined;
  readonly onSelect: (id: string) => void;
}

export interface OutlineListProps {
  readonly diagram: Diagram;
  readonly detail: ServiceDetail;
  readonly onSelect: (id: string) => void;
}

export function OutlineList({ diagram, detail, onSelect }: OutlineListProps) {
  const t = useText();
  const selection = useSelected(diagram);
  const selected = selection.length === 1 ? selection[0] : undefined;
  const entries = outlineOf(diagram.get('canvas').getRootElement().businessObject);
  const shared: Shared = { diagram, detail, selected, onSelect };
  return (
    <section className="outline" aria-label={t('outline')}>
      <p className="hint">{t('outlineLead')}</p>
      <ol>
        {entries.map((entry) => (
          <Step key={entry.element.id} entry={entry} {...shared} />
        ))}
      </ol>
    </section>
  );
}

function Step({ entry, ...shared }: Shared & { readonly entry: Entry }) {
  const t = useText();
  const { element } = entry;
  const id = element.id ?? '';
  const words = useStepWords(shared.detail);
  const shape = shared.diagram.get('elementRegistry').get(id);
  const chosen = shared.selected?.id === id;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (shape === undefined) return null;
  return (
    <li>
      <button
        ref={button}
        type="button"
        className="step"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => shared.onSelect(id)}
      >
        <strong>{words.name(shape)}</strong>
        <small>{words.more(shape).join(' · ')}</small>
        {!entry.reached && <small className="lost">{t('notReached')}</small>}
      </button>
      {chosen && <StepTools key={id} diagram={shared.diagram} shape={shape} words={words} onSelect={shared.onSelect} />}
      <Ways ways={entry.ways} {...shared} />
      {entry.events.length > 0 && (
        <ul>
          {entry.events.map((event) => (
            <Step key={event.element.id} entry={event} {...shared} />
          ))}
        </ul>
      )}
      {entry.inside.length > 0 && (
        <ol>
          {entry.inside.map((inner) => (
            <Step key={inner.element.id} entry={inner} {...shared} />
          ))}
        </ol>
      )}
    </li>
  );
}

function Ways({ ways, selected, onSelect }: Shared & { readonly ways: readonly Way[] }) {
  const t = useText();
  const language = useLanguage();
  if (ways.length === 0) return null;
  return (
    <ul className="ways">
      {ways.map(({ flow, target, isDefault }) => {
        const id = flow.id ?? '';
        const to = nameIn(target as BusinessObject, language) || target.id || '';
        const when = whenOf(flow, language);
        const words = isDefault
          ? t('goesOnElse', { to })
          : when === ''
            ? t('goesOn', { to })
            : t('goesOnWhen', { when, to });
        return (
          <li key={id}>
            <button
              type="button"
              className="way"
              aria-current={selected?.id === id ? 'true' : undefined}
              onClick={() => onSelect(id)}
            >
              {words}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The condition of a way, by its name where it has one. */
function whenOf(flow: ModdleElement, language: 'vi' | 'en'): string {
  const condition = flow.get('conditionExpression') as BusinessObject | undefined;
  return nameIn(flow as BusinessObject, language) || String(condition?.get('body') ?? '');
}

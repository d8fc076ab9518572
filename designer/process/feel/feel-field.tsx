/** A formula: completed from the variables that really are there, told where it is wrong, and tried with values. */
import './feel.css';
import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Spot } from '#engine/core/dataflow/known-variables.ts';
import { feelFault } from '#engine/core/expressions/feel.ts';
import { useText } from '../../use-text.ts';
import { type Completing, type Completion, completionsAt } from './completions.ts';
import { faultWords } from './fault-words.ts';
import { useFeelSurroundings } from './surroundings.tsx';
import { TryIt } from './try-it.tsx';

export interface FeelFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly description?: string | undefined;
  readonly lines?: number;
  /** Where in the process it is evaluated. */
  readonly spot: Spot;
  /** Only what begins with `=` is a formula; other texts are taken as they stand. */
  readonly mixed?: boolean;
}

export function FeelField({ label, value, onCommit, description, lines = 1, spot, mixed = false }: FeelFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState(value);
  const latest = useRef({ typed, value, onCommit });
  latest.current = { typed, value, onCommit };
  useEffect(() => setTyped(value), [value]);
  // Another element chosen while the cursor stands here: what was typed is not lost.
  useLayoutEffect(() => () => commit(latest.current), []);
  const surroundings = useFeelSurroundings();
  const known = surroundings.known(spot);
  const offset = mixed ? 1 : 0;
  const isFormula = !mixed || typed.startsWith('=');
  const source = isFormula ? typed.slice(offset) : '';
  const fault = source.trim() === '' ? null : feelFault(source, 'expression');
  const completer = useCompleter(typed, setTyped, (at) =>
    isFormula && at >= offset ? completionsAt(source, at - offset, known) : null,
  );
  return (
    <div className="feel-field">
      <Textarea
        ref={completer.field}
        label={label}
        {...(description !== undefined && { description })}
        className="code-field"
        spellCheck={false}
        autosize
        minRows={lines}
        value={typed}
        error={fault === null ? undefined : faultWords(t, { ...fault, from: fault.from + offset })}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={completer.listId}
        aria-activedescendant={completer.open ? `${completer.listId}-${completer.active}` : undefined}
        onFocus={surroundings.ask}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          completer.look(event.currentTarget.value, event.currentTarget.selectionStart, offset);
        }}
        onKeyDown={(event) => {
          completer.onKeyDown(event);
          if (lines > 1 || event.key !== 'Enter' || event.defaultPrevented) return;
          event.preventDefault();
          commit(latest.current);
        }}
        onBlur={() => {
          completer.close();
          commit(latest.current);
        }}
      />
      <div
        className="feel-list"
        role="listbox"
        id={completer.listId}
        aria-label={t('feelKnown')}
        hidden={!completer.open}
      >
        {completer.offered.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={offer.text}
            id={`${completer.listId}-${index}`}
            role="option"
            aria-selected={index === completer.active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => completer.take(offer)}
          >
            <code>{offer.text}</code> <small>{t(wordsOf(offer))}</small>
          </div>
        ))}
      </div>
      {isFormula && source.trim() !== '' && <TryIt source={source} known={known} />}
    </div>
  );
}

function wordsOf({ kind, always }: Completion) {
  if (kind === 'function') return 'feelFunction' as const;
  return always === true ? ('feelAlways' as const) : ('feelSometimes' as const);
}

/** The list under the field: opened by writing or by Ctrl and the space bar, gone through by the arrows. */
function useCompleter(typed: string, setTyped: (text: string) => void, at: (cursor: number) => Completing | null) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [state, setState] = useState<{ readonly cursor: number; readonly active: number } | null>(null);
  const found = state === null ? null : at(state.cursor);
  const offered = found?.offered ?? [];
  const open = state !== null && offered.length > 0;
  const take = ({ text }: Completion): void => {
    if (state === null || found === null) return;
    // Places of the source lie behind the sign that makes it a formula.
    const shift = typed.startsWith('=') ? 1 : 0;
    const next = `${typed.slice(0, found.from + shift)}${text}${typed.slice(state.cursor)}`;
    const cursor = found.from + shift + text.length;
    setTyped(next);
    setState(null);
    requestAnimationFrame(() => field.current?.setSelectionRange(cursor, cursor));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      setState({ cursor: event.currentTarget.selectionStart, active: 0 });
    } else if (open && state !== null && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setState({ ...state, active: (state.active + by + offered.length) % offered.length });
    } else if (open && state !== null && (event.key === 'Enter' || event.key === 'Tab')) {
      const chosen = offered[state.active];
      if (chosen === undefined) return;
      event.preventDefault();
      take(chosen);
    } else if (open && event.key === 'Escape') {
      event.stopPropagation();
      setState(null);
    }
  };
  const look = (text: string, cursor: number, offset: number): void => {
    const word = /[\p{L}_$]$/u.test(text.slice(offset, cursor));
    setState(word ? { cursor, active: 0 } : null);
  };
  return {
    field,
    listId,
    offered,
    open,
    active: state?.active ?? 0,
    take,
    onKeyDown,
    look,
    close: () => setState(null),
  };
}

function commit({ typed, value, onCommit }: { typed: string; value: string; onCommit: (value: string) => void }): void {
  if (typed !== value) onCommit(typed);
}

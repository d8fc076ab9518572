/** Values for what a formula asks for, and what comes out: worked out by the engine's own FEEL, within its bounds. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Known } from '#engine/core/dataflow/known-variables.ts';
import type { Env } from '#engine/core/env.ts';
import { evaluateFeel, feelFault } from '#engine/core/expressions/feel.ts';
import type { Variables } from '#engine/core/values.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useText } from '../../use-text.ts';
import { namesAsked, typedValue } from './completions.ts';

export interface TryItProps {
  readonly source: string;
  readonly known: readonly Known[];
}

/** What was put in for a variable is there in the next formula too. */
const lastTyped = new Map<string, string>();

export function TryIt({ source, known }: TryItProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <details className="try-it" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{t('feelTry')}</summary>
      {shown && <Trial source={source} known={known} />}
    </details>
  );
}

function Trial({ source, known }: TryItProps) {
  const t = useText();
  const asked = namesAsked(source, known);
  const [, setTurn] = useState(0);
  const variables = Object.fromEntries(asked.map((name) => [name, typedValue(lastTyped.get(name) ?? '')]));
  return (
    <>
      {asked.map((name) => (
        <TextInput
          key={name}
          size="xs"
          className="code-field"
          label={name}
          description={noteOf(name, known, t)}
          value={lastTyped.get(name) ?? ''}
          onChange={(event) => {
            lastTyped.set(name, event.currentTarget.value);
            setTurn((turn) => turn + 1);
          }}
        />
      ))}
      {asked.length > 0 && <p className="hint">{t('feelTryHint')}</p>}
      <p role="status">
        {t('feelResult')} <output className="wf-code">{resultOf(source, variables as Variables, t)}</output>
      </p>
    </>
  );
}

function noteOf(name: string, known: readonly Known[], t: ReturnType<typeof useText>): string {
  const found = known.find((one) => one.name === name);
  return t(found === undefined ? 'feelNever' : found.always ? 'feelAlways' : 'feelSometimes');
}

function resultOf(source: string, variables: Variables, t: ReturnType<typeof useText>): string {
  // What is refused when it is published is not run here either.
  if (feelFault(source, 'expression') !== null) return t('feelNotRun');
  const result = evaluateFeel(source, variables, envNow());
  if (result.kind === 'failed') return t('feelFailed', { reason: result.reason });
  return result.value === null ? t('feelNull') : JSON.stringify(result.value);
}

/** The browser knows no calendars of work; no formula asks for them. */
function envNow(): Env {
  const due = (): number => {
    throw new RangeError('working time');
  };
  return { now: Date.now(), timeZone, workingTime: { due } };
}

// The built-in functions of FEEL (DMN 1.5 §10.3.4) by name. None reads a clock, a zone or chance but through `env`.
import type { Run } from '../run.ts';
import type { FeelFunction } from '../values.ts';
import { contextFunctions } from './contexts.ts';
import { conversions } from './conversions.ts';
import { functionOfBuiltIn } from './define.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { rangeFunctions } from './ranges.ts';
import { statistics } from './statistics.ts';
import { textFunctions } from './texts.ts';
import { timeFunctions } from './times.ts';

const all = [
  ...conversions,
  ...textFunctions,
  ...listFunctions,
  ...statistics,
  ...numberFunctions,
  ...timeFunctions,
  ...rangeFunctions,
  ...contextFunctions,
];
const byName = new Map(all.map((builtIn) => [builtIn.name, builtIn]));

/** @returns what gives the function of that name; null where there is none */
export function builtIn(name: string): ((run: Run) => FeelFunction) | null {
  const found = byName.get(name);
  return found === undefined ? null : (run) => functionOfBuiltIn(found, run);
}

/** What the types of parameters are called where they are not FEEL's own. */
const typeNames: Readonly<Record<string, string>> = {
  date: 'date or date and time',
  clock: 'time, date and time or date',
  duration: 'days and time duration',
  anyDuration: 'duration',
};

/** `name(a: type, …)`, one for each way to call it. */
export const signatures: readonly string[] = all
  .filter(({ name }) => name !== '@')
  .flatMap(({ name, forms }) =>
    forms.map(({ parameters }) => {
      const texts = parameters.map(
        (one) => `${one.rest ? '...' : ''}${one.name}${one.optional ? '?' : ''}: ${typeNames[one.type] ?? one.type}`,
      );
      return `${name}(${texts.join(', ')})`;
    }),
  );

export const builtInNames: readonly string[] = [...byName.keys()].filter((name) => name !== '@');

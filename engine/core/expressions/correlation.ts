// The key by which a message finds its receiver among several: BPMN 2.0.2 §8.3.2.
import type { Expression } from '../model/program.ts';
import { Stuck } from '../stuck.ts';
import { type Sight, sourceOf, valueIn } from './expression.ts';

/** @returns nothing where the model names no key. @throws Stuck where the key is neither a text nor a number */
export function correlationOf(expression: Expression | undefined, sight: Sight): { readonly correlation?: string } {
  if (expression === undefined) return {};
  const key = valueIn(expression, sight);
  if (typeof key === 'number' || (typeof key === 'string' && key !== '')) return { correlation: String(key) };
  throw new Stuck('VALUE_MISSING', { source: sourceOf(expression), needed: 'correlation key' });
}

// A value as text: `string(…)` (DMN 1.5 table 66).
import { plainText } from './decimal.ts';
import { kept, type Run, spend } from './run.ts';
import { FeelFunction, FeelRange, isContext, isList, type Value } from './values.ts';

/** @param inside within a list or context, where texts keep their quotes. @throws TooCostly */
export function textOfValue(value: Value, run: Run, inside = false): string {
  spend(run, 1);
  if (value === null) return 'null';
  if (typeof value === 'string') return inside ? kept(run, quoted(value)) : value;
  if (typeof value === 'number') return plainText(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return kept(run, `[${value.map((item) => textOfValue(item, run, true)).join(', ')}]`);
  if (isContext(value)) {
    const text = `{${Object.entries(value)
      .map(
        ([key, item]) => `${/^[\p{L}_][\p{L}\d_]*$/u.test(key) ? key : quoted(key)}: ${textOfValue(item, run, true)}`,
      )
      .join(', ')}}`;
    return kept(run, text);
  }
  if (value instanceof FeelRange) return rangeText(value, run);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  const text = value.toString();
  return inside ? `@${quoted(text)}` : text;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function rangeText({ start, end, startIncluded, endIncluded }: FeelRange, run: Run): string {
  if (start === undefined) return `${endIncluded ? '<=' : '<'} ${textOfValue(end ?? null, run, true)}`;
  if (end === undefined) return `${startIncluded ? '>=' : '>'} ${textOfValue(start, run, true)}`;
  const ends = `${textOfValue(start, run, true)}..${textOfValue(end, run, true)}`;
  return `${startIncluded ? '[' : '('}${ends}${endIncluded ? ']' : ')'}`;
}

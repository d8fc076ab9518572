/**
 * Patterns of fields. They run in time that grows with the text alone (RE2), so none can stop the server; and since each
 * letter may be looked at by each part of the pattern, the two together are bounded as well, before a form is published.
 */
import { RE2JS } from 're2js';

/** Parts of the pattern times letters of the longest text: some 30 ms on a small machine. */
export const patternStepsMax = 150_000;
const patternLettersMax = 500;
const keptMax = 200;

/** @returns why it cannot be used: what RE2 says, or the steps that it may take; undefined where it can */
export function patternFault(
  pattern: string,
  textLengthMax: number,
): { readonly reason: string } | { readonly steps: number } | undefined {
  if (pattern.length > patternLettersMax) return { reason: `max ${patternLettersMax}` };
  try {
    const steps = RE2JS.compile(pattern).programSize() * textLengthMax;
    return steps > patternStepsMax ? { steps } : undefined;
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether the whole text fits the pattern, which was checked when its form was published. */
export function fits(pattern: string, text: string): boolean {
  const known = compiled.get(pattern);
  if (known !== undefined) return known.matches(text);
  const made = RE2JS.compile(pattern);
  if (compiled.size >= keptMax) compiled.clear();
  compiled.set(pattern, made);
  return made.matches(text);
}

/** Making one costs more than using it. */
const compiled = new Map<string, RE2JS>();

import { type FieldFault, Refusal } from '../refusal.ts';
import { useCaseErrors } from './errors.ts';

/** A refusal with the status that its code declares. */
export function refusal(
  code: keyof typeof useCaseErrors,
  params: Readonly<Record<string, string | number>> = {},
  fields: readonly FieldFault[] = [],
): Refusal {
  return new Refusal(code, useCaseErrors[code].status, params, fields);
}

import { refusal } from '../refuse.ts';

const reasonMax = 1_000;

/** Why somebody keeps a case confidential or lifts it. @throws Refusal 422 */
export function reasonOf(typed: string): string {
  const reason = typed.trim();
  if (reason === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
  if (reason.length > reasonMax) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'maxLength', params: { max: reasonMax } }]);
  }
  return reason;
}

// A service as people tell it: who does what, then what. What is written of it – process, forms, messages, settings, an
// example – is whole and can be published as it is; it is drawn on and filled out in the editors afterwards.
import type { Words } from '../business-service/names.ts';

export interface StepList {
  /** Of the service, and id of its process. */
  readonly key: string;
  readonly name: Words;
  /** Citizens may open a case of it themselves. */
  readonly publicIntake: boolean;
  /** What the citizen is promised; null: nothing. */
  readonly promise: TimeLimit | null;
  readonly steps: readonly Step[];
}

export interface TimeLimit {
  readonly amount: number;
  /** Working days, of which the first is not counted, or working hours of the calendar. */
  readonly unit: 'days' | 'hours';
  readonly calendar: string;
}

export interface Step {
  readonly name: Words;
  readonly role: string;
  /** Code of a unit; `=unit`: the one that the step before the first such step chooses. */
  readonly unit: string;
  readonly limit: TimeLimit | null;
  /** Whoever does it may give it back to the step before. */
  readonly mayReturn: boolean;
  /** Whoever does it may end the case with a reason, which the reporter is told. */
  readonly mayRefuse: boolean;
  /** The reporter is told when it is done. */
  readonly tells: boolean;
}

export interface StepFault {
  /** `name.vi`, `steps[2].unit`, … */
  readonly path: string;
  readonly rule: 'required' | 'key' | 'amount' | 'noUnitYet' | 'noStepBefore' | 'stepsMax' | 'nameTwice' | 'signs';
}

export const unitOfCase = '=unit';
export const stepsMax = 30;
const amountMax = 365;

/** What stands against it, each at its place; nothing: it can be written. */
export function stepFaults({ key, name, promise, steps }: StepList): readonly StepFault[] {
  const faults: StepFault[] = [...wordFaults('name', name)];
  if (!/^[a-z][a-z0-9-]{1,59}$/.test(key)) faults.push({ path: 'key', rule: 'key' });
  if (promise !== null) faults.push(...limitFaults('promise', promise));
  if (steps.length === 0) faults.push({ path: 'steps', rule: 'required' });
  if (steps.length > stepsMax) faults.push({ path: 'steps', rule: 'stepsMax' });
  return [...faults, ...steps.flatMap((step, index) => faultsOf(step, index, steps))];
}

function faultsOf(step: Step, index: number, steps: readonly Step[]): readonly StepFault[] {
  const at = `steps[${index}]`;
  const faults: StepFault[] = [...wordFaults(`${at}.name`, step.name)];
  const same = (one: Step): boolean => one.name.vi.trim().toLowerCase() === step.name.vi.trim().toLowerCase();
  if (step.name.vi.trim() !== '' && steps.findIndex(same) < index) {
    faults.push({ path: `${at}.name.vi`, rule: 'nameTwice' });
  }
  if (step.role === '') faults.push({ path: `${at}.role`, rule: 'required' });
  if (step.unit === '') faults.push({ path: `${at}.unit`, rule: 'required' });
  if (step.unit === unitOfCase && index === 0) faults.push({ path: `${at}.unit`, rule: 'noUnitYet' });
  if (step.mayReturn && index === 0) faults.push({ path: `${at}.mayReturn`, rule: 'noStepBefore' });
  return step.limit === null ? faults : [...faults, ...limitFaults(`${at}.limit`, step.limit)];
}

/** Names stand in forms and messages, where these would be taken for code (security.md S03) or for placeholders. */
const signs = /[{}<>]|javascript:|data:text|\son\w+\s*=/i;

function wordFaults(at: string, words: Words): readonly StepFault[] {
  return (['vi', 'en'] as const).flatMap((language): readonly StepFault[] => {
    const path = `${at}.${language}`;
    if (words[language].trim() === '') return [{ path, rule: 'required' }];
    return signs.test(words[language]) ? [{ path, rule: 'signs' }] : [];
  });
}

function limitFaults(at: string, { amount, calendar }: TimeLimit): readonly StepFault[] {
  const faults: StepFault[] = [];
  if (!Number.isInteger(amount) || amount < 1 || amount > amountMax) faults.push({ path: at, rule: 'amount' });
  if (calendar === '') faults.push({ path: `${at}.calendar`, rule: 'required' });
  return faults;
}

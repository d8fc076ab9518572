/** Promises, warnings and the ladder: `sla.json`. What an older file does not say has a harmless meaning. */
import { parseBusinessDuration } from '../calendars/business-duration.ts';
import type { Localised } from '../text/localised.ts';
import {
  type Apology,
  type City,
  type DeadlineReason,
  type Escalation,
  rungs,
  type SlaClass,
  type Warning,
} from './city.ts';
import {
  fault,
  type Reading,
  readByCode,
  readChoice,
  readEach,
  readFlagOr,
  readLocalised,
  readNumber,
  readObject,
  readText,
} from './json-reader.ts';

/** Where the file says nothing: the handler before it is late, the ladder from there on. */
const usualWarnings: readonly Warning[] = [
  { at: 80, to: 'handler' },
  { at: 100, to: 'head' },
  { at: 150, to: 'superior' },
];
const usualStepWarnings: readonly Warning[] = [{ at: 100, to: 'handler' }];
const warnedAtMost = 1_000;

export function readSlaClass(at: Reading): SlaClass {
  return {
    code: readText(at, 'code'),
    name: readLocalised(at, 'name'),
    calendar: readText(at, 'calendar'),
    accept: readDuration(at, 'accept'),
    transfer: readDuration(at, 'transfer'),
    firstUpdate: readDuration(at, 'firstUpdate'),
    resolve: readDuration(at, 'resolve'),
    dayCount:
      at.value['dayCount'] === undefined ? 'elapsed' : readChoice(at, 'dayCount', ['elapsed', 'exclude_first_day']),
    extensions: readNumber(at, 'extensions', 0),
    apology: readApology(at),
    warnings: readWarnings(at, 'warnings', usualWarnings),
    stepWarnings: readWarnings(at, 'stepWarnings', usualStepWarnings),
    basis: readBasis(at),
  };
}

/** @param key `pauseReasons` or `extensionReasons`; left out: none */
export function readReasons(at: Reading, key: string): ReadonlyMap<string, DeadlineReason> {
  if (at.value[key] === undefined) return new Map();
  return readByCode(at, key, (one) => ({
    code: readText(one, 'code'),
    name: readLocalised(one, 'name'),
    basis: readBasis(one),
  }));
}

export function readEscalation(at: Reading): City['escalation'] {
  if (at.value['escalation'] === undefined) return noEscalation;
  const ladder = readObject(at, 'escalation');
  const coordinator = readObject(ladder, 'coordinator');
  return {
    headRole: readText(ladder, 'headRole'),
    coordinator: { unit: readText(coordinator, 'unit'), role: readText(coordinator, 'role') },
    nearMessage: readTextOr(ladder, 'nearMessage'),
    lateMessage: readTextOr(ladder, 'lateMessage'),
  };
}

const noEscalation: Escalation = {
  headRole: '',
  coordinator: { unit: '', role: '' },
  nearMessage: '',
  lateMessage: '',
};

/** In both languages, or in one text for both: laws are often named in Vietnamese alone. */
function readBasis(at: Reading): Localised {
  if (typeof at.value['basis'] === 'object') return readLocalised(at, 'basis');
  const basis = readText(at, 'basis').normalize('NFC');
  return { vi: basis, en: basis };
}

function readDuration(at: Reading, key: string): string {
  const text = readText(at, key);
  try {
    if (text !== '') parseBusinessDuration(text);
  } catch {
    fault(at, key, `"${text}" must be working time like PT8H (hours) or P3D (days)`);
  }
  return text;
}

function readApology(at: Reading): Apology {
  if (at.value['apology'] === undefined) return { message: '', beforeDue: false, moved: '' };
  const apology = readObject(at, 'apology');
  return {
    message: readText(apology, 'message'),
    beforeDue: readFlagOr(apology, 'beforeDue', false),
    moved: readTextOr(apology, 'moved'),
  };
}

function readWarnings(at: Reading, key: string, otherwise: readonly Warning[]): readonly Warning[] {
  if (at.value[key] === undefined) return otherwise;
  let last = 0;
  return readEach(at, key, (one) => {
    const percent = readNumber(one, 'at', 1);
    if (percent <= last || percent > warnedAtMost)
      fault(one, 'at', `must grow from line to line, up to ${warnedAtMost}`);
    last = percent;
    return { at: percent, to: readChoice(one, 'to', rungs) };
  });
}

function readTextOr(at: Reading, key: string): string {
  return at.value[key] === undefined ? '' : readText(at, key);
}

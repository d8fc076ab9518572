/**
 * Administrative procedures (thủ tục hành chính) as the city has made them known: what is to be handed in, how long it
 * may take, who receives, handles, signs and helps. Reference data, `procedures.json` of the city; a dossier keeps the
 * text of its procedure as it was when it was received.
 */
import type { DayCount } from '#engine/core/env.ts';
import { parseBusinessDuration } from '../calendars/business-duration.ts';
import type { ConfigFault, Reading } from '../city/json-reader.ts';
import {
  fault,
  openJson,
  readByCode,
  readChoice,
  readDateOrNull,
  readFlagOr,
  readLocalised,
  readNumber,
  readObject,
  readText,
  readTextOrNull,
  readTexts,
} from '../city/json-reader.ts';
import type { Localised, Named } from '../text/localised.ts';
import { type CodePattern, type ParsedPattern, parseCodePattern } from './code-pattern.ts';
import { parseNumberPattern } from './number-pattern.ts';

export const proceduresFile = 'procedures.json';

/** How the city deals with dossiers, and the procedures themselves. */
export interface Dossiers {
  readonly codePattern: CodePattern;
  /** Number and sign of the papers 01 to 05 that go out, by form. */
  readonly documentNumbers: Readonly<Record<NumberedForm, CodePattern>>;
  /** A result that is late is not signed before an apology with a new date is on record. */
  readonly lateResultNeedsApology: boolean;
  /** What is handed in on paper and photographed is kept as it was sent too, apart and sealed. */
  readonly keepOriginals: boolean;
  /** Key of the service that leads dossiers through. */
  readonly service: string;
  /** Fields (lĩnh vực) that procedures belong to. */
  readonly fields: ReadonlyMap<string, Named>;
  readonly procedures: ReadonlyMap<string, Procedure>;
}

export type NumberedForm = keyof typeof usualNumbers;

export interface Procedure extends Named {
  readonly field: string;
  /** The decision by which it was made known (quyết định công bố). */
  readonly decision: string;
  /** Laws, decrees, circulars that it goes by, a line each. */
  readonly legalBasis: readonly string[];
  /** First and last day on which it is received, dates of the city; null: not bounded. What was received goes on. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** What is said of the source of this data; '' for nothing. */
  readonly note: string;
  readonly papers: readonly Paper[];
  readonly deadline: ProcedureDeadline;
  /** How often the return date may be put off, with an apology. */
  readonly extensions: number;
  readonly supplement: SupplementRule;
  /** The evidence with which the promise is kept. */
  readonly clockEnds: ClockEnd;
  /** Dong; 0: none. */
  readonly fee: number;
  /** Working time allowed for each step of the way through, by name of the step. */
  readonly steps: Readonly<Record<string, string>>;
  readonly units: ProcedureUnits;
  readonly result: ResultPaper;
  /** Who may see whose dossier it is, is fewer people. */
  readonly confidential: boolean;
}

/** A component of the dossier (thành phần hồ sơ). */
export interface Paper {
  readonly code: string;
  readonly name: Localised;
  readonly required: boolean;
  readonly copies: number;
}

export interface ProcedureDeadline {
  /** SLA class, which says who is warned and how is apologised. */
  readonly sla: string;
  /** Working time, `P0D` for the day of receipt itself. */
  readonly resolve: string;
  readonly calendar: string;
  readonly dayCount: DayCount;
}

export interface SupplementRule {
  /** Working time in which the applicant is to hand in what is missing; then the dossier is stopped. */
  readonly within: string;
  /** The time is counted afresh from the day on which the dossier is complete. */
  readonly restarts: boolean;
}

/** Codes of units; `{ward}` in them stands for the code of a ward. */
export interface ProcedureUnits {
  /** Desks that receive it. */
  readonly receiving: readonly string[];
  /** Who works on it. */
  readonly handling: string;
  /** Whose head decides and signs. */
  readonly competent: string;
  /** Who numbers, seals and issues. */
  readonly records: string;
  /** Who answers questions of the applicant. */
  readonly support: string;
}

export interface ResultPaper {
  readonly name: Localised;
  /** What stands behind the number, e.g. `GXN-UBND`. */
  readonly symbol: string;
}

export const clockEnds = ['signed', 'numbered', 'issued', 'handedOver'] as const;
export type ClockEnd = (typeof clockEnds)[number];

/** Names of the steps that a procedure gives time to. */
export const procedureSteps = ['check', 'appraise', 'sign', 'number', 'issue'] as const;

const usualService = 'administrative-dossier';
const usualPattern = '{agency}-{yyMMdd}-{serial:4}';
const usualNumbers = {
  '01': '{serial:2}/TNHS-{agency}',
  '02': '{serial:2}/BSHS-{agency}',
  '03': '{serial:2}/TCHS-{agency}',
  '04': '{serial:2}/XL-{agency}',
  '05': '{serial:2}/TB-{agency}',
} as const;
/** Papers that are numbered, by form (Thông tư 03/2025/TT-VPCP). */
export const numberedForms = Object.keys(usualNumbers) as readonly NumberedForm[];
const procedureCode = /^[0-9A-Z]+(\.[0-9A-Z]+)*$/;

/** @param text left out or empty: a city that receives no dossiers */
export function readDossiers(text: string | undefined, faults: ConfigFault[]): Dossiers {
  const none = text === undefined || text === '';
  const at = openJson(proceduresFile, none ? '{"fields":[],"procedures":[]}' : text, faults);
  return {
    codePattern: readPattern(at, 'dossierCode', usualPattern, parseCodePattern),
    documentNumbers: readNumbers(at),
    lateResultNeedsApology: readFlagOr(at, 'lateResultNeedsApology', true),
    keepOriginals: readFlagOr(at, 'keepOriginals', false),
    service: readTextOrNull(at, 'service') ?? usualService,
    fields: readByCode(at, 'fields', named),
    procedures: readByCode(at, 'procedures', readProcedure),
  };
}

/**
 * One procedure from the text that a dossier has kept of it.
 * @throws TypeError where it is none, which means that the database was changed by hand
 */
export function procedureOf(text: string): Procedure {
  const faults: ConfigFault[] = [];
  const procedure = readProcedure(openJson(proceduresFile, text, faults));
  const [first] = faults;
  if (first !== undefined) throw new TypeError(`a kept procedure is unreadable: ${first.path} ${first.message}`);
  return procedure;
}

/** Whether desks receive it on a day of the city. */
export function isReceived({ validFrom, validTo }: Pick<Procedure, 'validFrom' | 'validTo'>, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);
}

function readPattern(at: Reading, key: string, usual: string, parse: (text: string) => ParsedPattern): CodePattern {
  const text = at.value[key] === undefined ? usual : readText(at, key);
  const { pattern, fault: wrong } = parse(text);
  if (pattern !== undefined) return pattern;
  if (text !== '') fault(at, key, `at character ${wrong.at}: ${wrong.en}`, `tại ký tự ${wrong.at}: ${wrong.vi}`);
  return { text: '', parts: [] };
}

/** A form that the city says nothing of is numbered in the usual way. */
function readNumbers(at: Reading): Dossiers['documentNumbers'] {
  const said = at.value['documentNumbers'] === undefined ? { ...at, value: {} } : readObject(at, 'documentNumbers');
  const read = (form: NumberedForm) => readPattern(said, form, usualNumbers[form], parseNumberPattern);
  return { '01': read('01'), '02': read('02'), '03': read('03'), '04': read('04'), '05': read('05') };
}

function named(at: Reading): Named {
  return { code: readText(at, 'code'), name: readLocalised(at, 'name') };
}

function readProcedure(at: Reading): Procedure {
  const code = readText(at, 'code');
  if (code !== '' && !procedureCode.test(code)) {
    fault(
      at,
      'code',
      'must be groups of digits and capitals with dots, like 2.000635',
      'phải gồm các nhóm chữ số, chữ in hoa cách nhau bằng dấu chấm, như 2.000635',
    );
  }
  return {
    code,
    name: readLocalised(at, 'name'),
    field: readText(at, 'field'),
    decision: readText(at, 'decision'),
    legalBasis: at.value['legalBasis'] === undefined ? [] : readTexts(at, 'legalBasis'),
    ...readValidity(at),
    note: typeof at.value['note'] === 'string' ? at.value['note'] : '',
    papers: [...readByCode(at, 'papers', readPaper).values()],
    deadline: readDeadline(readObject(at, 'deadline')),
    extensions: readNumber(at, 'extensions', 0),
    supplement: readSupplement(readObject(at, 'supplement')),
    clockEnds: at.value['clockEnds'] === undefined ? 'issued' : readChoice(at, 'clockEnds', clockEnds),
    fee: readNumber(at, 'fee', 0),
    steps: readSteps(readObject(at, 'steps')),
    units: readUnits(readObject(at, 'units')),
    result: readResult(readObject(at, 'result')),
    confidential: readFlagOr(at, 'confidential', false),
  };
}

function readValidity(at: Reading): Pick<Procedure, 'validFrom' | 'validTo'> {
  const [validFrom, validTo] = [readDateOrNull(at, 'validFrom'), readDateOrNull(at, 'validTo')];
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    fault(at, 'validTo', 'must not be before the first day', 'không được trước ngày bắt đầu');
  }
  return { validFrom, validTo };
}

function readPaper(at: Reading): Paper {
  const copies = at.value['copies'] === undefined ? 1 : readNumber(at, 'copies', 1);
  return { ...named(at), required: readFlagOr(at, 'required', true), copies };
}

function readDeadline(at: Reading): ProcedureDeadline {
  const dayCount = readChoice(at, 'dayCount', ['exclude_first_day', 'elapsed']);
  return {
    sla: readText(at, 'sla'),
    resolve: readDuration(at, 'resolve'),
    calendar: readText(at, 'calendar'),
    dayCount,
  };
}

function readSupplement(at: Reading): SupplementRule {
  return { within: readDuration(at, 'within'), restarts: readFlagOr(at, 'restarts', false) };
}

function readSteps(at: Reading): Procedure['steps'] {
  return Object.fromEntries(procedureSteps.map((step) => [step, readDuration(at, step)]));
}

function readUnits(at: Reading): ProcedureUnits {
  const receiving = readTexts(at, 'receiving');
  if (receiving.length === 0) {
    fault(at, 'receiving', 'name at least one desk that receives it', 'hãy nêu ít nhất một nơi tiếp nhận');
  }
  const [handling, competent] = [readText(at, 'handling'), readText(at, 'competent')];
  return { receiving, handling, competent, records: readText(at, 'records'), support: readText(at, 'support') };
}

function readResult(at: Reading): ResultPaper {
  return { name: readLocalised(at, 'name'), symbol: readText(at, 'symbol') };
}

function readDuration(at: Reading, key: string): string {
  const text = readText(at, key);
  try {
    if (text !== '') parseBusinessDuration(text);
  } catch {
    fault(
      at,
      key,
      `"${text}" must be working time like PT8H (hours), P3D (days) or P0D (the day of receipt)`,
      `“${text}” phải là thời gian làm việc như PT8H (giờ), P3D (ngày) hoặc P0D (trong ngày tiếp nhận)`,
    );
  }
  return text;
}

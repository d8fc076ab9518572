/**
 * `pack.json` as its page changes it: one answer in one place, everything else as it stood, keys of a later release
 * too. Codes are made once and never change, so that a new name breaks nothing that refers to it.
 */
import { keyOf } from '#engine/bpmn/business-service/names.ts';
import type { Language, Localised } from '#engine/cases/text/localised.ts';

export interface PackFile {
  readonly key: string;
  readonly name: Localised;
  readonly description: Localised;
  readonly process: string;
  readonly startForm: string;
  readonly publicIntake?: boolean;
  readonly stages: readonly StageEntry[];
  readonly outcomes: readonly OutcomeEntry[];
}

export const visibilities = ['public', 'reporter', 'internal'] as const;
export type Visibility = (typeof visibilities)[number];

export interface StageEntry {
  readonly code: string;
  readonly name: Localised;
  readonly text: Localised;
  readonly visibility: Visibility;
  readonly lane: boolean;
  readonly ends: boolean;
  readonly shownAs?: string;
  readonly after?: string;
}

export interface OutcomeEntry {
  readonly code: string;
  readonly name: Localised;
  readonly text: Localised;
}

/** What keeps the settings from being published, at the place of the answer. */
export interface PackFault {
  /** `name.vi`, `stages.moi.shownAs`, `outcomes.resolved.text.en`. */
  readonly path: string;
  readonly rule: 'required' | 'shownAs' | 'after' | 'process' | 'startForm';
}

/** @returns what can be read, with empty answers for what is missing; undefined where the text is no such file */
export function readPack(content: string): PackFile | undefined {
  const file = objectIn(content);
  if (file === undefined) return undefined;
  return {
    ...file,
    key: wordOf(file['key']),
    name: localisedOf(file['name']),
    description: localisedOf(file['description']),
    process: wordOf(file['process']),
    startForm: wordOf(file['startForm']),
    stages: listOf(file['stages']).map((stage) => ({
      ...stage,
      ...namedOf(stage),
      visibility: visibilities.find((one) => one === stage['visibility']) ?? 'public',
      lane: stage['lane'] === true,
      ends: stage['ends'] === true,
    })),
    outcomes: listOf(file['outcomes']).map((outcome) => ({ ...outcome, ...namedOf(outcome) })),
  };
}

export function writtenPack(pack: PackFile): string {
  return `${JSON.stringify(pack, null, 2)}\n`;
}

export function said(words: Localised, language: Language, text: string): Localised {
  return { ...words, [language]: text };
}

/** @returns the settings with one stage answered otherwise; answers that it needs no more are taken away */
export function withStage(pack: PackFile, code: string, change: Partial<StageEntry>): PackFile {
  return {
    ...pack,
    stages: pack.stages.map((stage) => (stage.code === code ? settled({ ...stage, ...change }) : stage)),
  };
}

/** @param code of the city's list; else one is made from the name. It comes before the stages that end the case. */
export function addStage(pack: PackFile, name: Localised, code?: string): PackFile {
  const codes = pack.stages.map((stage) => stage.code);
  const made: StageEntry = {
    code: code !== undefined && !codes.includes(code) ? code : newCode(name.vi, codes),
    name,
    text: name,
    visibility: 'public',
    lane: true,
    ends: false,
  };
  const end = pack.stages.findIndex(({ ends }) => ends);
  return { ...pack, stages: pack.stages.toSpliced(end < 0 ? pack.stages.length : end, 0, made) };
}

export function moveStage(pack: PackFile, from: number, to: number): PackFile {
  const stage = pack.stages[from];
  if (stage === undefined || to < 0 || to >= pack.stages.length) return pack;
  return { ...pack, stages: pack.stages.toSpliced(from, 1).toSpliced(to, 0, stage) };
}

/** Answers of other stages that named it are open again. */
export function withoutStage(pack: PackFile, code: string): PackFile {
  const others = pack.stages.filter((stage) => stage.code !== code);
  return {
    ...pack,
    stages: others.map(({ shownAs, after, ...stage }) => ({
      ...stage,
      ...(shownAs !== undefined && shownAs !== code && { shownAs }),
      ...(after !== undefined && after !== code && { after }),
    })),
  };
}

export function withOutcome(pack: PackFile, code: string, change: Partial<OutcomeEntry>): PackFile {
  return { ...pack, outcomes: pack.outcomes.map((one) => (one.code === code ? { ...one, ...change } : one)) };
}

export function addOutcome(pack: PackFile, name: Localised): PackFile {
  const code = newCode(
    name.vi,
    pack.outcomes.map((outcome) => outcome.code),
  );
  return { ...pack, outcomes: [...pack.outcomes, { code, name, text: name }] };
}

export function withoutOutcome(pack: PackFile, code: string): PackFile {
  return { ...pack, outcomes: pack.outcomes.filter((outcome) => outcome.code !== code) };
}

/** @param known processes and forms that are there; undefined while that is not known yet */
export function packFaults(
  pack: PackFile,
  known?: { readonly processes: readonly string[]; readonly forms: readonly string[] },
): readonly PackFault[] {
  const stages = pack.stages.flatMap((stage): readonly PackFault[] => stageFaults(pack, stage));
  const outcomes = pack.outcomes.flatMap(({ code, name, text }) => [
    ...empty(`outcomes.${code}.name`, name),
    ...empty(`outcomes.${code}.text`, text),
  ]);
  const lost = (found: readonly string[] | undefined, one: string) =>
    one === '' || (found !== undefined && !found.includes(one));
  return [
    ...empty('name', pack.name),
    ...empty('description', pack.description),
    ...(lost(known?.forms, pack.startForm) ? [{ path: 'startForm', rule: 'startForm' as const }] : []),
    ...(lost(known?.processes, pack.process) ? [{ path: 'process', rule: 'process' as const }] : []),
    ...stages,
    ...outcomes,
  ];
}

/** Stages of the lane: those that one beside it may lead back to. */
export function laneOf(pack: PackFile): readonly StageEntry[] {
  return pack.stages.filter(({ lane }) => lane);
}

/** Whether it has to be said where the way goes on after it. */
export function needsAfter({ lane, ends, visibility }: StageEntry): boolean {
  return !lane && !ends && visibility !== 'internal';
}

function stageFaults(pack: PackFile, stage: StageEntry): readonly PackFault[] {
  const at = `stages.${stage.code}`;
  const shown = pack.stages.find(({ code }) => code === stage.shownAs);
  const after = pack.stages.find(({ code }) => code === stage.after);
  const hidden = stage.visibility !== 'public';
  return [
    ...empty(`${at}.name`, stage.name),
    ...empty(`${at}.text`, stage.text),
    ...(hidden && shown?.visibility !== 'public' ? [{ path: `${at}.shownAs`, rule: 'shownAs' as const }] : []),
    ...(needsAfter(stage) && after?.lane !== true ? [{ path: `${at}.after`, rule: 'after' as const }] : []),
  ];
}

function empty(path: string, words: Localised): readonly PackFault[] {
  return (['vi', 'en'] as const).flatMap((language) =>
    words[language].trim() === '' ? [{ path: `${path}.${language}`, rule: 'required' as const }] : [],
  );
}

/** Who sees a stage and where it stands say which other answers it needs. */
function settled({ shownAs, after, ...stage }: StageEntry): StageEntry {
  return {
    ...stage,
    ...(stage.visibility !== 'public' && shownAs !== undefined && shownAs !== '' && { shownAs }),
    ...(needsAfter(stage) && after !== undefined && after !== '' && { after }),
  };
}

function newCode(name: string, taken: readonly string[]): string {
  const base = keyOf(name).replaceAll('-', '_');
  let code = base;
  for (let next = 2; taken.includes(code); next += 1) code = `${base}_${next}`;
  return code;
}

type Entry = { readonly [key: string]: unknown };

function objectIn(content: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Entry[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function localisedOf(value: unknown): Localised {
  const words = isEntry(value) ? value : {};
  return { ...words, vi: wordOf(words['vi']), en: wordOf(words['en']) };
}

function namedOf(entry: Entry) {
  return { code: wordOf(entry['code']), name: localisedOf(entry['name']), text: localisedOf(entry['text']) };
}

/** Moves, failures and differences in words, with the names that people know in place of identifiers. */
import type { Language } from '#engine/cases/text/localised.ts';
import { describe } from '#engine/core/errors.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Difference } from '#engine/scenarios/expectations.ts';
import type { StepFailure } from '#engine/scenarios/perform.ts';
import type { Action } from '#engine/scenarios/scenario.ts';
import { promise } from '#portal/kit/format.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { TryTextKey } from '#portal/kit/texts/try.ts';
import type { Turn } from './play.ts';
import type { Stage } from './stage.ts';
import { nameOf } from './waits.ts';

export interface Speech {
  readonly t: Translate<TryTextKey>;
  readonly language: Language;
}

export function instantWords({ city }: Stage, at: Instant, { language }: Speech): string {
  return promise(at, language, city.surroundings.timeZone);
}

/** The name of an element; its id where it has none, or none is known. */
export function elementWords({ files }: Stage, element: string, { language }: Speech): string {
  const programs = [files.main, ...Object.values(files.programs)];
  const node = programs.map(({ nodes }) => nodes[element]).find((one) => one !== undefined);
  return node === undefined ? element : nameOf(node)[language];
}

/** A connection by its own name, else by what it leads from and to. */
export function flowWords(stage: Stage, flow: string, speech: Speech): string {
  const found = stage.files.main.flows[flow];
  if (found === undefined) return flow;
  const [from, to] = [found.source, found.target].map((id) => elementWords(stage, id, speech));
  return speech.t('flowBetween', { from: from ?? '', to: to ?? '' });
}

export function moveWords(stage: Stage, { move: { step }, at }: Pick<Turn, 'move' | 'at'>, speech: Speech): string {
  const { t } = speech;
  const { action } = step;
  switch (action.kind) {
    case 'complete':
    case 'fail':
      return t(`move_${action.kind}`, { name: elementWords(stage, action.at.element, speech) });
    case 'error':
    case 'escalation':
      return t(`move_${action.kind}`, { name: elementWords(stage, action.at.element, speech), code: action.code });
    case 'message':
    case 'signal':
      return t(`move_${action.kind}`, { name: action.name });
    case 'advance':
      return t('move_advance', { at: instantWords(stage, at, speech) });
    case 'retry':
      return t('move_retry', { name: elementWords(stage, action.element, speech) });
    case 'start':
    case 'expect':
      return t(`move_${action.kind}`);
    default:
      return t('move_other', { name: otherWords(action) });
  }
}

function otherWords(action: Action): string {
  return action.kind === 'task' ? `${action.verb} ${action.at.element}` : action.kind;
}

export function failureWords(stage: Stage, failure: StepFailure, speech: Speech): string {
  const { reason, of, rejection, differences, message } = failure;
  if (rejection !== null) return describe(rejection.code, rejection.params, speech.language);
  if (reason === 'differs') return differencesWords(stage, differences, speech);
  return reason === 'rejected'
    ? message
    : speech.t(`fault_${reason}`, { of: of === '' ? '–' : elementWords(stage, of, speech) });
}

export function differencesWords(stage: Stage, differences: readonly Difference[], speech: Speech): string {
  return differences.map((one) => differenceWords(stage, one, speech)).join('; ');
}

function differenceWords(stage: Stage, { about, of, expected, found }: Difference, speech: Speech): string {
  const say = (value: Json): string => valueWords(stage, about, value, speech);
  const name = about === 'variables' ? of : elementWords(stage, of, speech);
  return speech.t(`diff_${about}`, { of: name, expected: say(expected), found: say(found) });
}

function valueWords(stage: Stage, about: Difference['about'], value: Json, speech: Speech): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return speech.t('nowhere');
    return value.map((one: Json) => valueWords(stage, about, one, speech)).join(', ');
  }
  if (typeof value !== 'string') return value === null ? '–' : JSON.stringify(value);
  const { language } = speech;
  if (about === 'stage') return stage.pack.stages.get(value)?.name[language] ?? value;
  if (about === 'due') return instantWords(stage, Date.parse(value), speech);
  const { units, roles } = stage.city.city;
  if (about === 'assigned') return units.get(value)?.name[language] ?? roles.get(value)?.name[language] ?? value;
  if (about === 'state') return stateWords(value, speech);
  return about === 'variables' ? value : elementWords(stage, value, speech);
}

export function stateWords(state: string, { t }: Speech): string {
  const keys: Readonly<Record<string, TryTextKey>> = {
    active: 'stateActive',
    incident: 'stateIncident',
    completed: 'stateCompleted',
    terminated: 'stateTerminated',
    failed: 'stateFailed',
    suspended: 'stateSuspended',
    notStarted: 'stateNotStarted',
  };
  const key = keys[state];
  return key === undefined ? state : t(key);
}

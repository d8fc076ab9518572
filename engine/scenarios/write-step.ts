// A step as its file says it: the other way of `parse-steps.ts`.
import { Temporal } from 'temporal-polyfill';
import type { Json, Variables } from '#engine/core/values.ts';
import type { Action, ClockMove, Spot, Step } from './scenario.ts';
import type { WrittenStep } from './write-scenario.ts';

/** @param timeZone in which instants are written, e.g. `Asia/Ho_Chi_Minh` */
export function writtenStep({ action, refused }: Pick<Step, 'action' | 'refused'>, timeZone: string): WrittenStep {
  return { [action.kind]: bodyOf(action, timeZone), ...(refused && { refused }) };
}

/** ISO 8601 with the offset that the zone has then. */
export function instantText(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function bodyOf(action: Action, timeZone: string): Json {
  switch (action.kind) {
    case 'start': {
      const { message, signal, element } = action;
      return given({ ...ifAny({ message, signal, element }), variables: action.variables });
    }
    case 'complete':
      return given({ ...spotOf(action.at), variables: action.variables });
    case 'fail':
      return { ...spotOf(action.at), message: action.message, retries: action.retries };
    case 'error':
    case 'escalation':
      return given({ ...spotOf(action.at), code: action.code, variables: action.variables });
    case 'message':
      return given({
        name: action.name,
        ...(action.key !== undefined ? { correlation: action.key } : ifGiven('correlation', action.correlation)),
        variables: action.variables,
      });
    case 'signal':
      return given({ name: action.name, variables: action.variables });
    case 'set':
      return { ...ifAny({ element: action.element }), variables: action.variables };
    case 'advance':
      return clockText(action.clock, timeZone);
    case 'sendBack':
      return { ...spotOf(action.at), to: action.to, ...(action.undo && { undo: true }) };
    case 'recall':
    case 'retry':
    case 'finishAdHoc':
      return { element: action.element };
    case 'move':
      return { cancel: action.cancel, activate: action.activate };
    case 'migrate':
      return { model: action.model, map: action.map };
    case 'activate':
      return { element: action.element, ...ifAny({ in: action.inside }) };
    case 'suspend':
    case 'resume':
    case 'cancel':
      return {};
    case 'task': {
      const { at, verb, as, to, unit, role, until, priority, code, variables } = action;
      const who = ifAny({ as, to, unit, role, priority, code });
      const when = until === null ? {} : { until: clockText(until, timeZone) };
      return given({ ...spotOf(at), do: verb, ...who, ...when, variables });
    }
    case 'expect':
      return action.expected as Json;
  }
}

function spotOf({ element, nth }: Spot): { readonly element: string; readonly nth?: number } {
  return nth === 0 ? { element } : { element, nth };
}

function clockText(clock: ClockMove, timeZone: string): string {
  return 'by' in clock ? clock.by : instantText(clock.to, timeZone);
}

function ifAny(values: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function ifGiven(key: string, variables: Variables): { readonly [key: string]: Json } {
  return Object.keys(variables).length === 0 ? {} : { [key]: variables };
}

/** Variables are only said where there are any. */
function given({ variables, ...rest }: { readonly variables: Variables; readonly [key: string]: Json }): Json {
  return { ...rest, ...ifGiven('variables', variables) };
}

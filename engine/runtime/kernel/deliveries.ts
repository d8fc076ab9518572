/**
 * What a step says to other instances. It does not reach into them: it leaves rows that are carried out one by one,
 * each in a transaction of its own (`exchange.ts`), so that no step locks two instances, and a kill loses nothing.
 */
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import type { Caller } from '../kernel.ts';

/** By type; the fields are what its row keeps as `inputs`. */
export type Said =
  | { readonly type: 'message'; readonly message: string; readonly correlation: string; readonly variables: Variables }
  | { readonly type: 'signal'; readonly signal: string; readonly variables: Variables }
  | {
      readonly type: 'call';
      readonly call: string;
      readonly process: string;
      readonly version: Extract<Effect, { kind: 'callProcess' }>['version'];
      readonly variables: Variables;
    }
  | { readonly type: 'cancelCall' | 'suspendCall' | 'resumeCall'; readonly call: string }
  /** A command for one other instance. */
  | { readonly type: 'tell'; readonly instance: string; readonly command: Command }
  /** A new instance, begun by a signal. */
  | {
      readonly type: 'begin';
      readonly version: string;
      readonly process: string;
      readonly startEvent: string;
      readonly variables: Variables;
    };

export interface Delivery {
  readonly type: Said['type'];
  readonly element: string;
  readonly inputs: { readonly [name: string]: Json };
}

/** @param caller whose call the instance answers; null where nobody waits */
export function deliveriesOf(caller: Caller | null, effects: readonly Effect[]): readonly Delivery[] {
  // A call that the same step has given up is not made.
  const calls = new Set(effects.flatMap((effect) => (effect.kind === 'callProcess' ? [effect.call] : [])));
  const givenUp = new Set(
    effects.flatMap((effect) => (effect.kind === 'cancelCall' && calls.has(effect.call) ? [effect.call] : [])),
  );
  return effects.flatMap((effect) => {
    if ('call' in effect && givenUp.has(effect.call)) return [];
    const said = saidBy(effect, caller);
    return said === null ? [] : [deliveryOf(said, 'element' in effect ? effect.element : '')];
  });
}

export function deliveryOf({ type, ...inputs }: Said, element: string): Delivery {
  return { type, element, inputs: inputs as unknown as Delivery['inputs'] };
}

/** The other way round: a row says what it was written from. */
export function saidIn({ type, inputs }: { readonly type: string; readonly inputs: Delivery['inputs'] }): Said {
  return { type, ...inputs } as unknown as Said;
}

function saidBy(effect: Effect, caller: Caller | null): Said | null {
  switch (effect.kind) {
    case 'sendMessage':
      return {
        type: 'message',
        message: effect.message,
        correlation: effect.correlation ?? '',
        variables: effect.variables,
      };
    case 'broadcastSignal':
      return { type: 'signal', signal: effect.signal, variables: effect.variables ?? {} };
    case 'callProcess':
      return {
        type: 'call',
        call: effect.call,
        process: effect.process,
        version: effect.version,
        variables: effect.variables,
      };
    case 'cancelCall':
    case 'suspendCall':
    case 'resumeCall':
      return { type: effect.kind, call: effect.call };
    case 'escalate':
      return caller && tell(caller, { kind: 'escalateCall', call: caller.call, code: effect.code });
    case 'instanceEnded':
      return caller && tell(caller, answerOf(caller, effect));
    default:
      return null;
  }
}

function tell(caller: Caller, command: Command): Said {
  return { type: 'tell', instance: caller.instanceId, command };
}

/** An error that nobody caught is thrown in the caller; where an operator has cancelled it, one is asked there too. */
function answerOf({ call }: Caller, { state, variables, error }: Extract<Effect, { kind: 'instanceEnded' }>): Command {
  if (state === 'completed') return { kind: 'completeCall', call, variables };
  if (error !== undefined) return { kind: 'throwError', call, code: error, variables: {} };
  return { kind: 'failCall', call, message: 'it was cancelled' };
}

// What end events and throwing events do: BPMN 2.0.2 §10.5.5, §13.5.1.
import { correlationOf } from '../expressions/correlation.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import { cause, elementOf, type Run } from '../run.ts';
import type { NodeInstance } from '../state.ts';
import { cancelAround } from './cancel.ts';
import { compensate } from './compensate.ts';
import { contentOf } from './data.ts';
import { clearScope } from './interrupt.ts';
import { broadcast, escalateFrom, throwErrorFrom } from './throw.ts';
import { sightOf } from './variables.ts';

/** Several are thrown in the order of the model. @returns `waits` where the event must wait for what it has thrown */
export function throwAll(run: Run, node: NodeInstance, trigger: Trigger): 'done' | 'waits' {
  let outcome: 'done' | 'waits' = 'done';
  for (const single of triggersOf(trigger)) if (throwOne(run, node, single) === 'waits') outcome = 'waits';
  return outcome;
}

function throwOne(run: Run, node: NodeInstance, trigger: Trigger): 'done' | 'waits' {
  // What was thrown before may have ended the scope.
  if (run.state.scopes[node.scope] === undefined || run.state.life !== 'active') return 'done';
  const content = contentOf(elementOf(run, node.element), node);
  switch (trigger.kind) {
    case 'message':
      cause(run, {
        kind: 'sendMessage',
        message: trigger.message,
        ...correlationOf(trigger.correlation, sightOf(run, node.scope)),
        element: node.element,
        variables: content,
      });
      return 'done';
    case 'signal':
      broadcast(run, trigger.signal, { element: node.element, content });
      return 'done';
    case 'error':
      throwErrorFrom(run, { scope: node.scope }, trigger.code ?? '', content);
      return 'done';
    case 'escalation':
      escalateFrom(run, { scope: node.scope }, { code: trigger.code, element: node.element, content });
      return 'done';
    case 'terminate':
      clearScope(run, node.scope);
      return 'done';
    case 'compensation':
      return compensate(run, node, trigger);
    case 'cancel':
      return cancelAround(run, node);
    default:
      return 'done';
  }
}

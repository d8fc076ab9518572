// BPMN 2.0.2 §10.3.6, §13.3.4: another process does the work, as an instance of its own with its own variables.
import type { Effect } from '../../effects.ts';
import { type Sight, textOf, valueIn } from '../../expressions/expression.ts';
import type { CallActivity, Mapping } from '../../model/program.ts';
import { cause, type ElementBehaviour, emit, freshId, type Run } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import type { Json } from '../../values.ts';
import { contentOf } from '../../verbs/data.ts';
import { sightOf, variablesAt, writeVariables } from '../../verbs/variables.ts';

type CallProcess = Extract<Effect, { kind: 'callProcess' }>;

export const callActivity: ElementBehaviour<'callActivity'> = { enter: call, complete: takeResult, retry: callAgain };

function call(run: Run, node: NodeInstance, element: CallActivity): 'waits' {
  const sight = sightOf(run, node);
  const process = textOf(element.called, sight, 'process');
  const given = mapped(element.inputs, (mapping) => valueIn(mapping.value, sight));
  const variables = { ...(element.allIn ? variablesAt(run, node) : contentOf(element, node)), ...given };
  const id = freshId(run, 'c');
  emit(run, { kind: 'callOpened', node: node.id, call: id });
  const version = versionOf(element, sight);
  cause(run, { kind: 'callProcess', call: id, element: element.id, process, version, variables });
  return 'waits';
}

/** After a call that failed. */
function callAgain(run: Run, node: NodeInstance, element: CallActivity): void {
  call(run, node, element);
}

function versionOf({ version }: CallActivity, sight: Sight): CallProcess['version'] {
  if (version === undefined) return 'latest';
  if (typeof version === 'string') return version;
  const fixed = valueIn(version, sight);
  return { fixed: typeof fixed === 'number' ? String(fixed) : textOf(version, sight, 'version') };
}

/** Outputs see the called process's variables, and beneath them the caller's. */
function takeResult(run: Run, node: NodeInstance, element: CallActivity): void {
  const answer = node.answer ?? {};
  const sight = { variables: { ...variablesAt(run, node), ...answer }, env: run.env };
  const outputs = mapped(element.outputs, (mapping) => valueIn(mapping.value, sight));
  const named = (element.data?.outputs ?? []).filter((name) => Object.hasOwn(answer, name));
  const own = Object.fromEntries(named.map((name) => [name, answer[name] ?? null]));
  writeVariables(run, node, { ...(element.allOut ? answer : own), ...outputs });
}

function mapped(mappings: readonly Mapping[], value: (mapping: Mapping) => Json): { [name: string]: Json } {
  return Object.fromEntries(mappings.map((mapping) => [mapping.name, value(mapping)]));
}

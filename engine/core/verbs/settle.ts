// When no token can move any more by itself: conditions that have become true, joins that need not wait any longer, and
// scopes in which nothing is left. Each gives new work, or says that there is none.
import { holds } from '../expressions/expression.ts';
import { triggersOf } from '../model/triggers.ts';
import { isEmpty, valuesOf } from '../records.ts';
import { behaviourOf, elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { ConditionSubscription, Scope } from '../state.ts';
import { Stuck } from '../stuck.ts';
import { nextInOrder } from './ad-hoc.ts';
import { occur } from './catch.ts';
import { logInside } from './compensate.ts';
import { hasInputs, takeOut } from './data.ts';
import { openIncident } from './incidents.ts';
import { busyScopes, isQuiet } from './scopes.ts';
import { dropSubscriptions } from './subscriptions.ts';
import { endInstance, enterNode, finish } from './tokens.ts';
import { sightOf } from './variables.ts';

/** @returns whether there may be something to do again */
export function settle(run: Run): boolean {
  const scopes = valuesOf(run.state.scopes);
  const moved =
    askConditions(run) ||
    beginWithData(run) ||
    releaseJoins(run, scopes) ||
    continueAdHoc(run, scopes) ||
    endQuietScope(run, scopes);
  if (!moved && run.state.life === 'active') for (const scope of scopes) closeToEvents(run, scope);
  return moved;
}

/** BPMN 2.0.2 §10.5.5.2: a condition happens when it becomes true. */
function askConditions(run: Run): boolean {
  for (const subscription of valuesOf(run.state.subscriptions)) {
    if (subscription.kind !== 'conditional') continue;
    const held = asked(run, subscription);
    if (held === subscription.held) continue;
    emit(run, { kind: 'subscribed', subscription: { ...subscription, held } });
    if (!held) continue;
    occur(run, { ...subscription, held });
    return true;
  }
  return false;
}

/** BPMN 2.0.2 §10.4.2: an activity that is ready begins when what it needs has come. */
function beginWithData(run: Run): boolean {
  if (!run.program.awaitsData) return false;
  const ready = valuesOf(run.state.nodes).filter((node) => {
    const { data } = elementOf(run, node.element);
    if ((node.undoing ?? []).length > 0) return false;
    return (
      node.life === 'ready' &&
      node.incident === undefined &&
      node.job === undefined &&
      data !== undefined &&
      hasInputs(run, node, data)
    );
  });
  for (const { id } of ready.toReversed()) run.agenda.push({ kind: 'enter', node: id });
  return ready.length > 0;
}

/** A condition that cannot be evaluated is an incident at the activity that it stands at; until then nothing changes. */
function asked(run: Run, subscription: ConditionSubscription): boolean {
  try {
    return holdsNow(run, subscription);
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    const { host } = subscription;
    const node = host.kind === 'node' ? host.id : scopeOf(run, host.id).node;
    if (node !== null && nodeOf(run, node).incident === undefined) openIncident(run, node, error.code, error.params);
    return subscription.held;
  }
}

/** A condition over what is not there yet does not hold. @throws Stuck */
function holdsNow(run: Run, { element: id, index, host }: ConditionSubscription): boolean {
  const element = elementOf(run, id);
  const trigger = 'trigger' in element ? triggersOf(element.trigger)[index ?? 0] : undefined;
  if (trigger?.kind !== 'conditional') return false;
  const sight = sightOf(run, host.kind === 'scope' ? host.id : nodeOf(run, host.id).scope);
  return holds(trigger.condition, sight);
}

/** Joins that wait only for what can still come. */
function releaseJoins(run: Run, scopes: readonly Scope[]): boolean {
  for (const scope of scopes) {
    for (const gateway of waitingJoins(scope)) {
      const element = elementOf(run, gateway);
      const outcome = behaviourOf(run, element).release?.(run, element, scope.id) ?? null;
      if (outcome === null) continue;
      if (outcome === 'enter') enterNode(run, element, scope.id);
      return true;
    }
  }
  return false;
}

function waitingJoins({ parked, resets }: Scope): Iterable<string> {
  if (resets === undefined) return isEmpty(parked) ? [] : Object.keys(parked);
  return new Set([...Object.keys(parked), ...Object.keys(resets)]);
}

/** The next activity of a sequential ad-hoc sub-process that goes by itself. */
function continueAdHoc(run: Run, scopes: readonly Scope[]): boolean {
  for (const { id, adHoc } of scopes) {
    if (!adHoc?.open || valuesOf(run.state.nodes).some((node) => node.scope === id)) continue;
    const [next] = nextInOrder(run, id);
    if (next === undefined) continue;
    emit(run, { kind: 'adHocSet', scope: id, adHoc: { open: true, begun: [...adHoc.begun, next] } });
    enterNode(run, elementOf(run, next), id);
    return true;
  }
  return false;
}

/** Implicit end, when all tokens of a scope are consumed: of the innermost first. BPMN 2.0.2 §13.3.4, §13.5.6 */
function endQuietScope(run: Run, scopes: readonly Scope[]): boolean {
  const busy = busyScopes(run.state);
  for (const scope of scopes) {
    if (!isQuiet(run, scope, busy)) continue;
    if (scope.node === null) {
      dropSubscriptions(run, { kind: 'scope', id: scope.id });
      endInstance(run, 'complete');
      return false;
    }
    finishScope(run, scope.id, scope.node);
    return true;
  }
  return false;
}

/**
 * BPMN 2.0.2 §13.5.4: where only event sub-processes are left the scope is completing: it ends with them, and no other
 * begins.
 */
function closeToEvents(run: Run, { id, element, interrupted, parked, adHoc }: Scope): void {
  if (interrupted || adHoc?.open || (run.program.scopes[element]?.eventSubProcesses ?? []).length === 0) return;
  const inside = valuesOf(run.state.nodes).filter((node) => node.scope === id);
  const completing = inside.every((node) => elementOf(run, node.element).type === 'eventSubProcess');
  if (inside.length === 0 || !completing || Object.keys(parked).length > 0) return;
  dropSubscriptions(run, { kind: 'scope', id });
  emit(run, { kind: 'scopeInterrupted', scope: id });
}

function finishScope(run: Run, scope: string, node: string): void {
  dropSubscriptions(run, { kind: 'scope', id: scope });
  const inside = scopeOf(run, scope);
  logInside(run, inside, nodeOf(run, node));
  takeOut(run, nodeOf(run, node), inside);
  emit(run, { kind: 'scopeClosed', scope });
  finish(run, node);
}

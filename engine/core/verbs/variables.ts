// Scoped variables: what a node sees, and where a write goes.
import type { Sight } from '../expressions/expression.ts';
import { variablesCharactersMax } from '../model/limits.ts';
import { emit, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, State } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Json, Variables } from '../values.ts';
import { sizeBeyond } from './checks.ts';

/** The variables in scope: the inner scope's hide the outer's. */
export function variablesIn(state: State, scope: string): Variables {
  const own = state.scopes[scope];
  if (own === undefined) return {};
  return own.parent === null ? own.variables : { ...variablesIn(state, own.parent), ...own.variables };
}

/** Where something is seen from and written to: a scope, or a node with variables of its own in front of its scope. */
export type Place = string | NodeInstance;

export function sightOf(run: Run, place: Place): Sight {
  return { variables: variablesAt(run, place), env: run.env };
}

export function variablesAt(run: Run, place: Place): Variables {
  if (typeof place === 'string') return variablesIn(run.state, place);
  const { locals } = run.state.nodes[place.id] ?? place;
  const around = variablesIn(run.state, place.scope);
  return locals === undefined ? around : { ...around, ...locals };
}

/**
 * A write goes to the node or the nearest scope that declares the name, else to the outermost.
 * @throws Stuck where it is too much
 */
export function writeVariables(run: Run, place: Place, variables: Variables): void {
  if (typeof place === 'string') writeInScopes(run, place, variables);
  else writeInScopes(run, place.scope, writeLocals(run, place.id, variables));
}

/** @returns what the node does not declare */
function writeLocals(run: Run, id: string, variables: Variables): Variables {
  const { locals } = run.state.nodes[id] ?? {};
  if (locals === undefined) return variables;
  const own = Object.entries(variables).filter(([name]) => Object.hasOwn(locals, name));
  if (own.length === 0) return variables;
  checkSize({ ...locals, ...Object.fromEntries(own) });
  emit(run, { kind: 'localsSet', node: id, locals: Object.fromEntries(own) });
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !Object.hasOwn(locals, name)));
}

function writeInScopes(run: Run, scope: string, variables: Variables): void {
  const byScope = new Map<string, Record<string, Json>>();
  for (const [name, value] of Object.entries(variables)) {
    const owner = ownerOf(run, scope, name);
    const writes = byScope.get(owner) ?? {};
    writes[name] = value;
    byScope.set(owner, writes);
  }
  for (const [owner, writes] of byScope) {
    checkSize({ ...scopeOf(run, owner).variables, ...writes });
    emit(run, { kind: 'variablesSet', scope: owner, variables: writes });
  }
}

function checkSize(variables: Variables): void {
  const size = sizeBeyond(variables, variablesCharactersMax);
  if (size !== null) throw new Stuck('VALUE_TOO_LARGE', { size });
}

function ownerOf(run: Run, scopeId: string, name: string): string {
  const scope = scopeOf(run, scopeId);
  return scope.parent === null || Object.hasOwn(scope.variables, name) ? scope.id : ownerOf(run, scope.parent, name);
}

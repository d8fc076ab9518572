// Scoped variables: what a node sees, and where a write goes.
import type { Sight } from '../expressions/expression.ts';
import { variablesCharactersMax } from '../model/limits.ts';
import { emit, type Run, scopeOf } from '../run.ts';
import type { State } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Json, Variables } from '../values.ts';
import { sizeBeyond } from './checks.ts';

/** The variables in scope: the inner scope's hide the outer's. */
export function variablesIn(state: State, scope: string): Variables {
  const own = state.scopes[scope];
  if (own === undefined) return {};
  return own.parent === null ? own.variables : { ...variablesIn(state, own.parent), ...own.variables };
}

export function sightOf(run: Run, scope: string): Sight {
  return { variables: variablesIn(run.state, scope), env: run.env };
}

/** A write goes to the nearest scope that declares the name, else to the outermost. @throws Stuck where it is too much */
export function writeVariables(run: Run, scope: string, variables: Variables): void {
  const byScope = new Map<string, Record<string, Json>>();
  for (const [name, value] of Object.entries(variables)) {
    const owner = ownerOf(run, scope, name);
    const writes = byScope.get(owner) ?? {};
    writes[name] = value;
    byScope.set(owner, writes);
  }
  for (const [owner, writes] of byScope) {
    const size = sizeBeyond({ ...scopeOf(run, owner).variables, ...writes }, variablesCharactersMax);
    if (size !== null) throw new Stuck('VALUE_TOO_LARGE', { size });
    emit(run, { kind: 'variablesSet', scope: owner, variables: writes });
  }
}

function ownerOf(run: Run, scopeId: string, name: string): string {
  const scope = scopeOf(run, scopeId);
  return scope.parent === null || Object.hasOwn(scope.variables, name) ? scope.id : ownerOf(run, scope.parent, name);
}

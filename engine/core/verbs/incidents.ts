// A node that cannot go on keeps its place; somebody helps, and the same phase is tried again.
import { type CoreCode, describe, type Params } from '../errors.ts';
import { cause, emit, freshId, nodeOf, type Run } from '../run.ts';

export function openIncident(run: Run, node: string, code: CoreCode, params: Params = {}): void {
  const id = freshId(run, 'i');
  emit(run, { kind: 'incidentOpened', node, incident: { id, code } });
  const { element } = nodeOf(run, node);
  cause(run, { kind: 'openIncident', incident: id, element, code, message: describe(code, params) });
}

export function closeIncident(run: Run, node: string): void {
  const { incident } = nodeOf(run, node);
  if (incident === undefined) return;
  emit(run, { kind: 'incidentClosed', node });
  cause(run, { kind: 'closeIncident', incident: incident.id });
}

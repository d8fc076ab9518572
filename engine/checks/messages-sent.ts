// Which messages a process sends where, and to whom, as far as it names them outright.
import type { MessageTemplate } from '#engine/cases/notices.ts';
import type { Mapping } from '#engine/core/model/program.ts';
import { type Drawn, elementsOf, type ReadService } from './service.ts';

export interface Sending extends Drawn {
  readonly element: string;
  /** Undefined: an expression says which. */
  readonly code: string | undefined;
  /** Undefined: the service has none of this code. */
  readonly template: MessageTemplate | undefined;
  readonly toUnit: boolean;
  readonly inputs: readonly Mapping[];
}

/** Steps of the built-in job `notice`, as it reads them. */
export function sendingsOf(service: ReadService): readonly Sending[] {
  return elementsOf(service).flatMap(({ path, program, node }): readonly Sending[] => {
    if (node.type !== 'sendTask' && node.type !== 'serviceTask') return [];
    if (node.jobType.kind !== 'literal' || node.jobType.value !== 'notice') return [];
    const { inputs } = node;
    const named = inputs.find(({ name }) => name === 'message' || name === 'template')?.value;
    const code = named?.kind === 'literal' ? named.value : undefined;
    const template = service.messages.get(code ?? '');
    const to = inputs.find(({ name }) => name === 'to')?.value;
    // Any unit may be named; whatever says so is not for the reporter.
    const toUnit = template?.audience === 'unit' || (to?.kind === 'literal' && to.value === 'unit');
    return [{ path, program, element: node.id, code, template, toUnit, inputs }];
  });
}

// What service and send task share: something outside does the work and answers. BPMN 2.0.2 §13.3.3.
import { type Sight, sourceOf, textOf, valueIn } from '../../expressions/expression.ts';
import { parseTries, type Tries, triesDefault } from '../../expressions/retries.ts';
import type { JobTask, Mapping } from '../../model/program.ts';
import { cause, emit, freshId, nodeOf, type Run } from '../../run.ts';
import { scriptJobType } from '../../scripts.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import type { Json } from '../../values.ts';
import { continuationJobType } from '../../verbs/continuation.ts';
import { contentOf } from '../../verbs/data.ts';
import { jobPriority } from '../../verbs/priority.ts';
import { sightOf, writeVariables } from '../../verbs/variables.ts';

export function openJob(run: Run, node: NodeInstance, element: JobTask): 'waits' {
  const sight = sightOf(run, node);
  const type = textOf(element.jobType, sight, 'job type');
  if (type === scriptJobType || type === continuationJobType) throw new Stuck('JOB_TYPE_RESERVED', { type });
  const { tries, waits } = triesOf(element, sight);
  const job = freshId(run, 'j');
  emit(run, { kind: 'jobOpened', node: node.id, job });
  cause(run, {
    kind: 'createJob',
    job,
    node: node.id,
    element: element.id,
    type,
    inputs: {
      ...contentOf(element, nodeOf(run, node.id)),
      ...mapped(element.inputs, (mapping) => valueIn(mapping.value, sight)),
    },
    retries: tries,
    ...(waits !== undefined && { waits }),
    ...jobPriority(run, element.id, sight),
  });
  return 'waits';
}

/** @throws Stuck VALUE_MISSING where it is neither a number nor a list of waits */
function triesOf({ retries }: JobTask, sight: Sight): Tries {
  if (retries === null) return { tries: triesDefault };
  const value = valueIn(retries, sight);
  const tries = typeof value === 'number' || typeof value === 'string' ? parseTries(String(value)) : null;
  if (tries !== null) return tries;
  throw new Stuck('VALUE_MISSING', { source: sourceOf(retries), needed: 'number of retries' });
}

/** The answer becomes variables: as mapped, or as it is where nothing is mapped. */
export function takeAnswer(run: Run, node: NodeInstance, element: JobTask): void {
  const answer = node.answer ?? {};
  const sight = sightOf(run, node);
  const inSight = { variables: { ...sight.variables, ...answer }, env: run.env };
  const outputs = mapped(element.outputs, (mapping) => valueIn(mapping.value, inSight));
  writeVariables(run, node, element.outputs.length === 0 ? answer : outputs);
}

/** A job given up on is replaced by a new one, with inputs as they are now. */
export function reopenJob(run: Run, node: NodeInstance, element: JobTask): void {
  if (node.job !== undefined) emit(run, { kind: 'jobMoved', node: node.id, move: 'cancel' });
  openJob(run, node, element);
}

function mapped(mappings: readonly Mapping[], value: (mapping: Mapping) => Json): { [name: string]: Json } {
  return Object.fromEntries(mappings.map((mapping) => [mapping.name, value(mapping)]));
}

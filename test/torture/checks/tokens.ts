/** Saved states against the rows that stand for what they wait for: tasks, timers, jobs, subscriptions, incidents. */
import { type Reader, textOf } from './database.ts';
import { type Fault, type Finding, finding } from './finding.ts';

/** The parts of a saved state that are looked at; written down here once more, so that the engine cannot agree with itself. */
interface SavedState {
  readonly life: string;
  readonly nodes: Readonly<Record<string, SavedNode>>;
  readonly subscriptions: Readonly<Record<string, SavedSubscription>>;
}

interface SavedNode {
  readonly id: string;
  readonly task?: { readonly id: string; readonly life: string; readonly assignee?: string };
  readonly job?: { readonly id: string; readonly life: string };
  readonly incident?: { readonly id: string };
  readonly call?: { readonly id: string };
}

interface SavedSubscription {
  readonly kind: string;
  readonly id: string;
  readonly dueAt?: number;
}

/** What one thing that is waited for looks like, in the state and as a row. */
type Waiting = Map<string, string>;

const ended = new Set(['completed', 'terminated', 'failed']);
const over = new Set(['completed', 'failed', 'error', 'exited', 'obsolete', 'done', 'cancelled']);

export async function checkTokens(reader: Reader): Promise<readonly Finding[]> {
  const instances = await reader.rows(
    'select hex(id) as id, state, version, snapshot, ended_at from process_instance order by id',
  );
  const expected: Waiting = new Map();
  const findings: Finding[] = [];
  for (const row of instances) {
    const id = textOf(row, 'id');
    const state = JSON.parse(textOf(row, 'snapshot')) as SavedState;
    if (state.life !== row['state'])
      findings.push(finding('TOKEN_DIFFERS', `instance ${id} is ${state.life}, its row ${row['state']}`));
    if (ended.has(state.life) !== (row['ended_at'] !== null))
      findings.push(finding('TOKEN_DIFFERS', `end of instance ${id}`));
    if (ended.has(state.life)) continue;
    if (isStuck(state)) findings.push(finding('TOKEN_LOST', `instance ${id} is ${state.life} and has no token left`));
    for (const [key, what] of waitsOf(id, state)) expected.set(key, what);
  }
  const rows = await rowsOf(reader);
  return [...findings, ...compare(expected, rows)];
}

function isStuck(state: SavedState): boolean {
  return Object.keys(state.nodes).length === 0;
}

function* waitsOf(instance: string, state: SavedState): Iterable<readonly [string, string]> {
  for (const node of Object.values(state.nodes)) {
    if (node.task && !over.has(node.task.life)) {
      // A suspended task remembers what it was; its row says only that it is suspended.
      const life = node.task.life.split('.')[0];
      yield [`task ${instance} ${node.task.id}`, `${life} ${node.task.assignee ?? ''}`];
    }
    if (node.job && !over.has(node.job.life)) yield [`job ${instance} ${node.job.id}`, ''];
    if (node.incident) yield [`incident ${instance} ${node.incident.id}`, ''];
  }
  for (const { kind, id, dueAt } of Object.values(state.subscriptions)) {
    if (kind === 'timer') yield [`timer ${instance} ${id}`, String(dueAt)];
    else if (kind !== 'conditional') yield [`subscription ${instance} ${id}`, kind];
  }
}

const questions: readonly (readonly [name: string, sql: string])[] = [
  [
    'task',
    `select hex(instance_id) as i, task_key as k, concat_state as v from (select instance_id, task_key, {state} as concat_state from task where is_open = 1) open_task`,
  ],
  ['timer', `select hex(instance_id) as i, job_key as k, due_at as v from job where kind = 'timer'`],
  ['job', `select hex(instance_id) as i, job_key as k, '' as v from job where kind = 'connector'`],
  ['subscription', `select hex(instance_id) as i, subscription_key as k, kind as v from subscription`],
  [
    'incident',
    `select hex(instance_id) as i, incident_key as k, '' as v from incident where is_open = 1 and incident_key <> ''`,
  ],
];

async function rowsOf(reader: Reader): Promise<readonly (readonly [string, string])[]> {
  const joined = reader.dialect === 'sqlite' ? `state || ' ' || assignee` : `concat(state, ' ', assignee)`;
  const found: (readonly [string, string])[] = [];
  for (const [name, sql] of questions) {
    for (const row of await reader.rows(sql.replace('{state}', joined))) {
      found.push([`${name} ${textOf(row, 'i')} ${textOf(row, 'k')}`, textOf(row, 'v')]);
    }
  }
  return found;
}

function compare(expected: Waiting, rows: readonly (readonly [string, string])[]): Finding[] {
  const left = new Map(expected);
  const findings: Finding[] = [];
  const add = (fault: Fault, where: string) => findings.push(finding(fault, where));
  for (const [key, value] of rows) {
    const wanted = left.get(key);
    if (wanted === undefined) add('TOKEN_LEFT', key);
    else if (wanted !== value) add('TOKEN_DIFFERS', `${key}: ${value} instead of ${wanted}`);
    left.delete(key);
  }
  for (const key of left.keys()) add('TOKEN_LOST', key);
  return findings;
}

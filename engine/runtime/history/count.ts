/** What one instance adds to the figures: from its journal and history rows of certain commands. Pure. */
import { isLate } from '#engine/cases/clocks/late.ts';
import type { Instant } from '#engine/core/values.ts';
import type { HistoryRow, JournalRow } from '../ports/engine.ts';
import type { CountedTask, FigureRow, UncountedInstance } from '../ports/figures.ts';
import { bucketOf, bucketsMax } from './buckets.ts';
import type { Measure } from './measures.ts';
import { movesByTask, type TaskMoves, taskSpans } from './spans.ts';

export interface Counting {
  readonly instance: UncountedInstance;
  /** Both from the first row on: what ends now may have begun long ago. */
  readonly journal: readonly JournalRow[];
  readonly history: readonly HistoryRow[];
  readonly tasks: readonly CountedTask[];
  readonly whole: Whole;
  readonly dayOf: (at: Instant) => number;
  /** Whether the model names one person for the task of this element. */
  readonly isAssigned: (serviceVersionId: string, processId: string, element: string) => boolean;
}

/** What the end of an instance says of the matter that it is about. */
export interface Whole {
  /** The matter went on in another instance: its end is counted there. */
  readonly goesOn: boolean;
  /** When the matter began, with this instance or with one that it goes on from. */
  readonly begunAt: Instant;
}

type Part = Omit<FigureRow, 'times' | 'totalMs' | 'buckets'> & { readonly ms: number };

/** @returns one row for each key, in the order of their keys, so that processes that add them lock them in one order */
export function figuresOf(counting: Counting): readonly FigureRow[] {
  return summed([...endedNodes(counting), ...endedInstance(counting)]);
}

/** Rows of several instances as one row for each key, in the order of their keys. */
export function mergedFigures(rows: readonly FigureRow[]): readonly FigureRow[] {
  const sums = new Map<string, FigureRow>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = sums.get(key);
    const buckets =
      before === undefined ? row.buckets : row.buckets.map((n, index) => n + (before.buckets[index] ?? 0));
    const [times, totalMs] = [row.times + (before?.times ?? 0), row.totalMs + (before?.totalMs ?? 0)];
    sums.set(key, { ...row, times, totalMs, buckets });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function* endedNodes(counting: Counting): Generator<Part> {
  const { instance, journal, history, tasks, dayOf } = counting;
  const begun = new Map<string, Instant>();
  const moves = movesByTask(journal.filter(({ number }) => number <= instance.version));
  const taskOf = new Map(tasks.map((task) => [task.node, task]));
  for (const { number, node, element, event, at } of history) {
    if (number > instance.version) break;
    if (event === 'activated') begun.set(node, at);
    if (event === 'activated' || number <= instance.rolled) continue;
    const place = placeAt(instance, journal, number);
    const isMoment = event === 'taken' || event === 'sentBack';
    const task = isMoment ? undefined : taskOf.get(node);
    const where = { serviceVersionId: place.serviceVersionId, day: dayOf(at), element, unit: task?.unit ?? '' };
    const ended: Ended = { where, event, begunAt: begun.get(node) ?? at, at };
    yield { ...where, measure: event, ms: isMoment ? 0 : Math.max(0, at - ended.begunAt) };
    if (task === undefined || event !== 'completed') continue;
    const assigned = counting.isAssigned(place.serviceVersionId, place.processId, element);
    yield* completedTask(ended, task, moves.get(task.key) ?? [], assigned);
  }
}

interface Ended {
  readonly where: Omit<Part, 'measure' | 'ms'>;
  readonly event: Measure;
  readonly begunAt: Instant;
  readonly at: Instant;
}

function* completedTask(
  { where, begunAt, at }: Ended,
  { dueAt }: CountedTask,
  moves: TaskMoves,
  assigned: boolean,
): Generator<Part> {
  const spans = taskSpans({ openedAt: begunAt, closedAt: at }, moves, assigned, at);
  yield { ...where, measure: 'waiting', ms: spans.waitingMs };
  if (spans.takenAt !== undefined) yield { ...where, measure: 'working', ms: spans.workingMs };
  if (dueAt !== null && isLate(dueAt, at)) yield { ...where, measure: 'late', ms: at - dueAt };
}

/** What is to be added where the end of an instance was counted, and is the end of nothing any more. */
export function endTakenBack(counting: Pick<Counting, 'instance' | 'whole' | 'dayOf'>): readonly FigureRow[] {
  return summed([...endedInstance(counting)]).map((row) => ({
    ...row,
    times: -row.times,
    totalMs: -row.totalMs,
    buckets: row.buckets.map((count) => -count),
  }));
}

/** After its end an instance takes no command, so the last command is counted once, and the end with it. */
function* endedInstance({ instance, whole, dayOf }: Pick<Counting, 'instance' | 'whole' | 'dayOf'>): Generator<Part> {
  const { state, endedAt, serviceVersionId } = instance;
  if (endedAt === null || state === 'active' || state === 'suspended' || whole.goesOn) return;
  yield { serviceVersionId, day: dayOf(endedAt), element: '', unit: '', measure: state, ms: endedAt - whole.begunAt };
}

/** The version that an instance ran on when a command was carried out: migrations stand in its journal. */
function placeAt(instance: UncountedInstance, journal: readonly JournalRow[], number: number) {
  for (const row of journal) if (row.number > number && row.command.kind === 'migrate') return row.command.from;
  return instance;
}

function summed(parts: readonly Part[]): readonly FigureRow[] {
  return mergedFigures(
    parts.map(({ ms, ...where }) => {
      const buckets = Array.from({ length: bucketsMax }, () => 0);
      buckets[bucketOf(ms)] = 1;
      return { ...where, times: 1, totalMs: ms, buckets };
    }),
  );
}

function keyOf({ serviceVersionId, day, element, unit, measure }: FigureRow): string {
  return JSON.stringify([serviceVersionId, day, element, unit, measure]);
}

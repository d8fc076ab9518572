/** What officials do with a task of theirs: find it, mostly claim it, complete it, send it back, take it back. */
import { randomUUID } from 'node:crypto';
import { officials, submission } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import type { Body } from '#test/support/visitor.ts';
import type { Told } from '../asking.ts';
import type { Case, Step } from './case.ts';

const whoDoes: Readonly<Record<string, string>> = {
  verify: officials.operator,
  takeOn: officials.officer,
  handle: officials.officer,
  approve: officials.head,
  redo: officials.head,
  review: officials.publisher,
  confirm: officials.coordinator,
};

/** A step that another version calls otherwise. */
const alsoCalled: Readonly<Record<string, string>> = { approve: 'sign' };

/** Names of steps, as the ways back tell of them. */
const namesOf: Readonly<Record<string, string>> = {
  verify: 'Xác minh, phân loại',
  handle: 'Xử lý',
  approve: 'Duyệt kết quả',
};

/** A task as it stands in the worklist. */
export interface Found {
  readonly task: string;
  readonly caseId: string;
  readonly element: string;
}

export interface Doing {
  readonly element: string;
  readonly values: object;
  /** Happens while the task is being completed. */
  readonly beside?: (at: Case, found: Found) => Promise<unknown>;
}

/** @returns the task that was done; undefined where it was not */
export async function doTask(at: Case, { element, values, beside }: Doing): Promise<Found | undefined> {
  const found = await findTask(at, element);
  if (found === 'unanswered') return undefined;
  if (found === undefined) {
    await at.desk.stale({ kind: 'claim', by: whoDoes[element] ?? '', element, register: at.register });
    return undefined;
  }
  const detail = await taken(at, element, found);
  if (detail === undefined || detail.status >= 400) return undefined;
  const photos = element === 'handle' && at.random.chance(5);
  const evidence: Readonly<Record<string, Buffer>> = photos ? { afterPhotos: await photoWithPosition('#3366aa') } : {};
  const complete = () => completeOnce(at, element, found, { ...detail.body.formData, ...values }, evidence);
  const [done] = await Promise.all([complete(), beside?.(at, found)]);
  // What happened beside it may have been in its way for a moment.
  return done || (beside !== undefined && (await complete())) ? found : undefined;
}

export function official(element: string, values: object, beside?: Doing['beside']): Step {
  return async (at) => (await doTask(at, { element, values, ...(beside && { beside }) })) !== undefined;
}

/** @returns undefined where it is not in the worklist of who does it */
export async function findTask({ desk, register }: Case, element: string): Promise<Found | undefined | 'unanswered'> {
  const list = await desk.read(whoDoes[element] ?? '', `/api/v1/tasks?view=unit&q=${register}`);
  if (list === undefined) return 'unanswered';
  const names = [element, alsoCalled[element]];
  const item: Body = list.body.items?.find((one: Body) => names.includes(one.element));
  return item === undefined ? undefined : { task: item.taskId, caseId: item.caseId, element: item.element };
}

/** Mostly claimed, sometimes only looked at. */
async function taken(at: Case, element: string, found: Found): Promise<Told | undefined> {
  const { desk, random } = at;
  if (random.chance(80)) return await claim(at, element, found);
  return await desk.read(whoDoes[element] ?? '', `/api/v1/tasks/${found.task}`);
}

export async function claim({ desk, register }: Case, element: string, found: Found): Promise<Told | undefined> {
  const facts = { kind: 'claim', by: whoDoes[element] ?? '', task: found.task, element: found.element } as const;
  return await desk.command({ path: `/api/v1/tasks/${found.task}/claim`, facts: { ...facts, register } });
}

/** Now and then two windows send it at once, each with a key of its own, or one sends what it has sent before. */
async function completeOnce(
  { desk, random, register }: Case,
  element: string,
  found: Found,
  values: object,
  files: Readonly<Record<string, Buffer>>,
): Promise<boolean> {
  const { task } = found;
  const by = whoDoes[element] ?? '';
  const send = (key: string) =>
    desk.command({
      path: `/api/v1/tasks/${task}/complete`,
      body: () => submission(values, files, key),
      facts: { kind: 'complete', task, by, element: found.element, register },
    });
  const key = randomUUID();
  const rivals = random.chance(15) ? [send(key), send(randomUUID())] : [send(key)];
  const told = await Promise.all(rivals);
  return told.some((answer) => answer !== undefined && answer.status < 400);
}

/** Trả lại: from one step to an earlier one, where there is a way, and all that lies between is done again. */
export function sendBack(from: string, to: string, again: readonly Step[]): Step {
  return async (at) => {
    const { desk, random, register } = at;
    const found = await findTask(at, from);
    if (found === undefined || found === 'unanswered') return found === undefined;
    const by = whoDoes[from] ?? '';
    const ways = await desk.read(by, `/api/v1/tasks/${found.task}/ways-back`);
    if (!Array.isArray(ways?.body)) return ways !== undefined;
    const way: Body = ways.body.find(({ name }: Body) => name.vi === namesOf[to]);
    if (way === undefined) return true;
    const back = { to: way.step, reason: 'Thiếu ảnh hiện trường', undo: random.chance(50) };
    const facts = { kind: 'sendBack', by, task: found.task, element: found.element, register } as const;
    const send = () => {
      const body = { ...back, submissionKey: randomUUID() };
      return desk.command({ path: `/api/v1/tasks/${found.task}/send-back`, body: () => body, facts });
    };
    const told = await Promise.all(random.chance(15) ? [send(), send()] : [send()]);
    if (!told.some((one) => one !== undefined && one.status < 400)) return true;
    for (const step of again) if (!(await step(at))) return false;
    return true;
  };
}

/** Thu hồi: who has done a step takes it back, sometimes while the next one takes up what follows; then it is done again. */
export function recalled(doing: Doing, next: string): Step {
  return async (at) => {
    const { desk, random, register } = at;
    const done = await doTask(at, doing);
    if (done === undefined) return false;
    const body = { reason: 'Nhầm hồ sơ', submissionKey: randomUUID() };
    const recall = desk.command({
      path: `/api/v1/tasks/${done.task}/recall`,
      body: () => body,
      facts: { kind: 'recall', by: whoDoes[doing.element] ?? '', task: done.task, element: done.element, register },
      learn: (answer) => ({ next: answer.next }),
    });
    const rival = random.chance(50) ? takeUp(at, next) : undefined;
    const [told] = await Promise.all([recall, rival]);
    if (told === undefined) return false;
    return told.status >= 400 || (await doTask(at, doing)) !== undefined;
  };
}

async function takeUp(at: Case, element: string): Promise<void> {
  const found = await findTask(at, element);
  if (found !== undefined && found !== 'unanswered') await claim(at, element, found);
}

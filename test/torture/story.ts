/** The ways on which a report goes through the city: chosen by chance, each step a command in the ledger. */
import { randomUUID } from 'node:crypto';
import { officials, place, submission, texts } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import type { Body } from '#test/support/visitor.ts';
import type { Desk } from './asking.ts';
import type { Random } from './random.ts';

export interface Story {
  readonly desk: Desk;
  readonly random: Random;
  /** Another number for each story. */
  readonly phone: string;
  /** Asked between two steps: whether to leave the case as it is. */
  readonly stopped: () => boolean;
}

interface Case extends Story {
  readonly register: string;
  readonly code: string;
  /** What the reporter shows beside the code. */
  readonly secret: string;
}

/** One report from the citizen's form to its end, or as far as chance takes it. */
export async function tell(story: Story): Promise<void> {
  const { random, stopped } = story;
  const { steps, long } = plan(random);
  const opened = await report(story, long);
  if (opened === undefined) return;
  // Every tenth case is left somewhere on its way: what it waits for is looked at too.
  const left = random.chance(10) ? random.below(8) : 100;
  for (const [index, step] of steps.entries()) {
    if (stopped() || index >= left) return;
    if (!(await step(opened))) return;
  }
}

type Step = (at: Case) => Promise<boolean>;

interface Plan {
  readonly steps: readonly Step[];
  /** The reporter is told more than three times: by e-mail alone, because a number gets three SMS in ten minutes. */
  readonly long: boolean;
}

function plan(random: Random): Plan {
  const asked = random.chance(10);
  const more = asked ? [official('verify', { outcome: 'needInfo', question: 'Hố ga nào?' }), supplement] : [];
  if (random.chance(10)) {
    return { steps: [...more, official('verify', { outcome: 'reject', reason: 'Ngoài phạm vi' })], long: false };
  }
  const handle = official('handle', { outcome: 'done', resultText: texts.result });
  const approve = official('approve', { outcome: 'approve' });
  const again = random.chance(10)
    ? [official('approve', { outcome: 'return', returnedBecause: 'Thiếu ảnh' }), handle]
    : [];
  const done = [handle, ...again, approve, publish, rate('true')];
  const reopened = random.chance(10) ? [handle, ...again, approve, publish, rate('false')] : [];
  const begun = [official('verify', { outcome: 'accept' }), official('takeOn', { outcome: 'accept' })];
  return { steps: [...more, ...begun, ...reopened, ...done], long: asked || reopened.length > 0 };
}

async function report(story: Story, long: boolean): Promise<Case | undefined> {
  const { desk, random } = story;
  const phone = long ? undefined : story.phone;
  const email = long || random.chance(70) ? `dan.${story.phone}@example.vn` : undefined;
  const contacts = { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  const key = randomUUID();
  const photos = random.chance(5) ? { photos: await photoWithPosition() } : {};
  const values = {
    category: 'HT-TN',
    description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa.',
    location: place,
    address: 'Cổng chính chợ Lam Đông',
    name: 'Võ Kim Em',
    ...contacts,
  };
  const told = await desk.command({
    path: '/api/v1/reports',
    body: () => submission(values, photos, key),
    facts: { kind: 'report', by: 'citizen', ...contacts },
  });
  if (told === undefined || told.status >= 400) return undefined;
  const { registerNumber: register, trackingCode: code, pin } = told.body;
  return { ...story, register, code, secret: pin ?? story.phone.slice(-4) };
}

const whoDoes: Readonly<Record<string, string>> = {
  verify: officials.operator,
  takeOn: officials.officer,
  handle: officials.officer,
  approve: officials.head,
  review: officials.publisher,
};

/** An official finds the task, mostly claims it, and completes it. */
function official(element: string, values: object): Step {
  return async (at) => {
    const { desk, random, register } = at;
    const by = whoDoes[element] ?? '';
    const facts = { by, element, register };
    const list = await desk.read(by, `/api/v1/tasks?view=unit&q=${register}`);
    if (list === undefined) return false;
    const found: Body = list.body.items?.find((item: Body) => item.element === element);
    if (found === undefined) {
      await desk.stale({ kind: 'claim', ...facts });
      return false;
    }
    const task: string = found.taskId;
    const detail = random.chance(80)
      ? await desk.command({ path: `/api/v1/tasks/${task}/claim`, facts: { kind: 'claim', task, ...facts } })
      : await desk.read(by, `/api/v1/tasks/${task}`);
    if (detail === undefined || detail.status >= 400) return false;
    const evidence =
      element === 'handle' && random.chance(5) ? { afterPhotos: await photoWithPosition('#3366aa') } : {};
    return await complete(at, task, { by, element }, { ...detail.body.formData, ...values }, evidence);
  };
}

/** Now and then two windows send it at once, each with a key of its own, or one sends what it has sent before. */
async function complete(
  { desk, random, register }: Case,
  task: string,
  { by, element }: { readonly by: string; readonly element: string },
  values: object,
  files: Readonly<Record<string, Buffer>>,
): Promise<boolean> {
  const send = (key: string) =>
    desk.command({
      path: `/api/v1/tasks/${task}/complete`,
      body: () => submission(values, files, key),
      facts: { kind: 'complete', task, by, element, register },
    });
  const key = randomUUID();
  const rivals = random.chance(15) ? [send(key), send(randomUUID())] : [send(key)];
  const told = await Promise.all(rivals);
  return told.some((answer) => answer !== undefined && answer.status < 400);
}

async function publish(at: Case): Promise<boolean> {
  const { publicTitle, publicText, publicAnswer } = texts;
  const outcome = at.random.chance(80) ? 'publish' : 'keep';
  const words = outcome === 'publish' ? { publicTitle, publicText, publicAnswer } : {};
  return await official('review', { outcome, ...words })(at);
}

function supplement(at: Case): Promise<boolean> {
  return answer(at, 'supplement', { supplementText: 'Hố ga cạnh ki-ốt số 17.' });
}

function rate(solved: 'true' | 'false'): Step {
  return (at) => answer(at, 'rate', { rating: '4', solved, comment: 'Được' });
}

/** The reporter, with code and last four digits. */
async function answer(at: Case, element: string, values: object): Promise<boolean> {
  const { desk, register, code, secret } = at;
  const full = await desk.read('citizen', `/api/v1/reports/${code}/full`, { secret });
  if (full === undefined) return false;
  const found: Body = full.body.tasks?.find((one: Body) => one.element === element);
  const facts = { kind: 'answer', by: 'citizen', element, register } as const;
  if (found === undefined) {
    await desk.stale(facts);
    return false;
  }
  const key = randomUUID();
  const told = await desk.command({
    path: `/api/v1/reports/${code}/tasks/${found.taskId}/complete`,
    body: () => {
      const form = submission(values, {}, key);
      form.append('secret', secret);
      return form;
    },
    facts: { ...facts, task: found.taskId },
  });
  return told !== undefined && told.status < 400;
}

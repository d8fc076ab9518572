/** What the reporter does: reports, and answers what waits for them. */
import { randomUUID } from 'node:crypto';
import { place, submission } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import type { Body } from '#test/support/visitor.ts';
import type { Case, Step, Story } from './case.ts';

/** @param long the reporter is told more than three times: by e-mail alone, because a number gets three SMS in ten minutes */
export async function report(story: Story, long: boolean): Promise<Case | undefined> {
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
    learn: ({ registerNumber }) => ({ register: registerNumber }),
  });
  if (told === undefined || told.status >= 400) return undefined;
  const { registerNumber: register, trackingCode: code, pin } = told.body;
  return { ...story, register, code, secret: pin ?? story.phone.slice(-4) };
}

export function supplement(at: Case): Promise<boolean> {
  return answer(at, 'supplement', { supplementText: 'Hố ga cạnh ki-ốt số 17.' });
}

export function rate(solved: 'true' | 'false'): Step {
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

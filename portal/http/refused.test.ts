import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';
import { refusalLog, refusedLinesMax } from './refused.ts';

function watched() {
  const lines: (readonly [object, string])[] = [];
  let now = Date.UTC(2026, 10, 20);
  const log = { warn: (what: object, message: string) => lines.push([what, message]) };
  const note = refusalLog(log as never, () => now);
  const by = (accountId: string | null, url = '/api/v1/tasks/:id'): FastifyRequest =>
    ({
      id: 'r1',
      method: 'POST',
      url: '/api/v1/tasks/019a?q=Nguyễn',
      routeOptions: { url },
      member: accountId === null ? null : { accountId, username: 'an.nguyen', displayName: 'Nguyễn Văn An' },
    }) as unknown as FastifyRequest;
  return {
    lines,
    note,
    by,
    later: (ms: number) => {
      now += ms;
    },
  };
}
const forbidden = new Refusal('FORBIDDEN', 403);

test('S19 a refusal for want of a right is one line: account, operation, code and request, and no name', () => {
  const { lines, note, by } = watched();
  note(by('a1'), forbidden);
  const line = { actor: 'a1', route: 'POST /api/v1/tasks/:id', code: 'FORBIDDEN', status: 403, requestId: 'r1' };
  assert.deepEqual(lines, [[line, 'refused']]);
  assert.doesNotMatch(JSON.stringify(lines), /Nguyễn|nguyen|019a/);
});

test('what is another’s is not there, and that is written down too; who is not signed in, or typed wrongly, is not', () => {
  const { lines, note, by } = watched();
  note(by('a1'), new Refusal('NOT_FOUND', 404));
  note(by(null), new Refusal('NOT_FOUND', 404));
  note(by(null), new Refusal('NOT_SIGNED_IN', 401));
  note(by('a1'), new Refusal('INVALID_FIELDS', 422));
  assert.equal(lines.length, 1);
});

test('whoever is refused without end writes one line a minute, everybody together so many, and what is left out is counted', () => {
  const { lines, note, by, later } = watched();
  for (let times = 0; times < 1_000; times++) note(by('a1'), forbidden);
  assert.equal(lines.length, 1);
  for (let route = 0; route < 1_000; route++) note(by('a2', `/x/${route}`), forbidden);
  assert.equal(lines.length, refusedLinesMax);
  later(60_000);
  note(by('a1'), forbidden);
  assert.deepEqual(lines.slice(refusedLinesMax), [
    [{ leftOut: 999 + 1_000 - (refusedLinesMax - 1) }, 'refused more often'],
    lines[0],
  ]);
});

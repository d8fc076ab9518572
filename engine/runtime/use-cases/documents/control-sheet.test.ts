import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { How } from '#engine/cases/organisation/holdings.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { HoldingRow } from '../../ports/holdings.ts';
import type { PartRow } from '../../ports/parts.ts';
import { handOversOf, type Ledger } from './control-sheet.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-20T08:00:00+07:00');
const unit = (code: string, name: string) => [code, { name: { vi: name, en: name } }] as const;
const city = {
  units: new Map([unit('PVHCC', 'Trung tâm'), unit('VHXH', 'Phòng Văn hóa'), unit('CA', 'Công an')]),
  province: { timeZone: 'Asia/Ho_Chi_Minh' },
} as unknown as Ledger['city'];
const people = new Map([
  ['man', 'Lê Thị Mận'],
  ['oi', 'Phạm Văn Ổi'],
]);

function held(hours: number, how: How, at: string, person: string, element: string): HoldingRow {
  const facts = { caseId: 'c', fromUnit: '', category: '', ward: '', noteEntry: null, actor: '' };
  return { ...facts, id: `${hours}${how}`, at: start + hours * hour, how, unit: at, person, element };
}

function done(element: string, opened: number, closed: number | null, due: number | null): TaskRow {
  const at = (hours: number | null) => (hours === null ? null : start + hours * hour);
  return { element, name: `Bước ${element}`, openedAt: at(opened), closedAt: at(closed), dueAt: at(due) } as TaskRow;
}

const lines = (ledger: Partial<Ledger>) =>
  handOversOf({ holdings: [], tasks: [], parts: [], people, city, closedAt: null, now: start + 100 * hour, ...ledger });

test('each line says who handed it to whom, when it was taken up, when it was due and done', () => {
  const holdings = [
    held(0, 'received', '', '', ''),
    held(0, 'routed', 'PVHCC', '', 'check'),
    held(1, 'taken', 'PVHCC', 'man', 'check'),
    held(2, 'routed', 'VHXH', '', 'appraise'),
    held(3, 'taken', 'VHXH', 'oi', 'appraise'),
    held(6, 'reporter', '', 'citizen', 'supplement'),
    held(30, 'closed', '', '', ''),
  ];
  const tasks = [done('check', 0, 2, 2), done('appraise', 2, 6, 5), done('supplement', 6, 30, null)];
  const [first, second, third, ...none] = lines({ holdings, tasks, closedAt: start + 30 * hour });
  assert.deepEqual(first, {
    from: { unit: null, person: 'Người nộp hồ sơ' },
    to: { unit: 'Trung tâm', person: 'Lê Thị Mận' },
    at: start,
    takenAt: start + hour,
    step: 'Bước check',
    dueAt: start + 2 * hour,
    doneAt: start + 2 * hour,
    result: 'onTime',
    note: null,
  });
  assert.deepEqual(
    [second?.from, second?.to, second?.result],
    [{ unit: 'Trung tâm', person: 'Lê Thị Mận' }, { unit: 'Phòng Văn hóa', person: 'Phạm Văn Ổi' }, 'late'],
  );
  assert.deepEqual([third?.to.person, third?.result, none], ['Người nộp hồ sơ', null, []]);
});

test('what the desk took in went from the desk to who works on it; who did it without taking it is named', () => {
  const received = { unit: 'PVHCC', person: 'man', at: start };
  const tasks = [{ ...done('a', 0, 2, 9), closedBy: 'oi' }, done('b', 2, null, null)];
  const holdings = [
    held(0, 'received', '', '', ''),
    held(0, 'routed', 'VHXH', '', 'a'),
    held(2, 'routed', 'CA', '', 'b'),
  ];
  const found = lines({ received, holdings, tasks }).map(({ from, to }) => [from.person, to.unit, to.person]);
  assert.deepEqual(found, [
    ['Người nộp hồ sơ', 'Trung tâm', 'Lê Thị Mận'],
    ['Lê Thị Mận', 'Phòng Văn hóa', 'Phạm Văn Ổi'],
    ['Phạm Văn Ổi', 'Công an', null],
  ]);
  const own = [held(0, 'routed', 'PVHCC', '', 'check')];
  assert.equal(lines({ received, holdings: own }).length, 1, 'the desk’s own first step is its line');
});

test('the day before is early, the day itself in time; what is not done is under way or overdue', () => {
  const result = (closed: number | null, due: number) =>
    lines({ holdings: [held(0, 'routed', 'VHXH', '', 'a')], tasks: [done('a', 0, closed, due)] })[0]?.result;
  assert.deepEqual(
    [result(1, 24), result(1, 2), result(3, 2), result(null, 200), result(null, 2)],
    ['early', 'onTime', 'late', 'running', 'overdue'],
  );
});

test('what goes back to the pool and to somebody else are lines of their own', () => {
  const holdings = [
    held(0, 'routed', 'VHXH', '', 'a'),
    held(1, 'taken', 'VHXH', 'man', 'a'),
    held(2, 'released', 'VHXH', '', 'a'),
    held(3, 'assigned', 'VHXH', 'oi', 'a'),
  ];
  assert.deepEqual(
    lines({ holdings }).map(({ from, to, takenAt }) => [from.person, to.person, takenAt]),
    [
      ['Người nộp hồ sơ', 'Lê Thị Mận', start + hour],
      ['Lê Thị Mận', 'Phạm Văn Ổi', start + 3 * hour],
    ],
  );
});

test('a part of another unit stands among the rest in order of time', () => {
  const part = { leadUnit: 'VHXH', unit: 'CA', kind: 'opinion', endedAt: null } as PartRow;
  const asked = { ...part, askedAt: start + hour, dueAt: start + 200 * hour };
  const holdings = [held(0, 'routed', 'VHXH', '', 'a'), held(2, 'routed', 'PVHCC', '', 'b')];
  const found = lines({ holdings, parts: [asked] });
  assert.deepEqual(
    found.map(({ to, step }) => [to.unit, step]),
    [
      ['Phòng Văn hóa', null],
      ['Công an', 'Lấy ý kiến'],
      ['Trung tâm', null],
    ],
  );
  assert.equal(found[1]?.result, 'running');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Holding, heldBy, hows, returnInTheWay, timesReturned } from './holdings.ts';

const facts = { category: 'HT-TN', ward: '99016' };
const line = (at: number, how: Holding['how'], more: Partial<Holding> = {}): Holding => ({
  at,
  how,
  unit: '',
  person: '',
  fromUnit: '',
  ...facts,
  ...more,
});

test('whatever happened, the times add up to the age of the case, to the millisecond', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const moves = hows.filter((how) => how !== 'received' && how !== 'closed');
  for (let round = 0; round < 500; round += 1) {
    const received = random(1_000_000);
    let at = received;
    const rows = [line(received, 'received')];
    for (let count = random(12); count > 0; count -= 1) {
      at += random(3) === 0 ? 0 : random(90_000_000);
      rows.push(line(at, moves[random(moves.length)] ?? 'routed'));
    }
    at += random(1_000);
    const isClosed = random(2) === 0;
    if (isClosed) rows.push(line(at, 'closed'));
    const end = isClosed ? at : at + random(5_000_000);
    // However late it is asked, a closed case has the age that it had.
    const held = heldBy(rows, isClosed ? end + 999_999 : end);
    assert.equal(
      held.reduce((sum, { ms }) => sum + ms, 0),
      end - received,
    );
    assert.ok(held.every(({ ms }) => ms >= 0));
  }
});

test('a unit that has returned a case gets it again only where the case is about something else', () => {
  const rows = [
    line(0, 'received'),
    line(1, 'routed', { unit: 'A' }),
    line(2, 'returned', { fromUnit: 'A' }),
    line(3, 'routed', { unit: 'B' }),
    line(4, 'returned', { fromUnit: 'B' }),
  ];
  assert.equal(returnInTheWay(rows, 'A', facts)?.at, 2);
  assert.equal(returnInTheWay(rows, 'B', facts)?.at, 4);
  assert.equal(returnInTheWay(rows, 'C', facts), undefined);
  assert.equal(returnInTheWay(rows, 'A', { ...facts, ward: '99022' }), undefined);
  assert.equal(returnInTheWay(rows, 'A', { ...facts, category: 'MT-RAC' }), undefined);
  assert.equal(returnInTheWay([...rows, line(5, 'routed', { unit: 'A' }), line(6, 'reporter')], 'A', facts), undefined);
  assert.equal(timesReturned(rows), 2);
});

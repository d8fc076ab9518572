import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { City, Unit } from '../city/city.ts';
import { rungs } from '../city/city.ts';
import { answerable, rosterOf, type Staff } from './ladder.ts';

const unit = (code: string, parent: string | null, validTo: string | null = null) =>
  [
    code,
    {
      code,
      parent,
      name: { vi: code, en: code },
      kind: 'x',
      agencyCode: '',
      ward: null,
      validFrom: null,
      validTo,
    } as unknown as Unit,
  ] as const;
const city = {
  units: new Map([unit('city', null), unit('ward', 'city'), unit('part', 'ward'), unit('ioc', null)]),
  escalation: {
    headRole: 'head',
    coordinator: { unit: 'ioc', role: 'coordinator' },
    nearMessage: '',
    lateMessage: '',
  },
} satisfies Pick<City, 'units' | 'escalation'>;
const staff: readonly Staff[] = [
  { username: 'an', role: 'officer', unit: 'part' },
  { username: 'binh', role: 'head', unit: 'part' },
  { username: 'chi', role: 'head', unit: 'city' },
  { username: 'dung', role: 'coordinator', unit: 'ioc' },
];
const roster = (...names: readonly string[]) =>
  rosterOf(
    staff.filter(({ username }) => names.includes(username)),
    '2026-11-22',
  );
const held = { unit: 'part', assignee: 'an' };

describe('who answers for a clock that runs out', () => {
  it('whoever has the work, then the head of the unit, then the heads above, then the coordinator', () => {
    const all = roster('an', 'binh', 'chi', 'dung');
    const owners = rungs.map((rung) => answerable(rung, held, city, all).owner);
    assert.deepEqual(owners, ['an', 'binh', 'chi', 'dung']);
  });

  it('work that nobody has goes to the head, work of a unit without a head to the nearest head above', () => {
    assert.equal(
      answerable('handler', { unit: 'part', assignee: '' }, city, roster('an', 'binh', 'chi')).owner,
      'binh',
    );
    const above = answerable('handler', { unit: 'part', assignee: 'gone' }, city, roster('chi', 'dung'));
    assert.deepEqual(above, { rung: 'superior', owner: 'chi', ownerUnit: 'city' });
  });

  it('work of a unit that is gone goes to the coordinator', () => {
    assert.equal(answerable('head', { unit: 'gone', assignee: '' }, city, roster('binh', 'chi', 'dung')).owner, 'dung');
  });

  it('work of a unit that was closed goes to the head above it, whoever has a post there still', () => {
    const units = new Map([...city.units, unit('part', 'city', '2026-11-21')]);
    const all = roster('binh', 'chi', 'dung');
    assert.equal(answerable('head', { unit: 'part', assignee: '' }, { ...city, units }, all).owner, 'chi');
  });

  it('somebody answers, or at least a unit, whoever is there and however the units hang together', () => {
    const codes = ['city', 'ward', 'part', 'ioc', 'gone'];
    const parents = fc.array(fc.option(fc.constantFrom(...codes)), { minLength: 4, maxLength: 4 });
    const cases = [parents, fc.subarray(['an', 'binh', 'chi', 'dung']), fc.constantFrom(...codes)] as const;
    fc.assert(
      fc.property(...cases, fc.constantFrom(...rungs), (above, names, where, rung) => {
        const units = new Map(codes.slice(0, 4).map((code, index) => unit(code, above[index] ?? null)));
        const found = answerable(rung, { unit: where, assignee: 'an' }, { ...city, units }, roster(...names));
        const present = names.includes(found.owner);
        const nobody = found.owner === '' && found.ownerUnit === 'ioc' && !names.includes('dung');
        return rungs.indexOf(found.rung) >= rungs.indexOf(rung) && (present || nobody);
      }),
    );
  });
});

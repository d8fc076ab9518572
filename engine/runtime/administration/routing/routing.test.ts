import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const service = 'citizen-feedback';
const tree = {
  service,
  draft: false,
  category: 'HT-CX',
  ward: '99016',
  point: null,
  urgent: false,
  at: '2026-11-22T23:10',
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { routing, services, tasks } = test.wardflow.application;
    return { test, routing, services, tasks, admin: await test.as('quantri') };
  };

  it('who does not keep routing is refused', async () => {
    const { test, routing } = await start();
    const officer = await test.as('lamdong.ktht.lanhdao');
    for (const tried of [
      () => routing.book(officer),
      () => routing.tryRoute(officer, tree),
      () => routing.coverage(officer, { service, draft: false }),
      () => routing.changes(officer, service),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
    }
  });

  it('an administrator tries a place, a category and a time, and is told the rule and the cells that failed', async () => {
    const { routing, admin } = await start();
    const night = await routing.tryRoute(admin, tree);
    assert.equal(night.unit?.code, 'CTCX');
    const [exception, competence] = night.tables;
    assert.deepEqual(
      exception?.rules.map(({ id, outcome, cells }) => [
        id,
        outcome,
        cells.filter((cell) => cell.holds === false).length,
      ]),
      [
        ['exception-1', 'notMatched', 3],
        ['exception-2', 'applied', 0],
      ],
    );
    assert.equal(competence?.rules.filter(({ outcome }) => outcome === 'applied')[0]?.note, 'Cây xanh, công viên');
    const day = await routing.tryRoute(admin, { ...tree, at: '2026-11-22T10:00' });
    assert.equal(day.unit?.code, '99016-KTHT');
    assert.deepEqual(
      day.tables[0]?.rules[1]?.cells.map(({ holds }) => holds),
      [true, true, true, false],
    );
    assert.equal(day.sla?.code, 'P2');
  });

  it('a pin finds its ward, one just outside the nearest; one far away, a wrong time and a strange category are refused', async () => {
    const { routing, admin } = await start();
    const at = { ...tree, ward: null };
    const inside = await routing.tryRoute(admin, { ...at, point: { lon: 108.17, lat: 10.98 } });
    assert.deepEqual([inside.ward?.code, inside.metres], ['99016', 0]);
    const outside = await routing.tryRoute(admin, { ...at, point: { lon: 108.0595, lat: 10.98 } });
    assert.deepEqual([outside.ward?.code, outside.metres], ['99010', 55]);
    const wrong = [
      [{ ...at, point: { lon: 105.85, lat: 21.03 } }, 'point'],
      [{ ...at, at: 'tomorrow' }, 'at'],
      [{ ...at, category: 'MOON' }, 'category'],
    ] as const;
    for (const [trial, path] of wrong) {
      await assert.rejects(routing.tryRoute(admin, trial), ({ fields }) => fields[0].path === path);
    }
    await assert.rejects(routing.tryRoute(admin, { ...tree, service: 'nothing' }), { code: 'NOT_FOUND' });
  });

  it('rules with a hole or a conflict are not published, each named with its ward, category and rules', async () => {
    const { routing, services, admin } = await start();
    assert.deepEqual((await routing.coverage(admin, { service, draft: false })).findings, []);
    const { path, content } = await services.resource(admin, service, 1, 'routing.dmn');
    const holed = content.replace('<text>"HT-TN"</text>', '<text>"HT-GT"</text>');
    await services.save(admin, service, { revision: null, path, content: holed });
    const told = (await services.check(admin, service)).filter(({ code }) => code.startsWith('ROUTING'));
    assert.deepEqual(
      told.map(({ code, severity, path: file, element }) => [code, severity, file, element]),
      [
        ['ROUTING_CONFLICT', 'error', 'routing.dmn', 'competence-3'],
        ['ROUTING_HOLE', 'error', 'routing.dmn', 'competence-table'],
      ],
    );
    assert.match(
      told[0]?.message.vi ?? '',
      /Nhiều luật cùng khớp với “Hạ tầng giao thông.*”, mọi địa bàn: .*competence-1.*competence-3/,
    );
    assert.match(told[1]?.message.en ?? '', /^Nobody gets “Drainage, manholes, flooding”, every ward/);
    await assert.rejects(services.publish(admin, service, ''), { code: 'SERVICE_HAS_PROBLEMS' });
    const draft = await routing.coverage(admin, { service, draft: true });
    assert.deepEqual(
      draft.findings.map(({ kind, blocking }) => [kind, blocking]),
      [
        ['conflict', true],
        ['hole', true],
      ],
    );
    assert.deepEqual(
      (await routing.coverage(admin, { service, draft: false })).findings,
      [],
      'the rules in force stand',
    );
  });

  it('what a draft would change is told by category and ward, with the open cases that stay where they are', async () => {
    const { test, routing, services, admin } = await start();
    assert.equal((await routing.changes(admin, service)).cells, 0, 'there is no draft');
    await assert.rejects(routing.changes(admin, 'nothing'), { code: 'NOT_FOUND' });
    await submitReport(test, { ...manhole, anonymous: true });
    await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    const { path, content } = await services.resource(admin, service, 1, 'routing.dmn');
    const unit = content.replace(/(<outputEntry id="competence-3-o3"><text>)"KTHT"/, '$1"VHXH"');
    await services.save(admin, service, { revision: null, path, content: unit });
    const { changes, staying, differing, cells } = await routing.changes(admin, service);
    assert.deepEqual(
      changes.map(({ category, wards, unknownPlace, everywhere, sometimes, from, to }) => ({
        category: category.code,
        wards: wards.length,
        unknownPlace,
        everywhere,
        sometimes,
        from: from.find(({ code }) => code.startsWith('99016'))?.name.vi,
        to: to.find(({ code }) => code.startsWith('99016'))?.name.vi,
      })),
      [
        {
          category: 'HT-TN',
          wards: 12,
          unknownPlace: false,
          everywhere: false,
          sometimes: false,
          from: 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông',
          to: 'Phòng Văn hóa – Xã hội phường Lam Đông',
        },
      ],
    );
    assert.equal(staying, 1, 'the report that is open stays with its unit');
    assert.ok(differing >= 12 && differing < cells, `${differing} of ${cells}`);
  });

  it('the official is told why the case is with the unit: the rule, and whether people have moved it since', async () => {
    const { test, routing, tasks } = await start();
    await submitReport(test, { ...manhole, anonymous: true });
    await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    const officer = await test.as('lamdong.ktht.canbo');
    const [task] = (await tasks.worklist(officer, { view: 'unit' })).items;
    const why = await routing.whyUnit(officer, task?.taskId ?? '');
    assert.deepEqual(
      [why.unit.code, why.decided?.code, why.ward?.code, why.category.code],
      ['99016-KTHT', '99016-KTHT', '99016', 'HT-TN'],
    );
    assert.deepEqual(
      why.tables.map(({ decision, rules }) => [decision, rules.map(({ note }) => note)]),
      [
        ['exception', []],
        ['competence', ['Thoát nước, hố ga, ngập úng']],
      ],
    );
    const stranger = await test.as('benlam.ca.canbo');
    await assert.rejects(routing.whyUnit(stranger, task?.taskId ?? ''), { code: 'NOT_FOUND' });
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import type { AccessRule } from '#engine/cases/access-rules.ts';
import type { Unit } from '#engine/cases/city/city.ts';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { DossierEventKind, DossierEventRow } from '../../ports/dossiers.ts';
import { createIds } from '../ids.ts';
import { createVault } from '../vault.ts';
import { type IssueDeps, issueDocument } from './issue.ts';

const desk = '99016-PVHCC';
const clerk = 'lamdong.pvhcc.canbo';
const head = 'lamdong.pvhcc.lanhdao';
const stranger = 'conen.pvhcc.canbo';

/** A clerk of the desk sees its dossiers and whose they are, its head does not see whose; nobody else sees any. */
function withRules(shipped: DemoPack): DemoPack {
  const access = JSON.parse(shipped.city['access.json'] ?? '') as { rules: AccessRule[] };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: claims are written like this in the rules
  const conditions = { receivingUnit: '${post.unit}' };
  const rule = (role: string, action: AccessRule['action'], more = {}): AccessRule => {
    return {
      role,
      action,
      subject: 'Dossier',
      conditions: { ...conditions, ...more },
      reason: { vi: 'thử', en: 'test' },
    };
  };
  const own = [
    rule('officer', 'read'),
    rule('officer', 'readReporter', { confidentiality: 'normal' }),
    rule('unit_head', 'read'),
  ];
  const rules = [...access.rules.filter(({ subject }) => subject !== 'Dossier'), ...own];
  return { ...shipped, city: { ...shipped.city, 'access.json': JSON.stringify({ rules }) } };
}

interface Dossier {
  readonly caseId: string;
  readonly code: string;
  readonly deps: IssueDeps;
  /** Puts something on record, and issues the paper that tells of it. @returns the id of the evidence */
  tell(kind: DossierEventKind, more?: Partial<DossierEventRow>, words?: object): Promise<string>;
}

let serial = 0;

/** A dossier beside a case, as the desk receives one. */
async function dossierOf(test: TestApplication, store: OpenStore): Promise<Dossier> {
  serial += 1;
  const code = `H99.106.4-261120-${String(serial).padStart(4, '0')}`;
  const values = { ...manhole, name: 'Trần Thị Lan', phone: '0903000001' };
  const { registerNumber } = await submitReport(test, values, `k${serial}`);
  const newId = createIds(test.deps.random);
  const vault = createVault(test.deps.secrets, test.deps.random, newId);
  const city = test.wardflow.city();
  const procedure = city?.dossiers.procedures.get('2.000635');
  assert.ok(city && procedure);
  const now = test.now();
  const cities = { current: async () => ({ city }) } as unknown as IssueDeps['cities'];
  const deps: IssueDeps = { newId, vault, cities, config: { publicUrl: 'https://tuongtac.lamhai.example' } };
  const content = JSON.stringify(procedure);
  const version = createHash('sha256').update(content).digest('hex');
  const caseId = await store.transaction(async (tx) => {
    const record = await tx.cases.records.byRegisterNumber(registerNumber);
    assert.ok(record);
    await tx.cases.dossiers.keepVersion({ id: version, procedureCode: procedure.code, content, since: now });
    await tx.cases.dossiers.insert({
      caseId: record.id,
      code,
      procedureCode: procedure.code,
      procedureVersion: version,
      field: procedure.field,
      channel: 'counter',
      receivingUnit: desk,
      unit: '99016-VHXH',
      competentUnit: '99016-UBND',
      recordsUnit: '99016-VP',
      ward: '99016',
      confidentiality: 'normal',
      receivedAt: now,
    });
    return record.id;
  });
  const tell: Dossier['tell'] = async (kind, more = {}, words) => {
    const at = test.now();
    const id = newId(at);
    await store.transaction(async (tx) => {
      const sealed = words && (await vault.seal(tx, caseId, { evidence: JSON.stringify(words) }, at));
      const event: DossierEventRow = {
        ...{ id, caseId, at, kind, actor: clerk, unit: desk, element: '', number: '', symbol: '' },
        ...{ dueBefore: null, dueAfter: null, fileId: null, noteEntry: sealed?.['evidence'] ?? null, data: {} },
        ...more,
      };
      await tx.cases.dossiers.addEvents([event]);
      await issueDocument(deps, tx, event);
    });
    return id;
  };
  await tell('received', { data: { papers: [{ code: 'TK', form: 'original', count: 1 }] } });
  return { caseId, code, deps, tell };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  // One city for all: each test has dossiers of its own, and the register days of its own.
  let city: ReturnType<typeof opened> | undefined;
  const withDossiers = () => {
    city ??= opened({ pack: withRules });
    return city;
  };

  it('a paper is issued with the evidence that it tells of: numbered, sealed, its hash in row and audit', async () => {
    const { test, store } = await withDossiers();
    const { caseId, code, tell } = await dossierOf(test, store);
    const dueAfter = Date.parse('2026-11-20T17:00:00+07:00');
    const event = await tell('accepted', { dueAfter });
    const view = await test.wardflow.application.documents.read(await test.as(clerk), caseId, { form: '01' });
    assert.ok(
      view.html.includes('01/TNHS-H99.106.4') && view.html.includes('Trần Thị Lan') && view.html.includes(code),
    );
    assert.ok(view.html.includes('17 giờ 00 phút, ngày 20 tháng 11 năm 2026'));
    assert.ok(view.html.includes('ỦY BAN NHÂN DÂN PHƯỜNG LAM ĐÔNG') && view.html.includes('Lam Đông, ngày 20'));
    const { rows, lines } = await store.transaction(async (tx) => ({
      rows: await tx.cases.dossierDocuments.ofCase(caseId),
      lines: await tx.cases.audit.latest(5_000),
    }));
    const [row] = rows;
    assert.deepEqual([rows.length, row?.eventId, row?.issuedBy], [1, event, clerk]);
    assert.equal(row?.sha256, createHash('sha256').update(view.html).digest('hex'));
    const issued = lines.find(({ action }) => action === 'document.issue');
    assert.deepEqual(issued?.data, {
      document: row?.id,
      form: '01',
      number: '01/TNHS-H99.106.4',
      template: '01/1',
      sha256: row?.sha256,
    });
    assert.ok(lines.some(({ action, actor }) => action === 'document.read' && actor === clerk));
    assert.ok(!JSON.stringify(lines).includes('Trần Thị Lan'));
  });

  it('each kind of evidence has its paper, and numbers count by form', async () => {
    const { test, store } = await withDossiers();
    const { caseId, tell } = await dossierOf(test, store);
    const [dueBefore, dueAfter] = [test.now() + 86_400_000, test.now() + 3 * 86_400_000];
    await tell('supplementAsked', { data: { papers: ['TK'] } }, { reason: 'Tờ khai thiếu chữ ký.', basis: 'Điều 5' });
    await tell('supplementAsked', { data: { papers: [] } }, { reason: 'Vẫn thiếu chữ ký.' });
    await tell('extended', { dueBefore, dueAfter }, { reason: 'Chờ xác minh.' });
    await tell('apologised', { dueBefore: test.now() - 1, dueAfter }, { reason: 'Chậm xác minh.' });
    await tell('stopped', { data: { what: 'applicant' } }, { reason: 'Không còn nhu cầu.' });
    await tell('refused', {}, { reason: 'Không thuộc thẩm quyền.', basis: 'Điều 63' });
    await tell('submitted');
    const { documents } = test.wardflow.application;
    const actor = await test.as(clerk);
    const { issued } = await documents.list(actor, caseId);
    assert.deepEqual(
      issued.map(({ form, number }) => `${form} ${number}`),
      [
        '02 01/BSHS-H99.106.4',
        '02 02/BSHS-H99.106.4',
        '04 01/XL-H99.106',
        '04 02/XL-H99.106',
        '05 01/TB-H99.106',
        '03 01/TCHS-H99.106.4',
      ],
    );
    const wordsOf = async (index: number) => {
      const { form, event } = issued[index] ?? assert.fail();
      return (await documents.read(actor, caseId, { form, event })).html;
    };
    assert.match(await wordsOf(0), /<li>Tờ khai[^<]*<\/li>.*Tờ khai thiếu chữ ký\./s);
    assert.match(await wordsOf(1), /Vẫn thiếu chữ ký\./);
    assert.match(await wordsOf(2), /chưa thể trả kết quả/);
    assert.match(await wordsOf(3), /đến nay .* chưa trả kết quả/);
    assert.match(await wordsOf(4), /theo đề nghị của ông\/bà/);
    assert.match(await wordsOf(5), /Không thuộc thẩm quyền\..*Điều 63/s);
    assert.match((await documents.read(actor, caseId, { form: '02' })).html, /Vẫn thiếu chữ ký\./);
  });

  it('a reprint is the same paper to the letter when names, people and forms have changed since', async () => {
    const { test, store } = await withDossiers();
    const { caseId, tell, deps } = await dossierOf(test, store);
    await tell('accepted');
    const { documents } = test.wardflow.application;
    const actor = await test.as(clerk);
    const before = await documents.read(actor, caseId, { form: '01' });
    const { city } = await deps.cities.current(undefined as never);
    const units = city.units as Map<string, Unit>;
    const unit = units.get(desk);
    assert.ok(unit);
    units.set(desk, { ...unit, name: { vi: 'Trung tâm khác', en: 'Another' } });
    const after = await documents.read(actor, caseId, { form: '01' });
    assert.equal(after.html, before.html);
    units.set(desk, unit);
    assert.ok(!(await documents.read(actor, caseId, { form: '06' })).html.includes(before.html));
  });

  it('what is not word for word what was issued is not shown as if it were', async () => {
    const { test, store } = await withDossiers();
    const one = await dossierOf(test, store);
    await one.tell('accepted');
    await store.transaction(async (tx) => {
      const { entry = '' } = await one.deps.vault.seal(tx, one.caseId, { entry: '<p>khác</p>' }, test.now());
      const [row] = await tx.cases.dossierDocuments.ofCase(one.caseId);
      assert.ok(row);
      const [id, eventId] = [one.deps.newId(test.now()), one.deps.newId(test.now())];
      await tx.cases.dossierDocuments.insert({ ...row, id, eventId, entry, issuedAt: test.now() + 1 });
    });
    const { documents } = test.wardflow.application;
    await assert.rejects(documents.read(await test.as(clerk), one.caseId, { form: '01' }), {
      code: 'DOCUMENT_ALTERED',
    });
  });

  it('another unit, guessed ids and guessed papers find nothing; who may not know whose it is opens no paper', async () => {
    const { test, store } = await withDossiers();
    const { caseId, tell } = await dossierOf(test, store);
    const event = await tell('accepted');
    const other = await dossierOf(test, store);
    const { documents } = test.wardflow.application;
    const [mine, theirs, leader] = await Promise.all([test.as(clerk), test.as(stranger), test.as(head)]);
    for (const id of [caseId, event, 'x', '']) {
      await assert.rejects(documents.read(theirs, id, { form: '01' }), { code: 'NOT_FOUND' });
      await assert.rejects(documents.read(theirs, id, { form: '06' }), { code: 'NOT_FOUND' });
      await assert.rejects(documents.list(theirs, id), { code: 'NOT_FOUND' });
    }
    // A paper of one dossier under the address of another.
    await assert.rejects(documents.read(mine, other.caseId, { form: '01', event }), { code: 'NOT_FOUND' });
    await assert.rejects(documents.read(mine, caseId, { form: '02', event }), { code: 'NOT_FOUND' });
    await assert.rejects(documents.read(leader, caseId, { form: '01' }), { code: 'FORBIDDEN' });
    assert.equal((await documents.list(leader, caseId)).mayRead, false);
    const sheet = await documents.read(leader, caseId, { form: '06' });
    assert.ok(!sheet.html.includes('Trần Thị Lan'));
    assert.ok((await documents.read(mine, caseId, { form: '06' })).html.includes('Trần Thị Lan'));
  });

  it('the register has what the reader may read, in order, by period, desk, procedure and state, page by page', async () => {
    const { test, store } = await withDossiers();
    await test.advanceTo('2026-11-23T08:00:00+07:00');
    const first = await dossierOf(test, store);
    await first.tell('accepted');
    await copies(store, test, first.caseId, 119);
    const { documents } = test.wardflow.application;
    const [mine, theirs, leader] = await Promise.all([test.as(clerk), test.as(stranger), test.as(head)]);
    const span = { from: '2026-11-23', to: '2026-11-23' };
    const codes: string[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages += 1) {
      const page = await documents.register(mine, { ...span, ...(after !== '' && { after }) });
      codes.push(...page.entries.map(({ code }) => code));
      after = page.next;
    }
    assert.deepEqual([codes.length, new Set(codes).size], [120, 120]);
    assert.deepEqual(codes, codes.toSorted());
    const seen = async (actor: typeof mine, more: object) =>
      (await documents.register(actor, { ...span, ...more })).entries.length;
    assert.equal(await seen(theirs, {}), 0);
    assert.equal(await seen(mine, { from: '2026-11-26', to: '2026-11-30' }), 0);
    assert.equal(await seen(mine, { unit: '99019-PVHCC' }), 0);
    assert.equal(await seen(mine, { procedure: 'DEMO.001' }), 0);
    assert.deepEqual([await seen(mine, { state: 'closed' }), await seen(mine, { state: 'open' })], [0, 50]);
    const [entry] = (await documents.register(mine, span)).entries;
    assert.deepEqual([entry?.applicant, entry?.standing, entry?.late], ['Trần Thị Lan', 'processing', false]);
    assert.equal((await documents.register(leader, span)).entries[0]?.applicant, null);
    const lines = await store.transaction((tx) => tx.cases.audit.latest(5_000));
    const named = lines.filter(({ action }) => action === 'register.read').map(({ actor, data }) => [actor, data]);
    // Nobody else, and no other page, has told whose dossiers they are.
    assert.deepEqual(new Set(named.map(([actor]) => actor)), new Set([clerk]));
    await assert.rejects(documents.register(mine, { from: '2026-11-23', to: '2026-11-22' }), {
      code: 'INVALID_FIELDS',
    });
    await assert.rejects(documents.wholeRegister(mine, { from: '2026-02-30', to: '2026-03-01' }, 'csv'), {
      code: 'INVALID_FIELDS',
    });
  });

  it('the whole register comes in pieces; that it was taken out is in the audit', async () => {
    const { test, store } = await withDossiers();
    await test.advanceTo('2026-11-24T08:00:00+07:00');
    const first = await dossierOf(test, store);
    await copies(store, test, first.caseId, 1_099);
    const { documents } = test.wardflow.application;
    const { register, pieces } = await documents.wholeRegister(
      await test.as(clerk),
      { from: '2026-11-24', to: '2026-11-24', unit: desk },
      'csv',
    );
    const sizes: number[] = [];
    for await (const piece of pieces) sizes.push(piece.length);
    assert.deepEqual(sizes, [500, 500, 100]);
    assert.equal(register.head.agency, 'Trung tâm Phục vụ hành chính công phường Lam Đông');
    const lines = await store.transaction((tx) => tx.cases.audit.latest(5_000));
    const line = lines.find(({ action }) => action === 'register.export');
    assert.deepEqual(
      [line?.actor, line?.data],
      [clerk, { from: '2026-11-24', to: '2026-11-24', unit: desk, as: 'csv' }],
    );
  });
});

/** More dossiers like one, received one after the other. */
async function copies(store: OpenStore, test: TestApplication, caseId: string, count: number): Promise<void> {
  const newId = createIds(test.deps.random);
  await store.transaction(async (tx) => {
    const record = await tx.cases.records.byId(caseId);
    const dossier = await tx.cases.dossiers.byCase(caseId);
    assert.ok(record && dossier);
    for (let index = 1; index <= count; index += 1) {
      const id = newId(test.now());
      const code = `${dossier.code}-${String(index).padStart(4, '0')}`;
      const own = { id, instanceId: newId(test.now()), registerNumber: code, vault: {} };
      await tx.cases.records.insert({ ...record, ...own, trackingHash: code, secretHash: code });
      await tx.cases.dossiers.insert({ ...dossier, caseId: id, code, receivedAt: dossier.receivedAt + index });
      const line = { id: newId(test.now()), caseId: id, at: dossier.receivedAt + index, kind: 'received' } as const;
      const empty = {
        element: '',
        number: '',
        symbol: '',
        dueBefore: null,
        dueAfter: null,
        fileId: null,
        noteEntry: null,
      };
      await tx.cases.dossiers.addEvents([{ ...line, ...empty, actor: clerk, unit: desk, data: {} }]);
    }
  });
}

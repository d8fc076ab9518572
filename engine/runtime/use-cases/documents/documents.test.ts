// Papers over the whole application: issued with the evidence, kept as they were, read by nobody else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { AccessRule } from '#engine/cases/access-rules.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dossierService, goOn, people, receiveDossier, submitted } from '#test/support/dossiers.ts';
import type { DocumentList } from '../../application/documents.ts';
import type { DemoPack } from '../application.ts';
import { createIds } from '../ids.ts';

const stranger = 'conen.vhxh.canbo';
const applicant = 'Nguyễn Thị Hoa';
const incomplete = {
  papers: [],
  decision: {
    outcome: 'supplement',
    missing: ['TK'],
    why: 'Tờ khai chưa có chữ ký.',
    basis: 'Thông tư 04/2020/TT-BTP',
  },
} as const;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  let known: ReturnType<typeof opened> | undefined;
  // One city for all: the clock stands still, each test has dossiers of its own.
  const office = () => {
    known ??= opened({ services: [dossierService], pack: withBlindHead });
    return known;
  };
  let keys = 0;
  const receive: typeof receiveDossier = async (app, change = {}, by) => {
    keys += 1;
    return await receiveDossier(app, { submissionKey: `paper-${keys}`, ...change }, by);
  };
  const listAs = async (app: TestApplication, by: string, caseId: string): Promise<DocumentList> =>
    await app.wardflow.application.documents.list(await app.as(by), caseId);
  const formsOf = ({ issued }: DocumentList) => issued.map(({ form }) => form);

  test('the receipt is issued in the transaction of the receipt: numbered, sealed, its hash in row and audit', async () => {
    const { test: app, store } = await office();
    const { caseId, code } = await receive(app);
    const { documents } = app.wardflow.application;
    const view = await documents.read(await app.as(people.desk), caseId, { form: '01' });
    for (const words of [
      '01/TNHS-H99.106.4',
      applicant,
      '0912345678',
      code,
      'ỦY BAN NHÂN DÂN PHƯỜNG LAM ĐÔNG',
      'Lam Đông, ngày 20 tháng 11 năm 2026',
      '17 giờ 00 phút, ngày 25 tháng 11 năm 2026',
      '03 ngày làm việc',
    ]) {
      assert.ok(view.html.includes(words), words);
    }
    assert.ok(!view.html.includes('099190000123'), 'no number of an identity card');
    const { rows, lines } = await store.transaction(async (tx) => ({
      rows: await tx.cases.dossierDocuments.ofCase(caseId),
      lines: (await tx.cases.audit.latest(5_000)).filter(({ subject }) => subject === `case:${caseId}`),
    }));
    const [row] = rows;
    assert.equal(rows.length, 1);
    assert.equal(row?.sha256, createHash('sha256').update(view.html).digest('hex'));
    const issued = lines.find(({ action }) => action === 'document.issue');
    const { id: document, form, number, template, sha256 } = row;
    assert.deepEqual(issued?.data, { document, form, number, template, sha256 });
    assert.deepEqual(
      lines.filter(({ action }) => action === 'document.read').map(({ actor }) => actor),
      [people.desk],
    );
    assert.ok(!JSON.stringify([rows, lines]).includes('Hoa'));
  });

  test('a supplement, a refusal, more time, an apology and a stop each have their paper, numbered by form and agency', async () => {
    const { test: app } = await office();
    const { deadlines, documents, dossiers } = app.wardflow.application;
    const desk = await app.as(people.desk);
    const read = async (caseId: string, form: '02' | '03' | '04' | '05') =>
      (await documents.read(desk, caseId, { form })).html;

    const first = await receive(app, incomplete);
    const asked = await read(first.caseId, '02');
    assert.match(asked, /01\/BSHS-H99\.106\.4/);
    assert.match(
      asked,
      /<li>Tờ khai[^<]*<\/li>.*Tờ khai chưa có chữ ký\..*10 ngày làm việc, kể từ ngày lập phiếu này/s,
    );
    await dossiers.stop(desk, first.caseId, { by: 'applicant', reason: 'Xin rút hồ sơ.', basis: 'Đơn xin rút' });
    const stopped = await read(first.caseId, '05');
    assert.match(stopped, /01\/TB-H99\.106<.*theo đề nghị của ông\/bà.*Xin rút hồ sơ\./s);
    assert.match(stopped, /signed strong"><\/p>/, 'the desk does not sign for the head');
    const signed = await receive(app, {});
    const head = await app.as(people.signatory);
    await dossiers.stop(head, signed.caseId, {
      by: 'rule',
      reason: 'Không còn đối tượng giải quyết.',
      basis: 'Điều 9',
    });
    assert.match(await read(signed.caseId, '05'), /signed strong">Hoàng Thị Mai Lộc</);
    assert.deepEqual(formsOf(await listAs(app, people.desk, first.caseId)), ['02', '05']);

    const decision = { outcome: 'refuse', reason: 'Không thuộc thẩm quyền.', basis: 'Luật Hộ tịch, Điều 4' } as const;
    const second = await receive(app, { decision });
    assert.match(await read(second.caseId, '03'), /Không thuộc thẩm quyền\..*Luật Hộ tịch, Điều 4/s);
    assert.deepEqual(formsOf(await listAs(app, people.desk, second.caseId)), ['03']);

    const third = await receive(app);
    const wish = { reason: 'phuc-tap', until: '2026-11-30', note: 'Chờ xác minh tại nơi cư trú cũ.' };
    await deadlines.ask(await app.as(people.officer), third.caseId, wish);
    const signatory = await app.as(people.signatory);
    const request = (await deadlines.ofCase(signatory, third.caseId)).extensions[0]?.id ?? '';
    await deadlines.decide(signatory, request, { grant: true, note: 'Hồ sơ gốc lưu ở nơi khác.' });
    const apology = await read(third.caseId, '04');
    assert.match(apology, /01\/XL-H99\.106<.*chưa thể trả kết quả.*Hồ sơ gốc lưu ở nơi khác\..*ngày 30 tháng 11/s);
  });

  test('a reprint is the same paper to the letter when units are called something else since', async () => {
    const { test: app, store } = await office();
    const { caseId } = await receive(app);
    const { documents } = app.wardflow.application;
    const actor = await app.as(people.desk);
    const before = await documents.read(actor, caseId, { form: '01' });
    const rename = async (from: string, to: string) =>
      await store.transaction(async (tx) => {
        const row = (await tx.cases.reference.all()).find(({ kind }) => kind === 'units.json');
        assert.ok(row);
        const content = row.content.replaceAll(from, to);
        await tx.cases.reference.put({ ...row, content, revision: row.revision + 1 });
      });
    const [now, then] = ['Trung tâm Phục vụ hành chính công phường Lam Đông', 'Điểm phục vụ hành chính công Lam Đông'];
    await rename(now, then);
    assert.equal((await documents.read(actor, caseId, { form: '01' })).html, before.html);
    const another = await receive(app);
    assert.ok((await documents.read(actor, another.caseId, { form: '01' })).html.includes(then));
    await rename(then, now);
  });

  test('what is not word for word what was issued is not shown as if it were', async () => {
    const { test: app, store } = await office();
    const [{ caseId }, other] = [await receive(app), await receive(app)];
    await store.transaction(async (tx) => {
      const [row] = await tx.cases.dossierDocuments.ofCase(caseId);
      const [strange] = await tx.cases.dossierDocuments.ofCase(other.caseId);
      assert.ok(row && strange);
      // Somebody with the database put the hash of another paper there.
      const newId = createIds(app.deps.random);
      const own = { id: newId(app.now()), eventId: newId(app.now()), issuedAt: row.issuedAt + 1 };
      await tx.cases.dossierDocuments.insert({ ...row, ...own, sha256: strange.sha256 });
    });
    const { documents } = app.wardflow.application;
    await assert.rejects(documents.read(await app.as(people.desk), caseId, { form: '01' }), {
      code: 'DOCUMENT_ALTERED',
    });
  });

  test('another unit, guessed ids and guessed papers find nothing; who may not know whose it is opens no paper', async () => {
    const { test: app } = await office();
    const [mine, other] = [await receive(app), await receive(app)];
    const event = (await listAs(app, people.desk, mine.caseId)).issued[0]?.event ?? assert.fail();
    const { documents } = app.wardflow.application;
    const [desk, foreign, head] = [
      await app.as(people.desk),
      await app.as(stranger),
      await app.as('lamdong.vhxh.lanhdao'),
    ];
    for (const id of [mine.caseId, event, mine.code, 'x', '']) {
      await assert.rejects(documents.read(foreign, id, { form: '01' }), { code: 'NOT_FOUND' });
      await assert.rejects(documents.read(foreign, id, { form: '06' }), { code: 'NOT_FOUND' });
      await assert.rejects(documents.list(foreign, id), { code: 'NOT_FOUND' });
    }
    // A paper of one dossier under the address of another, or under another form.
    await assert.rejects(documents.read(desk, other.caseId, { form: '01', event }), { code: 'NOT_FOUND' });
    await assert.rejects(documents.read(desk, mine.caseId, { form: '02', event }), { code: 'NOT_FOUND' });
    await assert.rejects(documents.read(head, mine.caseId, { form: '01' }), { code: 'FORBIDDEN' });
    assert.equal((await documents.list(head, mine.caseId)).mayRead, false);
    assert.ok(!(await documents.read(head, mine.caseId, { form: '06' })).html.includes(applicant));
    assert.ok((await documents.read(desk, mine.caseId, { form: '06' })).html.includes(applicant));
  });

  test('the applicant opens their own papers with code and four digits, and nobody else’s', async () => {
    const { test: app } = await office();
    const [mine, other] = [await receive(app), await receive(app)];
    const { documents } = app.wardflow.application;
    const key = { code: mine.code, secret: '5678' };
    const [paper, ...more] = (await documents.listForApplicant(key)) ?? [];
    assert.deepEqual([paper?.form, more], ['01', []]);
    const event = paper?.event ?? '';
    assert.ok((await documents.readForApplicant(key, event))?.html.includes(applicant));
    const strange = (await listAs(app, people.desk, other.caseId)).issued[0]?.event ?? '';
    assert.equal(await documents.readForApplicant(key, strange), undefined);
    for (const secret of ['', '0000']) {
      assert.equal(await documents.listForApplicant({ code: mine.code, secret }), undefined);
      assert.equal(await documents.readForApplicant({ code: mine.code, secret }, event), undefined);
    }
  });

  test('the control sheet tells the way of the dossier as ledger and tasks have it', async () => {
    const { test: app } = await office();
    const { caseId } = await receive(app);
    await act(app, caseId, people.officer, 'appraise', submitted);
    await goOn(app, caseId, 'handOver');
    const { html } = await app.wardflow.application.documents.read(await app.as(people.desk), caseId, { form: '06' });
    const given = [...html.matchAll(/1\. Giao: ([^<]*)<.*?2\. Nhận: ([^<]*)</gs)].map(([, from, to]) => [from, to]);
    assert.ok(given.length >= 4, html);
    for (const [index, [from]] of given.entries()) {
      if (index > 0) assert.equal(from, given[index - 1]?.[1], 'who hands on is who had it');
    }
    for (const unit of ['Phòng Văn hóa – Xã hội phường Lam Đông', 'Ủy ban nhân dân phường Lam Đông']) {
      assert.ok(
        given.some(([, to]) => to?.startsWith(unit)),
        unit,
      );
    }
    assert.match(html, /Trước hạn/);
  });

  test('an archived dossier gives its papers; one whose data are destroyed gives none', async () => {
    const { test: app, store } = await opened({ services: [dossierService], pack: withShortRetention });
    const { caseId } = await receive(app, {
      decision: { outcome: 'refuse', reason: 'Không thuộc thẩm quyền.', basis: 'Luật Hộ tịch' },
    });
    const { documents } = app.wardflow.application;
    const read = async () => await documents.read(await app.as(people.desk), caseId, { form: '03' });
    const before = await read();
    await app.advanceTo('2027-01-04T08:00:00+07:00');
    await runDuty(app, 'figures');
    await runDuty(app, 'archive');
    assert.deepEqual(await hotRows(store, caseId), 0, 'it has left the hot table');
    assert.equal((await read()).html, before.html);
    await app.advanceTo('2028-01-04T08:00:00+07:00');
    await app.wardflow.archive.destroyExpired(app.now());
    await assert.rejects(read(), { code: 'NOT_FOUND' });
  });
});

/** The head of a division may see its dossiers, and not whose they are. */
function withBlindHead(shipped: DemoPack): DemoPack {
  const { rules } = JSON.parse(shipped.city['access.json'] ?? '') as { rules: AccessRule[] };
  const blind = rules.filter(
    ({ role, subject, action }) => !(role === 'unit_head' && subject === 'Dossier' && action === 'readReporter'),
  );
  return { ...shipped, city: { ...shipped.city, 'access.json': JSON.stringify({ rules: blind }) } };
}

function withShortRetention(shipped: DemoPack): DemoPack {
  const name = { vi: 'Thử', en: 'Test' };
  const retention = { archiveAfter: 'P30D', rules: [{ code: 'thu', name, keep: 'P6M', basis: 'thử' }] };
  return { ...shipped, city: { ...shipped.city, 'retention.json': JSON.stringify(retention) } };
}

async function runDuty(app: TestApplication, name: string): Promise<void> {
  const duty = app.wardflow.duties.find((one) => one.name === name);
  assert.ok(duty);
  while ((await duty.run(app.now())).more);
}

async function hotRows(store: OpenStore, caseId: string): Promise<number> {
  const id = Buffer.from(caseId.replaceAll('-', ''), 'hex');
  const rows = await store.orm.em.fork().getConnection().execute('select case_id from dossier_document');
  return (rows as { case_id: Uint8Array }[]).filter((row) => Buffer.from(row.case_id).equals(id)).length;
}
